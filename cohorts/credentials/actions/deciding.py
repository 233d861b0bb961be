"""Two people decide that a woman has completed the education: one proposes, another one confirms or sends back."""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from cohorts.attendance.dashboards import progress_of
from cohorts.attendance.dashboards.progress import ModuleState
from cohorts.attendance.queries import course_of
from cohorts.roster.actions.refusals import audit, refuse
from cohorts.roster.models import Enrolment
from curriculum.rules import Verdict
from lms.kit.guard import require
from lms.people.actions.roles import grant_role
from lms.people.models import User
from lms.people.roles import Role

from ..models import CompletionDecision, Diploma, DiplomaWishes
from ..permissions import can_decide_completion, can_propose_completion
from ..rules import Refusal, Standpoint, why_not_confirmed, why_not_proposed
from .issuing import issue_diploma

State = CompletionDecision.State
HAD = (ModuleState.PRESENT, ModuleState.MADE_UP)


def propose_completion(
    *,
    by: User,
    enrolment: Enrolment,
    reason: str = "",
    outcome: CompletionDecision.Outcome = CompletionDecision.Outcome.DIPLOMA,
) -> CompletionDecision:
    """Propose that a woman has completed. What she has of the course is kept as it is now; who has less than the rule
    asks for needs a reason. Raises PermissionDenied, and ValidationError with a code of `Refusal`."""
    require(can_propose_completion(by, enrolment.cohort))
    progress = progress_of(enrolment.cohort, [enrolment])[0]
    fulfilled = progress.judgement.verdict is Verdict.COMPLETED
    facts = Standpoint(
        takes_part=enrolment.state == Enrolment.State.ACTIVE,
        proposed=enrolment.decisions.standing().exists(),
        fulfilled=fulfilled or outcome == CompletionDecision.Outcome.ATTENDANCE,
        course_over=not course_of(enrolment.cohort).ahead,
        reason=reason,
    )
    if refusal := why_not_proposed(facts):
        refuse(refusal)
    try:
        with transaction.atomic():
            decision = CompletionDecision.objects.create(
                enrolment=enrolment,
                outcome=outcome,
                credited=[line.place.position for line in progress.modules if line.state in HAD],
                needed=progress.judgement.needed,
                fulfilled=fulfilled,
                reason=reason.strip(),
                proposed_by=by,
            )
    except IntegrityError:  # somebody else proposed her in the same moment
        refuse(Refusal.ALREADY_PROPOSED)
        raise
    audit(by=by, obj=enrolment, action="cohorts.completion_proposed")
    return decision


def return_completion(*, by: User, decision: CompletionDecision) -> None:
    """Send a proposal back: it can be proposed anew. Raises PermissionDenied, and ValidationError with
    `decided_already`."""
    require(can_decide_completion(by, decision))
    _settle(decision, by, State.RETURNED)
    audit(by=by, obj=decision.enrolment, action="cohorts.completion_returned")


@transaction.atomic
def confirm_completion(*, by: User, decision: CompletionDecision, given_at: str, given_on: date) -> Diploma | None:
    """Confirm a proposal: she has completed, is a volunteer of the group, and her diploma is issued, dated with the
    ceremony (a day of the place). A paper of attendance ends her place and gives none. Raises PermissionDenied, and
    ValidationError with a code of `Refusal`."""
    require(can_decide_completion(by, decision))
    enrolment = decision.enrolment
    is_diploma = decision.outcome == CompletionDecision.Outcome.DIPLOMA
    wishes = DiplomaWishes.objects.filter(enrolment=enrolment).first()
    refusal = why_not_confirmed(
        proposed_by=decision.proposed_by_id,
        confirmed_by=by.pk,
        is_open=decision.state == State.PROPOSED,
        name_confirmed=bool(wishes and wishes.name_confirmed_at),
    )
    if refusal:
        refuse(refusal)
    _settle(decision, by, State.CONFIRMED, given_at=given_at, given_on=given_on)
    audit(by=by, obj=enrolment, action="cohorts.completion_confirmed")
    if not is_diploma:
        return None
    Enrolment.objects.filter(pk=enrolment.pk).update(state=Enrolment.State.COMPLETED)
    # Two people have decided; neither needs the right to give roles in the group.
    grant_role(by=None, person=enrolment.person, role=Role.VOLUNTEER, place=enrolment.cohort.local_group)
    return issue_diploma(by=by, decision=decision, wishes=wishes)


def _settle(decision: CompletionDecision, by: User, state: State, **fields) -> None:
    rows = CompletionDecision.objects.filter(pk=decision.pk, state=State.PROPOSED)
    if not rows.update(state=state, decided_by=by, decided_at=timezone.now(), **fields):
        refuse(Refusal.DECIDED_ALREADY)
    decision.refresh_from_db()
