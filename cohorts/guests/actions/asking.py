"""Ask guest professionals to come, one or several in turn, and take a question back."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from cohorts.roster.actions.auditing import audit
from cohorts.schedule.models import CourseSession
from curriculum.models import EditionModule
from lms.kit.guard import refuse, require
from lms.people.actions.links import make_link, revoke_links
from lms.people.mailbox.wording import reading_language, sensitive_words_in
from lms.people.models import AccessLink, User

from .. import notices
from ..models import GuestInvitation, GuestProfessional, GuestRequest, GuestStep
from ..models.invitations import facts_of
from ..permissions import can_ask_guests
from ..queries.turns import requests_in_turn, settled_questions
from .directory import add_guest
from .entries import raise_entry
from .steps import note_step

LINK_LASTS = timedelta(days=3 * 365)
"""Longer than any evening can be pushed ahead: when a pass ends follows from its evening as it then stands."""

State, Kind = GuestInvitation.State, GuestStep.Kind
BUSY_WITH_IT = (State.QUEUED, State.ASKED, State.PROPOSED, State.ACCEPTED)
WAITING = (State.ASKED, State.PROPOSED)


@transaction.atomic
def ask_guests(
    *,
    by: User,
    session: CourseSession,
    guests: Iterable[GuestProfessional],
    newcomer: Mapping[str, Any] | None = None,
    text: str = "",
    edition_module: EditionModule | None = None,
    request: GuestRequest | None = None,
    **wishes: Any,
) -> list[GuestInvitation]:
    """Ask the first of these people to come to an evening, with a link of her own that is sent to her, and keep the
    others for the case that she cannot. A `newcomer` (what `add_guest` takes) is entered first and asked first. Without
    a `request` a new one is made with the `wishes` (fields of GuestRequest). Without a `text` each reads the ready one
    in her own language. Raises PermissionDenied, and ValidationError with `evening_over`, `cancelled`,
    `asked_already`, `somebody_comes`, `sensitive_words`, or what `add_guest` refuses."""
    _refuse_asking(by, session, text)
    found = list(guests)
    if newcomer:
        found.insert(0, add_guest(by=by, place=session.cohort.place, **newcomer))
    if request is None:
        request = GuestRequest.objects.create(session=session, edition_module=edition_module, created_by=by, **wishes)
    elif request.invitations.accepted().exists():
        refuse("somebody_comes")
    request.session = session
    invitations = [_queue(by, request, guest, text) for guest in found]
    _put_question(invitations[0], by=by)
    for later in invitations[1:]:
        note_step(by=by, invitation=later, kind=Kind.QUEUED)
    audit(by=by, obj=session.cohort, action="cohorts.guest_asked")
    return invitations


def _refuse_asking(by: User, session: CourseSession, text: str) -> None:
    require(can_ask_guests(by, session))
    if session.is_past:
        refuse("evening_over")
    if session.is_cancelled:
        refuse("cancelled")
    if sensitive_words_in(text):
        refuse("sensitive_words")


def _queue(by: User, request: GuestRequest, guest: GuestProfessional, text: str) -> GuestInvitation:
    """Put somebody at the end of the queue of a request; who said no, or was told that somebody else comes, can be
    asked once more."""
    if guest.invitations.filter(request__session=request.session, state__in=BUSY_WITH_IT).exists():
        refuse("asked_already")
    fields = {"text": text, "asked_by": by, "state": State.QUEUED, "place": request.invitations.count() + 1}
    try:
        with transaction.atomic():
            invitation, _is_new = GuestInvitation.objects.update_or_create(
                request=request, guest=guest, defaults=fields
            )
    except IntegrityError:
        refuse("asked_already")
    invitation.request, invitation.guest = request, guest
    return invitation


@transaction.atomic
def ask_now(*, by: User, invitation: GuestInvitation) -> bool:
    """Ask somebody who was kept for later; tell whether that was still to be done. Raises PermissionDenied, and
    ValidationError as `ask_guests` does."""
    _refuse_asking(by, invitation.session, invitation.text)
    if invitation.request.invitations.accepted().exists():
        refuse("somebody_comes")
    asked = _put_question(invitation, by=by)
    if asked:
        audit(by=by, obj=invitation.session.cohort, action="cohorts.guest_asked")
    return asked


def ask_next() -> int:
    """Ask the next one wherever those before her have said no or have been silent for too long; give how many were
    asked. Call it every minute: each is asked once, whoever else does the same."""
    return sum(_ask_in_turn(invitation) for invitation in requests_in_turn(timezone.now()))


@transaction.atomic
def _ask_in_turn(invitation: GuestInvitation) -> bool:
    asked = _put_question(invitation, by=None)
    if asked:
        audit(by=None, obj=invitation.session.cohort, action="cohorts.guest_asked")
    return asked


def _put_question(invitation: GuestInvitation, *, by: User | None) -> bool:
    """Send the question to somebody in the queue, unless somebody else just does."""
    facts = facts_of(invitation.session)
    asked = GuestInvitation.objects.filter(pk=invitation.pk, state=State.QUEUED).update(
        state=State.ASKED, asked_at=timezone.now(), told=facts
    )
    if not asked:
        return False
    invitation.refresh_from_db(fields=["state", "asked_at", "told"])
    note_step(by=by, invitation=invitation, kind=Kind.ASKED)
    notices.send_pass(invitation, link=new_pass(invitation, by=by), entry=raise_entry(invitation))
    return True


def new_pass(invitation: GuestInvitation, *, by: User | None) -> str:
    """Draw a secret link of an invitation and give its whole address, which is stored nowhere. Older ones go on."""
    token = make_link(by=by, purpose=AccessLink.Purpose.GUEST, subject=invitation, lifetime=LINK_LASTS, max_uses=None)
    with translation.override(reading_language(invitation.guest.language)):
        return settings.BASE_URL + reverse("guest_pass", args=[token])


@transaction.atomic
def cancel_invitation(*, by: User, invitation: GuestInvitation) -> None:
    """Take a question back: who was asked is told, and her links stop opening; who was only to be asked later hears
    nothing. Said twice it changes nothing. Raises PermissionDenied, and ValidationError with `evening_over`."""
    require(can_ask_guests(by, invitation.session))
    if invitation.session.is_past:
        refuse("evening_over")
    row = GuestInvitation.objects.filter(pk=invitation.pk)
    if row.filter(state=State.QUEUED).update(state=State.CANCELLED):
        note_step(by=by, invitation=invitation, kind=Kind.CANCELLED)
    elif row.filter(state__in=[*WAITING, State.ACCEPTED]).update(state=State.CANCELLED):
        invitation.state = State.CANCELLED
        note_step(by=by, invitation=invitation, kind=Kind.CANCELLED)
        notices.tell_of_cancelling(invitation, entry=raise_entry(invitation, leaves=True))
        revoke_links(subject=invitation, purpose=AccessLink.Purpose.GUEST)
    else:
        return
    audit(by=by, obj=invitation.session.cohort, action="cohorts.guest_cancelled")


def close_others(*, invitation: GuestInvitation) -> int:
    """Close the question of everybody else who was asked for the same place, with a kind word, and give how many. Who
    was not asked yet stays in the queue. Called by whatever takes a yes, in its transaction."""
    others = invitation.request.invitations.filter(state__in=WAITING).exclude(pk=invitation.pk)
    return sum(_close(each) for each in others.select_related("guest", "request__session__cohort"))


def close_settled() -> int:
    """Close what was asked in the same moment as somebody else said yes; give how many. Call it every minute."""
    return sum(_close(each) for each in settled_questions())


@transaction.atomic
def _close(invitation: GuestInvitation) -> bool:
    if not GuestInvitation.objects.filter(pk=invitation.pk, state__in=WAITING).update(state=State.CANCELLED):
        return False
    invitation.state = State.CANCELLED
    note_step(by=None, invitation=invitation, kind=Kind.CLOSED)
    notices.tell_that_somebody_comes(invitation, entry=raise_entry(invitation, leaves=True))
    revoke_links(subject=invitation, purpose=AccessLink.Purpose.GUEST)
    return True
