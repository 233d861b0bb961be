"""What is decided about guests without a database."""

from .passes import guests_steps, is_a_guests, languages_shown
from .stages import CONFIRMED_BEFORE, Stage, stage_of_evening, stage_of_request

__all__ = [
    "CONFIRMED_BEFORE",
    "Stage",
    "guests_steps",
    "is_a_guests",
    "languages_shown",
    "stage_of_evening",
    "stage_of_request",
]
