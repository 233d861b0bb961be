"""Who may do what with diplomas and cards, one sentence each."""

from cohorts.roster.models import Cohort, Enrolment
from cohorts.roster.permissions import can_run_cohort
from lms.people.models import User
from lms.people.models.assignments import has_right_at
from lms.people.roles import Right

from .models import CompletionDecision


def can_propose_completion(user: User, cohort: Cohort) -> bool:
    """Allow proposing to the coordinator of the place."""
    return can_run_cohort(user, cohort)


def can_decide_completion(user: User, decision: CompletionDecision) -> bool:
    """Allow confirming and sending back to the secretariat of the country. That it is another person than the one who
    proposed is a rule, and a constraint."""
    return has_right_at(user, Right.CONFIRM_DIPLOMAS, decision.enrolment.cohort.place)


def can_spell_name(user: User, enrolment: Enrolment) -> bool:
    """Allow saying what stands on a diploma to the woman herself, and to her coordinator when she tells her."""
    return enrolment.person_id == user.pk or can_run_cohort(user, enrolment.cohort)
