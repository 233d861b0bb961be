"""What the screens of attendance show: the roll, and how far each woman has come."""

from .after import WhatWeDid, suggested_task, what_we_did
from .catch_ups import catch_ups_waiting, choices_for, open_lines, open_page, under_way, visitors_of
from .doors import Doorway, OwnArrival, TabletName, doorway_of, own_arrivals, tablet_of
from .progress import MakingUp, ModuleLine, ModuleState, Progress, own_progress, progress_of, women_to_talk_with
from .sentences import hint_words, sentence_for
from .sheets import THERE, Sheet, SheetLine, mark_of, phone_copy, sheet_of, standing_guests, standing_marks
from .totals import AttendanceTotals, attendance_totals

__all__ = [
    "THERE",
    "AttendanceTotals",
    "Doorway",
    "MakingUp",
    "ModuleLine",
    "ModuleState",
    "OwnArrival",
    "Progress",
    "Sheet",
    "SheetLine",
    "TabletName",
    "WhatWeDid",
    "attendance_totals",
    "catch_ups_waiting",
    "choices_for",
    "doorway_of",
    "hint_words",
    "mark_of",
    "open_lines",
    "open_page",
    "own_arrivals",
    "own_progress",
    "phone_copy",
    "progress_of",
    "sentence_for",
    "sheet_of",
    "standing_guests",
    "standing_marks",
    "suggested_task",
    "tablet_of",
    "under_way",
    "visitors_of",
    "what_we_did",
    "women_to_talk_with",
]
