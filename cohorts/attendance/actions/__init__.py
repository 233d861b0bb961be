"""What is done about attendance."""

from .catch_ups import agree_to_catch_up, ask_to_make_up, confirm_talk, decline_catch_up, withdraw_catch_up
from .doors import Arrived, check_in, check_in_by_number, close_door, open_door
from .kiosks import end_kiosks, start_kiosk, take_back_tap, tap_in
from .marking import Result, record_marks
from .notes import ChangedMeanwhileError, add_photo, remove_photo, tell_after, write_note
from .open_evenings import close_evening, open_evening
from .walk_ins import attach_walk_in, drop_walk_in, record_walk_ins

__all__ = [
    "Arrived",
    "ChangedMeanwhileError",
    "Result",
    "add_photo",
    "agree_to_catch_up",
    "ask_to_make_up",
    "attach_walk_in",
    "check_in",
    "check_in_by_number",
    "close_door",
    "close_evening",
    "confirm_talk",
    "decline_catch_up",
    "drop_walk_in",
    "end_kiosks",
    "open_door",
    "open_evening",
    "record_marks",
    "record_walk_ins",
    "remove_photo",
    "start_kiosk",
    "take_back_tap",
    "tap_in",
    "tell_after",
    "withdraw_catch_up",
    "write_note",
]
