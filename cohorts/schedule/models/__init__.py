"""Evenings, the plan they are part of, answers of the women, and days without evenings."""

from .calendars import CalendarChoice, CalendarInvitation, FeedCopy
from .closed_days import ClosedDays
from .extras import EveningExtra
from .plans import Announcement, CoursePlan, PlanChange, PlanDraft
from .rsvps import AnswerRequest, Rsvp
from .sessions import CourseSession, SessionModule

__all__ = [
    "Announcement",
    "AnswerRequest",
    "CalendarChoice",
    "CalendarInvitation",
    "ClosedDays",
    "CoursePlan",
    "CourseSession",
    "EveningExtra",
    "FeedCopy",
    "PlanChange",
    "PlanDraft",
    "Rsvp",
    "SessionModule",
]
