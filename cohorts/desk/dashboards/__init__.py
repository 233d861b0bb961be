"""What the pages of the desk show, as frozen rows."""

from .board import Board, BoardRow, board_of
from .cockpit import Cockpit, Phase, cockpit_of, phase_of
from .desk import (
    CohortCard,
    Desk,
    EveningCard,
    SaidByHer,
    WhoComes,
    desk_of,
    evening_card,
    guests_of,
    nearest_evening,
    who_comes,
)
from .own import OwnCourse, OwnEvening, own_course, own_evenings, own_places
from .own_modules import ModuleTime, OwnModule, OwnModules, own_modules
from .words import CourseWords, course_words, is_ahead, nearest_words

__all__ = [
    "Board",
    "BoardRow",
    "Cockpit",
    "CohortCard",
    "CourseWords",
    "Desk",
    "EveningCard",
    "ModuleTime",
    "OwnCourse",
    "OwnEvening",
    "OwnModule",
    "OwnModules",
    "Phase",
    "SaidByHer",
    "WhoComes",
    "board_of",
    "cockpit_of",
    "course_words",
    "desk_of",
    "evening_card",
    "guests_of",
    "is_ahead",
    "nearest_evening",
    "nearest_words",
    "own_course",
    "own_evenings",
    "own_modules",
    "own_places",
    "phase_of",
    "who_comes",
]
