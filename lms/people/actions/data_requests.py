"""Ask for a copy of one's own data or to be forgotten, take it back, and answer."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from lms.kit.guard import require

from .. import permissions
from ..models import DataRequest, User
from ..notices import tell_of_answered_request, tell_of_request
from .accounts import end_account
from .rights import audit

KEPT = timedelta(days=731)  # 24 months with a leap day


@transaction.atomic
def ask(*, by: User, kind: DataRequest.Kind) -> DataRequest:
    """Note what she asks; while one of the kind waits it gives that one. To be forgotten is confirmed to her."""
    try:
        with transaction.atomic():
            request = DataRequest.objects.create(person=by, kind=kind)
    except IntegrityError:  # it waits already
        return DataRequest.objects.open().get(person=by, kind=kind)
    if kind == DataRequest.Kind.FORGET:
        tell_of_request(request)
    return request


def give_copy(*, by: User, request: DataRequest) -> None:
    """Note that she has got her copy."""
    _close(DataRequest.objects.filter(person=by, pk=request.pk), DataRequest.State.ANSWERED, by=by)


def take_back(*, by: User) -> None:
    """Let her change her mind about being forgotten. Again it does nothing."""
    _close(DataRequest.objects.filter(person=by, kind=DataRequest.Kind.FORGET), DataRequest.State.TAKEN_BACK, by=by)


@transaction.atomic
def answer(*, by: User, request: DataRequest, text: str) -> None:
    """Note the answer and tell it to her. Raises PermissionDenied, and ValidationError with `closed`."""
    require(permissions.can_answer_request(by, request))
    waiting = DataRequest.objects.filter(pk=request.pk)
    if not _close(waiting, DataRequest.State.ANSWERED, by=by, text=text):
        raise ValidationError("closed", code="closed")
    request.refresh_from_db()
    audit(by=by, obj=request, action="people.data_request_answered")
    tell_of_answered_request(request)


@transaction.atomic
def forget(*, by: User, request: DataRequest) -> None:
    """Delete the account of whoever asks to be forgotten, with all that is hers; her request goes along. Raises
    PermissionDenied, and ValidationError with `holds_office` or `closed`."""
    require(permissions.can_answer_request(by, request))
    if request.kind != DataRequest.Kind.FORGET or not DataRequest.objects.open().filter(pk=request.pk).exists():
        raise ValidationError("closed", code="closed")
    if request.person.lasting_offices:
        raise ValidationError("holds an office", code="holds_office")
    audit(by=by, obj=request, action="people.data_request_answered")
    end_account(person=request.person)


def purge_requests() -> int:
    """Drop requests 24 months after they were closed; give how many. Called by `tick`."""
    old = DataRequest.objects.exclude(state=DataRequest.State.OPEN).filter(closed_at__lt=timezone.now() - KEPT)
    return old.delete()[0]


def _close(requests, state: DataRequest.State, *, by: User, text: str = "") -> int:
    """Close those that are open; give how many were."""
    return requests.open().update(state=state, closed_at=timezone.now(), closed_by=by, answer=text)
