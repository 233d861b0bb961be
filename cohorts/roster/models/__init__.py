"""Cohorts, the women in them, those who run them, and the venues."""

from .agreements import FIRST_EVENING, LATER, PAYERS_ASK_NAMES, REQUIRED, AgreementText, Purpose, Signature
from .cohorts import Cohort, CohortCoordinator
from .enrolments import Enrolment
from .places import AtAPlace
from .questions import Question, Task
from .venues import Venue

__all__ = [
    "FIRST_EVENING",
    "LATER",
    "PAYERS_ASK_NAMES",
    "REQUIRED",
    "AgreementText",
    "AtAPlace",
    "Cohort",
    "CohortCoordinator",
    "Enrolment",
    "Purpose",
    "Question",
    "Signature",
    "Task",
    "Venue",
]
