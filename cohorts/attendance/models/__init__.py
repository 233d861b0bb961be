"""Marks and how they came about, check-in, who came without a place, what is made up, and what is noted after."""

from .catch_ups import CatchUp, OpenEvening
from .credits import ModuleCredit
from .doors import Door
from .marks import Attendance, AttendanceOperation
from .notes import EveningNote
from .walk_ins import WalkIn

__all__ = [
    "Attendance",
    "AttendanceOperation",
    "CatchUp",
    "Door",
    "EveningNote",
    "ModuleCredit",
    "OpenEvening",
    "WalkIn",
]
