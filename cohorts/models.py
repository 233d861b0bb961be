"""Gathers the models of the rooms, where Django looks for them."""

from .roster.models import Cohort, CohortCoordinator, Enrolment, Venue
from .schedule.models import ClosedDays, CoursePlan, CourseSession, PlanChange, PlanDraft, Rsvp, SessionModule

__all__ = [
    "ClosedDays",
    "Cohort",
    "CohortCoordinator",
    "CoursePlan",
    "CourseSession",
    "Enrolment",
    "PlanChange",
    "PlanDraft",
    "Rsvp",
    "SessionModule",
    "Venue",
]
