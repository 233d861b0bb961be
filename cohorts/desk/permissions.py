"""Who may see what of the desk, one sentence each."""

from cohorts.roster.permissions import can_follow_cohort, can_list_cohorts, can_see_women
from cohorts.schedule.models import CourseSession
from lms.people.models import User
from lms.people.models.assignments import has_right
from lms.people.roles import Right


def can_use_desk(user: User) -> bool:
    """Allow the desk to whoever runs cohorts or helps with them."""
    return can_list_cohorts(user)


def can_see_evening(user: User, session: CourseSession) -> bool:
    """Allow an evening with its material to those who run the cohort, and without names to those who follow it."""
    return can_see_women(user, session.cohort) or can_follow_cohort(user, session.cohort)


def can_see_all_cohorts(user: User) -> bool:
    """Allow the table of all cohorts to whoever follows those of a country."""
    return has_right(user, Right.FOLLOW_COHORTS)
