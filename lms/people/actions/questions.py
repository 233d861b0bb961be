"""Ask somebody out of sight to take a role, and answer; count what could tell whose a number is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from lms.kit.guard import require

from .. import notices, permissions
from ..models import FailedAttempt, RoleAssignment, User
from ..models.assignments import Place, kind_of
from ..roles import Role
from .rights import audit, start_role
from .signing_in import count_failure

ANSWER_WITHIN = timedelta(days=30)
OUT_OF_SIGHT = frozenset({"not_together", "phone_unusable", "email_unusable"})
"""Codes of refusals that come from somebody whom the user does not see."""


@transaction.atomic
def ask_for_role(*, by: User, person: User, role: Role, place: Place) -> RoleAssignment:
    """Ask a person, at her own address, whether she wants a role; give the question, an older one if it still waits.

    Raises PermissionDenied, and ValidationError with the code `too_many_asked`."""
    require(permissions.can_grant_role(by, role, place))
    refuse_after_many(by)
    _count(by)
    same = {"person": person, "role": role, kind_of(place).value: place}
    if waiting := RoleAssignment.objects.asked().filter(**same).first():
        return waiting
    question = RoleAssignment.objects.create(
        granted_by=by, accepted_at=None, ends_at=timezone.now() + ANSWER_WITHIN, **same
    )
    audit(by=by, obj=question, action="people.role_asked", fields=["role", "place"])
    notices.tell_of_question(question)
    return question


@transaction.atomic
def answer_role(*, by: User, assignment: RoleAssignment, yes: bool) -> bool:
    """Take the role she was asked to take, from now on, or say no, which leaves nothing of the question. An answer
    that comes too late does nothing. Gives whether she has to sign in again. Raises PermissionDenied."""
    require(permissions.can_answer_role(by, assignment))
    question = RoleAssignment.objects.asked().filter(pk=assignment.pk)
    now = timezone.now()
    try:
        with transaction.atomic():
            if not (yes and question.update(accepted_at=now, starts_at=now, ends_at=None)):
                question.delete()
                return False
    except IntegrityError:  # she holds this role already
        question.delete()
        return False
    return start_role(assignment)


def refuse_after_many(by: User) -> None:
    """Raise ValidationError with the code `too_many_asked` when the user has met many people out of her sight in a
    short time: nobody shall find out numbers by trying."""
    if FailedAttempt.objects.hold_back(account=_account(by), address=_account(by)):
        raise ValidationError("too many asked", code="too_many_asked")


@contextmanager
def counting_out_of_sight(by: User) -> Iterator[None]:
    """Count a refusal that comes from somebody out of sight. To be opened outside of the transaction that the refusal
    undoes."""
    try:
        yield
    except ValidationError as refusal:
        if refusal.code in OUT_OF_SIGHT:
            _count(by)
        raise


def _count(by: User) -> None:
    count_failure(account=_account(by), address=_account(by))


def _account(by: User) -> str:
    return f"asks by {by.public_id}"
