"""What marks mean, what they add up to, how a missed module is made up, and what is noted afterwards."""

from .catch_ups import OPEN, Hint, HintCode, State, Step, Visit, Way, hints_for, step_of, still_counts
from .doors import CLOSES_AFTER, OPENS_BEFORE, Entry, arrival, why_shut
from .marks import (
    MEANINGS,
    Cell,
    Decision,
    Guest,
    Heard,
    Mark,
    Meaning,
    Operation,
    Outcome,
    Reason,
    Status,
    decide,
    gives_credit,
    short_names,
)
from .notes import Change
from .progress import Concern, HeldPart, concerns_about, credited_modules

__all__ = [
    "CLOSES_AFTER",
    "MEANINGS",
    "OPEN",
    "OPENS_BEFORE",
    "Cell",
    "Change",
    "Concern",
    "Decision",
    "Entry",
    "Guest",
    "Heard",
    "HeldPart",
    "Hint",
    "HintCode",
    "Mark",
    "Meaning",
    "Operation",
    "Outcome",
    "Reason",
    "State",
    "Status",
    "Step",
    "Visit",
    "Way",
    "arrival",
    "concerns_about",
    "credited_modules",
    "decide",
    "gives_credit",
    "hints_for",
    "short_names",
    "step_of",
    "still_counts",
    "why_shut",
]
