"""What is decided about guests without a database."""

from .passes import guests_steps, is_a_guests, languages_shown
from .stages import CONFIRMED_BEFORE, Stage, stage_of_evening, stage_of_request
from .suggestions import Fit, Why, reasons_of, weight_of
from .turns import Asked, is_turn_of_the_next

__all__ = [
    "CONFIRMED_BEFORE",
    "Asked",
    "Fit",
    "Stage",
    "Why",
    "guests_steps",
    "is_a_guests",
    "is_turn_of_the_next",
    "languages_shown",
    "reasons_of",
    "stage_of_evening",
    "stage_of_request",
    "weight_of",
]
