"""Cohorts, the women in them, those who run them, and the venues."""

from .cohorts import Cohort, CohortCoordinator
from .enrolments import Enrolment
from .places import AtAPlace, places_where
from .venues import Venue

__all__ = ["AtAPlace", "Cohort", "CohortCoordinator", "Enrolment", "Venue", "places_where"]
