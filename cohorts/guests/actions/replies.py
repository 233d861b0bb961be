"""Take in what the calendar of a guest answers."""

from datetime import timedelta
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from lms.kit import ics
from lms.kit.inbox import calendars_in
from lms.people.models import AccessLink

from ..models import GuestEntry, GuestInvitation
from ..models.invitations import slot_of
from .answering import accept_invitation, decline_invitation

CLOCKS_DIFFER = timedelta(hours=24)
"""How far ahead of ours the clock of a guest's phone may be."""
ANSWERS = {"accepted": accept_invitation, "declined": decline_invitation}


def take_mail(raw: bytes) -> bool:
    """Take in a mail if it answers an invitation of a guest, whatever becomes of the answer. Any other is left."""
    for data in calendars_in(raw):
        try:
            reply = ics.read_reply(data)
        except ics.UnreadableCalendarError:
            continue
        return take_reply(reply=reply) != "unknown"
    return False


def take_reply(*, reply: ics.Reply) -> str:
    """Take an answer of a guest's calendar, and give what became of it: taken, or why not: unknown, not_hers,
    not_this_version, too_old, in_the_future, closed, or the code of a refusal. Whoever sends it proves with its
    identity that she has had the mail. It can only say whether she comes, and is answered by nothing."""
    entry = _entry(reply.uid)
    problem = _problem_of(reply, entry)
    if entry is None or problem:
        return problem
    kind = ContentType.objects.get_for_model(GuestInvitation)
    passes = AccessLink.objects.usable().filter(purpose=AccessLink.Purpose.GUEST, subject_type=kind)
    link = passes.filter(subject_id=str(entry.invitation_id)).first()
    if link is None:
        return "closed"
    if reply.answer not in ANSWERS:
        return "taken"  # “maybe” is no answer
    return _answer(reply, entry, link)


def _answer(reply: ics.Reply, entry: GuestEntry, link: AccessLink) -> str:
    do = ANSWERS[reply.answer]
    newer = Q(replied_at__isnull=True) | Q(replied_at__lt=reply.stamp)
    try:
        with transaction.atomic():
            if not GuestEntry.objects.filter(newer, pk=entry.pk).update(replied_at=reply.stamp):
                return "too_old"
            do(by=link, invitation=entry.invitation, sequence=_version(entry), source=GuestInvitation.Source.CALENDAR)
    except ValidationError as error:
        return error.error_list[0].code or "refused"
    return "taken"


def _entry(uid: str) -> GuestEntry | None:
    try:
        key = UUID(uid)
    except ValueError:
        return None
    rows = GuestEntry.objects.select_related("invitation__guest", "invitation__request__session__cohort")
    return rows.filter(uid=key).first()


def _problem_of(reply: ics.Reply, entry: GuestEntry | None) -> str:
    """Say why an answer does not fit the entry as it now stands; empty if it does."""
    if entry is None:
        return "unknown"
    if reply.address != ics.address_of(entry.sent_to):
        return "not_hers"
    if entry.is_withdrawn or reply.sequence != entry.sequence:
        return "not_this_version"
    if reply.stamp > timezone.now() + CLOCKS_DIFFER:
        return "in_the_future"
    invitation = entry.invitation
    said_otherwise = invitation.answered_at and invitation.source != GuestInvitation.Source.CALENDAR
    if said_otherwise and invitation.answered_at > reply.stamp:
        return "too_old"
    return ""


def _version(entry: GuestEntry) -> int:
    """Give the version of the evening that she has answered for. One that was moved and moved back is the same."""
    session = entry.invitation.session
    return session.sequence if entry.invitation.told.get("slot") == slot_of(session) else entry.told
