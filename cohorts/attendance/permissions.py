"""Who may do what with attendance, one sentence each."""

from cohorts.roster.models import Enrolment
from cohorts.roster.permissions import can_run_cohort, can_see_women
from cohorts.schedule.models import CourseSession
from lms.people.models import User


def can_take_roll(user: User, session: CourseSession) -> bool:
    """Allow marking to those who run the cohort or help with it."""
    return can_see_women(user, session.cohort)


def can_see_progress(user: User, enrolment: Enrolment) -> bool:
    """Allow how far she has come to the woman herself, and to those who run the cohort or help with it."""
    return enrolment.person_id == user.pk or can_see_women(user, enrolment.cohort)


def can_write_note(user: User, session: CourseSession) -> bool:
    """Allow the note of an evening, with its photo, to those who run the cohort or help with it."""
    return can_see_women(user, session.cohort)


def can_tell_after(user: User, session: CourseSession) -> bool:
    """Allow writing to the women and the guest after an evening to the coordinator of its place."""
    return can_run_cohort(user, session.cohort)
