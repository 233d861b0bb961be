"""Invite women to evenings by mail, tell their calendars what has changed, and take in their answers."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cohorts.roster.models import Enrolment
from lms.kit import ics
from lms.kit.inbox import calendars_in

from ..models import CalendarInvitation, CourseSession, Rsvp
from ..notices import mail_evening
from ..queries.invitations import DueMail, due_mails

ANSWERS = {"accepted": Rsvp.Answer.COMING, "declined": Rsvp.Answer.AWAY}
CLOCKS_DIFFER = timedelta(hours=24)
"""How far ahead of ours the clock of a woman's phone may be."""


def send_invitations() -> int:
    """Post every mail that is due, each at most once, whoever else does the same; give how many. Call it every
    minute."""
    _close_quietly()
    return sum(_send(due) for due in due_mails(timezone.now()))


def _close_quietly() -> None:
    """End the invitations of women who are protected by now, without a mail. An answer to one of them counts no more;
    should she end her protection, she is invited anew."""
    standing = CalendarInvitation.objects.standing().filter(enrolment__person__is_protected=True)
    if standing.exists():
        standing.update(is_withdrawn=True)


@transaction.atomic
def _send(due: DueMail) -> bool:
    """Write down what her calendar will have seen, and post the mail, or do nothing if that was done meanwhile."""
    invitation = _raised(due)
    if invitation is None:
        return False
    if due.leaves and invitation.sent_to != due.enrolment.person.email:
        return True  # she has another address by now: the old one is told nothing more
    invitation.session, invitation.enrolment = due.session, due.enrolment
    mail_evening(invitation, is_new=due.invitation is None)
    return True


def _raised(due: DueMail) -> CalendarInvitation | None:
    """Give the invitation as it now stands: new, or with a higher sequence than any calendar has seen."""
    now, session = timezone.now(), due.session
    before = due.invitation
    told = {"told": session.sequence, "shown": CalendarInvitation.facts_of(session)}
    if before is None:
        made, is_new = CalendarInvitation.objects.get_or_create(
            session=session,
            enrolment=due.enrolment,
            defaults={"sent_to": due.enrolment.person.email, "sequence": session.sequence} | told,
        )
        return made if is_new else None
    fields = {
        "sequence": max(session.sequence, before.sequence + 1),
        "is_withdrawn": due.leaves,
        "sent_to": before.sent_to if due.leaves else due.enrolment.person.email,
        "sent_at": now,
        "replied_at": None,
    }
    if not CalendarInvitation.objects.filter(pk=before.pk, sequence=before.sequence).update(**fields, **told):
        return None
    return CalendarInvitation.objects.get(pk=before.pk)


def take_mail(raw: bytes) -> bool:
    """Take in a mail if it is an answer to an invitation, whatever becomes of the answer. Any other mail is left for
    people to read."""
    for data in calendars_in(raw):
        try:
            reply = ics.read_reply(data)
        except ics.UnreadableCalendarError:
            continue
        take_reply(reply=reply)
        return True
    return False


@transaction.atomic
def take_reply(*, reply: ics.Reply) -> str:
    """Store an answer, and give what became of it: taken, or why not: unknown, not_hers, not_this_version, too_old,
    in_the_future, over. Whoever sends it proves with its identity that she has had the invitation; the sender's
    address of a mail proves nothing. It can only say whether she comes."""
    invitation = _invitation(reply.uid)
    if invitation is None or invitation.is_withdrawn:
        return "unknown"
    if problem := _problem_of(reply, invitation):
        return problem
    newer = Q(replied_at__isnull=True) | Q(replied_at__lt=reply.stamp)
    if not CalendarInvitation.objects.filter(newer, pk=invitation.pk).update(replied_at=reply.stamp):
        return "too_old"
    # Of an evening that has moved since, she has answered for the version that she knows.
    version = invitation.session.sequence if invitation.is_up_to_date else invitation.told
    return _store(reply, invitation.session, invitation.enrolment, version)


def _problem_of(reply: ics.Reply, invitation: CalendarInvitation) -> str:
    """Say why an answer does not fit the invitation as it now stands; empty if it does."""
    if reply.address != ics.address_of(invitation.sent_to):
        return "not_hers"
    if reply.sequence != invitation.sequence:
        return "not_this_version"
    if reply.stamp > timezone.now() + CLOCKS_DIFFER:
        return "in_the_future"
    if invitation.session.is_past or not invitation.enrolment.takes_part:
        return "over"
    return ""


def _invitation(uid: str) -> CalendarInvitation | None:
    try:
        key = UUID(uid)
    except ValueError:
        return None
    return CalendarInvitation.objects.select_related("session", "enrolment").filter(uid=key).first()


def _store(reply: ics.Reply, session: CourseSession, enrolment: Enrolment, told: int) -> str:
    """Store it unless she has since answered in another way. “Maybe” is no answer."""
    answered = Rsvp.objects.filter(session=session, enrolment=enrolment)
    if answered.exclude(source=Rsvp.Source.CALENDAR).filter(answered_at__gt=reply.stamp, sequence__gte=told).exists():
        return "too_old"
    if reply.answer not in ANSWERS:
        answered.delete()
        return "taken"
    fields = {
        "answer": ANSWERS[reply.answer],
        "source": Rsvp.Source.CALENDAR,
        "sequence": told,
        "answered_at": reply.stamp,
    }
    Rsvp.objects.update_or_create(session=session, enrolment=enrolment, defaults=fields)
    return "taken"
