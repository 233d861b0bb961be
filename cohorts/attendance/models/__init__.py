"""Marks, the journal of how they came about, who came without a place, and what is noted after an evening."""

from .marks import Attendance, AttendanceOperation
from .notes import EveningNote
from .walk_ins import WalkIn

__all__ = ["Attendance", "AttendanceOperation", "EveningNote", "WalkIn"]
