"""Marks, how they came about, who came without a place, what is made up, and what is noted after an evening."""

from .catch_ups import CatchUp, OpenEvening
from .marks import Attendance, AttendanceOperation
from .notes import EveningNote
from .walk_ins import WalkIn

__all__ = [
    "Attendance",
    "AttendanceOperation",
    "CatchUp",
    "EveningNote",
    "OpenEvening",
    "WalkIn",
]
