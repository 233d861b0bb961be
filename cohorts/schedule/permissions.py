"""Who may do what with the plan of a cohort, one sentence each."""

from cohorts.roster.models import Cohort
from cohorts.roster.permissions import can_run_cohort
from lms.people.models import User


def can_plan(user: User, cohort: Cohort) -> bool:
    """Allow making and changing the plan of an open cohort to the coordinator of its place."""
    return cohort.is_open and can_run_cohort(user, cohort)
