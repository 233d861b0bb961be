"""Reads about attendance: the roll, how far women have come, and evenings that are open for others."""

from .brought import brought_to
from .courses import (
    MARKS_KEPT,
    Book,
    Course,
    book_of,
    catch_ups_near,
    catch_ups_of,
    course_of,
    courses_of,
    credit_kept,
    journal_of,
    marks_on,
)
from .doors import OwnEvening, allowed_minutes, newest_tap, own_evenings_near, place_on, shut_now
from .marks import RollLine, roll_of, women_on
from .notes import is_careful, leaves_no_trace, names_a_woman, newest_told, notes_missing, notes_told, women_to_tell
from .open_evenings import FreePlaces, countries_run_in, free_places

__all__ = [
    "MARKS_KEPT",
    "Book",
    "Course",
    "FreePlaces",
    "OwnEvening",
    "RollLine",
    "allowed_minutes",
    "book_of",
    "brought_to",
    "catch_ups_near",
    "catch_ups_of",
    "countries_run_in",
    "course_of",
    "courses_of",
    "credit_kept",
    "free_places",
    "is_careful",
    "journal_of",
    "leaves_no_trace",
    "marks_on",
    "names_a_woman",
    "newest_tap",
    "newest_told",
    "notes_missing",
    "notes_told",
    "own_evenings_near",
    "place_on",
    "roll_of",
    "shut_now",
    "women_on",
    "women_to_tell",
]
