"""Who may do what with feedback, one sentence each. To answer, the link is enough."""

from cohorts.roster.permissions import can_run_cohort, can_see_women
from cohorts.schedule.models import CourseSession
from lms.people.models import User


def can_show_feedback(user: User, session: CourseSession) -> bool:
    """Allow the code for the wall, and the faces, to those who run the cohort or help with it."""
    return can_see_women(user, session.cohort)


def can_read_feedback(user: User, session: CourseSession) -> bool:
    """Allow closing it, and the sentences, typed and spoken, to the coordinator of its place alone."""
    return can_run_cohort(user, session.cohort)
