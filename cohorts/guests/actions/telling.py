"""Tell guests that their evening has changed, with what the women are told, or say nothing of it."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cohorts.roster.models import Cohort
from cohorts.schedule.permissions import can_tell
from lms.kit.guard import require
from lms.people.models import User

from .. import notices
from ..models import GuestInvitation, GuestStep
from ..models.invitations import facts_of, slot_of
from ..queries.telling import GuestNews, NewsCode, guests_to_tell
from .asking import new_pass
from .entries import raise_entry
from .steps import note_step

State, Kind = GuestInvitation.State, GuestStep.Kind


@transaction.atomic
def tell_guests(*, by: User, cohort: Cohort) -> int:
    """Tell each guest of a cohort once how her evening now stands, and ask her anew if its time is another; give how
    many are told. Raises PermissionDenied."""
    require(can_tell(by, cohort))
    return sum(_tell(by, news) for news in guests_to_tell(cohort))


@transaction.atomic
def tell_no_guests(*, by: User, cohort: Cohort) -> int:
    """Say nothing of what has changed until now; who said yes to another time still owes a new answer. Gives how many
    would have been told. Raises PermissionDenied."""
    require(can_tell(by, cohort))
    waiting = guests_to_tell(cohort)
    for news in waiting:
        GuestInvitation.objects.filter(pk=news.invitation.pk).update(told=facts_of(news.invitation.session))
        note_step(by=by, invitation=news.invitation, kind=Kind.NOT_TOLD)
    return len(waiting)


def _tell(by: User, news: GuestNews) -> bool:
    invitation = news.invitation
    if not note_step(by=by, invitation=invitation, kind=Kind.TOLD):
        return False
    fields: dict[str, Any] = {"told": facts_of(invitation.session)}
    if news.asks_anew:
        fields |= {"state": State.ASKED, "asked_at": timezone.now()}
    for name, value in fields.items():
        setattr(invitation, name, value)
    invitation.save(update_fields=list(fields))
    leaves = news.code is NewsCode.CANCELLED
    notices.tell_of_change(
        news, link="" if leaves else new_pass(invitation, by=by), entry=raise_entry(invitation, leaves=leaves)
    )
    return True


def renew_answers_that_hold() -> int:
    """Count a yes for the evening as it is where day and time are what she said yes to: another place, or a way back,
    asks for no new answer. Gives how many. Call it every minute."""
    rows = GuestInvitation.objects.accepted().exclude(sequence=F("request__session__sequence"))
    found = 0
    for each in rows.select_related("request__session"):
        if each.answered_for == slot_of(each.session):
            found += GuestInvitation.objects.filter(pk=each.pk, sequence=each.sequence).update(
                sequence=each.session.sequence
            )
    return found
