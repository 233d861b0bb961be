"""Gathers the models of the rooms, where Django looks for them."""

from .guests.models import GuestInvitation, GuestProfessional, GuestRequest, GuestSubject
from .roster.models import (
    AgreementText,
    Cohort,
    CohortCoordinator,
    Enrolment,
    Question,
    Signature,
    Task,
    Venue,
)
from .schedule.models import (
    Announcement,
    CalendarChoice,
    CalendarInvitation,
    ClosedDays,
    CoursePlan,
    CourseSession,
    EveningExtra,
    FeedCopy,
    PlanChange,
    PlanDraft,
    Rsvp,
    SessionModule,
)

__all__ = [
    "AgreementText",
    "Announcement",
    "CalendarChoice",
    "CalendarInvitation",
    "ClosedDays",
    "Cohort",
    "CohortCoordinator",
    "CoursePlan",
    "CourseSession",
    "Enrolment",
    "EveningExtra",
    "FeedCopy",
    "GuestInvitation",
    "GuestProfessional",
    "GuestRequest",
    "GuestSubject",
    "PlanChange",
    "PlanDraft",
    "Question",
    "Rsvp",
    "SessionModule",
    "Signature",
    "Task",
    "Venue",
]
