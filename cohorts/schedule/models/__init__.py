"""Evenings, the plan they are part of, answers of the women, and days without evenings."""

from .closed_days import ClosedDays
from .plans import CoursePlan, PlanChange, PlanDraft
from .rsvps import Rsvp
from .sessions import CourseSession, SessionModule

__all__ = ["ClosedDays", "CoursePlan", "CourseSession", "PlanChange", "PlanDraft", "Rsvp", "SessionModule"]
