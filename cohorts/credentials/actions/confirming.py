"""The second of the two people confirms what was proposed: women become volunteers, and their diplomas are issued."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cohorts.roster.actions.auditing import audit_all
from cohorts.roster.actions.enrolments import end_outgrown_places
from cohorts.roster.models import Enrolment
from lms.kit.guard import refuse, require
from lms.people.actions.roles import grant_role_to_all
from lms.people.models import User
from lms.people.roles import Role

from ..models import CompletionDecision, DiplomaWishes
from ..notices import tell_of_diplomas
from ..permissions import can_decide_all
from ..rules import Refusal, why_not_confirmed
from .issuing import issue_diplomas

State = CompletionDecision.State

TOGETHER = 25
"""Women in one transaction: a cohort. Others write to the database between two of them."""


def confirm_completions(
    *, by: User, decisions: Iterable[CompletionDecision], given_at: str, given_on: date
) -> Mapping[int, str]:
    """Confirm several proposals for one ceremony. Those of a cohort go through together; where one of them is refused,
    each is tried by herself, so that she keeps none of the others back. Gives the codes of those that were refused, by
    the keys of the decisions. Raises PermissionDenied, before anything is done."""
    cohorts: dict[int, dict[int, CompletionDecision]] = {}
    for each in decisions:
        cohorts.setdefault(each.enrolment.cohort_id, {})[each.pk] = each
    for of_one in cohorts.values():
        require(can_decide_all(by, list(of_one.values())))
    refused: dict[int, str] = {}
    for of_one in cohorts.values():
        women = list(of_one.values())
        for first in range(0, len(women), TOGETHER):
            refused |= _each(by, women[first : first + TOGETHER], given_at=given_at, given_on=given_on)
    return refused


def _each(by: User, decisions: Sequence[CompletionDecision], **ceremony: Any) -> dict[int, str]:
    try:
        _confirm(by, [each.pk for each in decisions], **ceremony)
    except (ValidationError, IntegrityError):
        pass  # one of them, or somebody else confirmed one in the same moment
    else:
        return {}
    refused = {}
    for decision in decisions:
        try:
            _confirm(by, [decision.pk], **ceremony)
        except ValidationError as refusal:
            refused[decision.pk] = refusal.error_list[0].code or ""
    return refused


@transaction.atomic
def _confirm(by: User, keys: Sequence[int], *, given_at: str, given_on: date) -> None:
    """Confirm decisions of one cohort, all or none: who has completed is a volunteer of the group, and her diploma is
    issued, dated with the ceremony (a day of the place). Who gets a paper of attendance keeps her place as it is, and
    may still complete. Raises ValidationError with the code of the first that is refused."""
    around = ("enrolment__cohort__edition", "enrolment__cohort__local_group", "enrolment__person", "proposed_by")
    rows = CompletionDecision.objects.filter(pk__in=keys).select_related(*around).order_by("pk")
    # In one order, so that two who overlap do not lock crosswise.
    decisions = list(rows.select_for_update(of=("self",)))
    _check(by, decisions)
    settled = {"state": State.CONFIRMED, "decided_by": by, "decided_at": timezone.now()}
    settled |= {"given_at": given_at, "given_on": given_on}
    if rows.filter(state=State.PROPOSED).order_by().update(**settled) < len(keys):
        refuse(Refusal.DECIDED_ALREADY)
    women = [each.enrolment for each in decisions]
    audit_all(by=by, objs=women, action="cohorts.completion_confirmed")
    completed = [each for each in decisions if each.outcome == CompletionDecision.Outcome.DIPLOMA]
    for each in completed:
        each.given_at, each.given_on = given_at, given_on
    if completed:
        _complete(by, completed)


def _check(by: User, decisions: Sequence[CompletionDecision]) -> None:
    said_by = DiplomaWishes.objects.filter(enrolment__in=[each.enrolment_id for each in decisions])
    wishes = {each.enrolment_id: each for each in said_by}
    for decision in decisions:
        said = wishes.get(decision.enrolment_id)
        refusal = why_not_confirmed(
            proposed_by=decision.proposed_by_id,
            confirmed_by=by.pk,
            is_open=decision.state == State.PROPOSED,
            name_confirmed=bool(said and said.name_confirmed_at),
        )
        if refusal:
            refuse(refusal)
        if said:
            decision.enrolment.diploma_wishes = said


def _complete(by: User, decisions: Sequence[CompletionDecision]) -> None:
    women = [each.enrolment for each in decisions]
    active = Enrolment.objects.filter(pk__in=[each.pk for each in women], state=Enrolment.State.ACTIVE)
    if active.update(state=Enrolment.State.COMPLETED) < len(women):
        refuse(Refusal.NOT_IN_COURSE)  # she has left in the meantime
    cohort = women[0].cohort
    # Two people have decided; neither needs the right to give roles in the group.
    grant_role_to_all(people=[each.person for each in women], role=Role.VOLUNTEER, place=cohort.local_group)
    end_outgrown_places(cohort=cohort)
    tell_of_diplomas(issue_diplomas(by=by, decisions=decisions))
