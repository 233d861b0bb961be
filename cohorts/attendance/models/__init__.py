"""Marks, the journal of how they came about, and who came without a place."""

from .marks import Attendance, AttendanceOperation

__all__ = ["Attendance", "AttendanceOperation"]
