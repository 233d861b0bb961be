"""Proposes, outlines and changes plans of evenings, and finds what stands in their way: plain Python."""

from .changing import Changed, cancel, left_out, move_one, push_down, restore, swap
from .closed import Closure, Reason, closures_of, own_closures, reasons_for
from .conflicts import Conflict, ConflictCode, Occasion, VenueFacts, Weight, find_conflicts
from .drafts import Asked, asked_as_data, asked_from_data, outline_as_data, outline_from_data
from .evenings import Evening, Kind, Portion, Refusal, RefusalCode, Slot, held, module_order
from .outlines import (
    Outlined,
    add_extra,
    hold_at,
    merge_with_next,
    pin_to_day,
    split_in_two,
    swap_sittings,
    take_away,
)
from .planning import Note, Proposal, Rhythm, Sitting, Skipped, notes_for, one_each, propose_plan

__all__ = [
    "Asked",
    "Changed",
    "Closure",
    "Conflict",
    "ConflictCode",
    "Evening",
    "Kind",
    "Note",
    "Occasion",
    "Outlined",
    "Portion",
    "Proposal",
    "Reason",
    "Refusal",
    "RefusalCode",
    "Rhythm",
    "Sitting",
    "Skipped",
    "Slot",
    "VenueFacts",
    "Weight",
    "add_extra",
    "asked_as_data",
    "asked_from_data",
    "cancel",
    "closures_of",
    "find_conflicts",
    "held",
    "hold_at",
    "left_out",
    "merge_with_next",
    "module_order",
    "move_one",
    "notes_for",
    "one_each",
    "outline_as_data",
    "outline_from_data",
    "own_closures",
    "pin_to_day",
    "propose_plan",
    "push_down",
    "reasons_for",
    "restore",
    "split_in_two",
    "swap",
    "swap_sittings",
    "take_away",
]
