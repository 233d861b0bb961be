"""What is done about attendance."""

from .marking import Result, record_marks
from .notes import ChangedMeanwhileError, add_photo, remove_photo, tell_after, write_note
from .walk_ins import attach_walk_in, drop_walk_in, record_walk_ins

__all__ = [
    "ChangedMeanwhileError",
    "Result",
    "add_photo",
    "attach_walk_in",
    "drop_walk_in",
    "record_marks",
    "record_walk_ins",
    "remove_photo",
    "tell_after",
    "write_note",
]
