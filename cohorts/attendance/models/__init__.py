"""Marks, the journal of how they came about, and who came without a place."""

from .marks import Attendance, AttendanceOperation
from .walk_ins import WalkIn

__all__ = ["Attendance", "AttendanceOperation", "WalkIn"]
