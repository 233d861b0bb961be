"""Propose that a woman has completed the education: another one confirms it (`confirming`) or sends it back."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from cohorts.attendance.dashboards import Progress, progress_of
from cohorts.attendance.dashboards.progress import ModuleState
from cohorts.attendance.queries import course_of
from cohorts.roster.actions.auditing import audit
from cohorts.roster.models import Cohort, Enrolment
from curriculum.rules import Verdict
from lms.kit.guard import refuse, require
from lms.people.models import User

from ..models import CompletionDecision
from ..permissions import can_decide_completion, can_propose_completion
from ..rules import Refusal, Standpoint, why_not_proposed

State = CompletionDecision.State
Outcome = CompletionDecision.Outcome
HAD = (ModuleState.PRESENT, ModuleState.MADE_UP)


@dataclass(frozen=True)
class Proposal:
    """That a woman is to get something, and why if she has less than the rule asks for."""

    enrolment: Enrolment
    outcome: CompletionDecision.Outcome = Outcome.DIPLOMA
    reason: str = ""


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
    if enrolment.person_id == by.pk:  # nobody decides about herself, whatever else she is
        refuse(Refusal.SAME_PERSON)
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
    rows = CompletionDecision.objects.filter(pk=decision.pk, state=State.PROPOSED)
    said = {"state": State.RETURNED, "decided_by": by, "decided_at": timezone.now(), "answer": answer.strip()}
    if not rows.update(**said):
        refuse(Refusal.DECIDED_ALREADY)
    audit(by=by, obj=decision.enrolment, action="cohorts.completion_returned")
    decision.refresh_from_db()
