"""Gathers the models of the rooms, where Django looks for them."""

from .roster.models import Cohort, CohortCoordinator, Enrolment, Venue
from .schedule.models import (
    Announcement,
    CalendarChoice,
    CalendarInvitation,
    ClosedDays,
    CoursePlan,
    CourseSession,
    FeedCopy,
    PlanChange,
    PlanDraft,
    Rsvp,
    SessionModule,
)

__all__ = [
    "Announcement",
    "CalendarChoice",
    "CalendarInvitation",
    "ClosedDays",
    "Cohort",
    "CohortCoordinator",
    "CoursePlan",
    "CourseSession",
    "Enrolment",
    "FeedCopy",
    "PlanChange",
    "PlanDraft",
    "Rsvp",
    "SessionModule",
    "Venue",
]
