"""What is done about attendance."""

from .marking import Result, record_marks
from .walk_ins import attach_walk_in, drop_walk_in, record_walk_ins

__all__ = ["Result", "attach_walk_in", "drop_walk_in", "record_marks", "record_walk_ins"]
