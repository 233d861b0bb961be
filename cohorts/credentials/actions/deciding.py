"""Two people decide that a woman has completed the education: one proposes, another one confirms or sends back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from cohorts.attendance.dashboards import Progress, progress_of
from cohorts.attendance.dashboards.progress import ModuleState
from cohorts.attendance.queries import course_of
from cohorts.roster.actions.enrolments import end_outgrown_places
from cohorts.roster.actions.refusals import audit, refuse
from cohorts.roster.models import Cohort, Enrolment
from curriculum.rules import Verdict
from lms.kit.guard import require
from lms.people.actions.roles import grant_role
from lms.people.models import User
from lms.people.roles import Role

from ..models import CompletionDecision, Diploma, DiplomaWishes
from ..notices import tell_of_diploma
from ..permissions import can_decide_completion, can_propose_completion
from ..rules import Refusal, Standpoint, why_not_confirmed, why_not_proposed
from .issuing import issue_diploma

State = CompletionDecision.State
Outcome = CompletionDecision.Outcome
HAD = (ModuleState.PRESENT, ModuleState.MADE_UP)


@dataclass(frozen=True)
class Proposal:
    """That a woman is to get something, and why if she has less than the rule asks for."""

    enrolment: Enrolment
    outcome: CompletionDecision.Outcome = Outcome.DIPLOMA
    reason: str = ""


def propose_completion(
    *,
    by: User,
    enrolment: Enrolment,
    reason: str = "",
    outcome: CompletionDecision.Outcome = Outcome.DIPLOMA,
) -> CompletionDecision:
    """Propose that a woman has completed. What she has of the course is kept as it is now; who has less than the rule
    asks for needs a reason. Raises PermissionDenied, and ValidationError with a code of `Refusal`."""
    require(can_propose_completion(by, enrolment.cohort))
    progress = progress_of(enrolment.cohort, [enrolment])[0]
    over = not course_of(enrolment.cohort).ahead
    return _propose(by, Proposal(enrolment, outcome, reason), progress, course_over=over)


def propose_completions(*, by: User, cohort: Cohort, proposals: Sequence[Proposal]) -> dict[int, str]:
    """Propose several women of a cohort, each by herself: one that is refused keeps none of the others back. Gives the
    codes of those that were, by the keys of their places. Raises PermissionDenied."""
    require(can_propose_completion(by, cohort))
    women = [each.enrolment for each in proposals if each.enrolment.cohort_id == cohort.pk]
    found = {each.enrolment.pk: each for each in progress_of(cohort, women)}
    over = not course_of(cohort).ahead
    refused = {}
    for each in proposals:
        if each.enrolment.pk not in found:
            continue
        try:
            _propose(by, each, found[each.enrolment.pk], course_over=over)
        except ValidationError as refusal:
            refused[each.enrolment.pk] = refusal.error_list[0].code or ""
    return refused


def _propose(by: User, proposal: Proposal, progress: Progress, *, course_over: bool) -> CompletionDecision:
    enrolment, outcome = proposal.enrolment, proposal.outcome
    fulfilled = progress.judgement.verdict is Verdict.COMPLETED
    # Who has got the warm paper may come back and complete; nobody is proposed twice, or after her diploma.
    stops = Q(state=State.PROPOSED) | Q(outcome__in=[outcome, Outcome.DIPLOMA])
    facts = Standpoint(
        takes_part=enrolment.state == Enrolment.State.ACTIVE,
        proposed=enrolment.decisions.standing().filter(stops).exists(),
        fulfilled=fulfilled or outcome == Outcome.ATTENDANCE,
        course_over=course_over,
        reason=proposal.reason,
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
                reason=proposal.reason.strip(),
                proposed_by=by,
            )
    except IntegrityError:  # somebody else proposed her in the same moment
        refuse(Refusal.ALREADY_PROPOSED)
        raise
    audit(by=by, obj=enrolment, action="cohorts.completion_proposed")
    return decision


def return_completion(*, by: User, decision: CompletionDecision, answer: str) -> None:
    """Send a proposal back with a word why: it can be proposed anew. Raises PermissionDenied, and ValidationError with
    `decided_already` or `say_why`."""
    require(can_decide_completion(by, decision))
    if not answer.strip():
        refuse(Refusal.SAY_WHY)
    if decision.proposed_by_id == by.pk:
        refuse(Refusal.SAME_PERSON)
    _settle(decision, by, State.RETURNED, answer=answer.strip())
    audit(by=by, obj=decision.enrolment, action="cohorts.completion_returned")


def confirm_completions(
    *, by: User, decisions: Iterable[CompletionDecision], given_at: str, given_on: date
) -> Mapping[int, str]:
    """Confirm several proposals for one ceremony, each in a transaction of its own. Gives the codes of those that were
    refused, by the keys of the decisions. Raises PermissionDenied."""
    refused = {}
    for decision in decisions:
        try:
            confirm_completion(by=by, decision=decision, given_at=given_at, given_on=given_on)
        except ValidationError as refusal:
            refused[decision.pk] = refusal.error_list[0].code or ""
    return refused


@transaction.atomic
def confirm_completion(*, by: User, decision: CompletionDecision, given_at: str, given_on: date) -> Diploma | None:
    """Confirm a proposal: she has completed, is a volunteer of the group, and her diploma is issued, dated with the
    ceremony (a day of the place). For a paper of attendance her place stays as it is, and there is no diploma: she may
    still complete. Raises PermissionDenied, and ValidationError with a code of `Refusal`."""
    require(can_decide_completion(by, decision))
    enrolment = decision.enrolment
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
    if decision.outcome != Outcome.DIPLOMA:
        return None
    active = Enrolment.objects.filter(pk=enrolment.pk, state=Enrolment.State.ACTIVE)
    if not active.update(state=Enrolment.State.COMPLETED):
        refuse(Refusal.NOT_IN_COURSE)  # she has left in the meantime
    # Two people have decided; neither needs the right to give roles in the group.
    grant_role(by=None, person=enrolment.person, role=Role.VOLUNTEER, place=enrolment.cohort.local_group)
    end_outgrown_places(cohort=enrolment.cohort)
    diploma = issue_diploma(by=by, decision=decision, wishes=enrolment.diploma_wishes)
    tell_of_diploma(diploma)
    return diploma


def _settle(decision: CompletionDecision, by: User, state: State, **fields) -> None:
    rows = CompletionDecision.objects.filter(pk=decision.pk, state=State.PROPOSED)
    if not rows.update(state=state, decided_by=by, decided_at=timezone.now(), **fields):
        refuse(Refusal.DECIDED_ALREADY)
    decision.refresh_from_db()
