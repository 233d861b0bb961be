"""The wording of what guests and their hosts are told. No message names what an evening is about."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from lms.kit.tokens import hash_token
from lms.people.mailbox import post
from lms.people.mailbox.wording import reading_language

from .models import GuestInvitation
from .queries.passes import hosts_of

TEMPLATES = "cohorts/guests/notices/"


def send_pass(invitation: GuestInvitation, *, link: str) -> None:
    """Send a guest the link of her invitation. The text is wiped once it has left."""
    _tell_guest("guest_asked", invitation, {"link": link}, key=f"{timezone.now():%Y%m%d%H%M%S%f}", secret=True)


def tell_of_cancelling(invitation: GuestInvitation) -> None:
    """Tell a guest that she is not needed any more."""
    _tell_guest("guest_cancelled", invitation, {}, key="")


def _tell_guest(event: str, invitation: GuestInvitation, more: dict, *, key: str, secret: bool = False) -> None:
    session = invitation.session
    context = {"invitation": invitation, "name": invitation.guest.name, "session": session, "text": invitation.text}
    post(
        event=event,
        address=invitation.guest.address,
        language=invitation.guest.language,
        about=invitation,
        template=f"{TEMPLATES}{event}.txt",
        context=context | more,
        dedupe_key=f"{event}:{invitation.public_id}:{key}",
        secret=secret,
        good_until=max(session.begins, timezone.now()),
    )


def tell_of_answer(invitation: GuestInvitation) -> None:
    """Tell those who run the cohort what a guest has answered."""
    _tell_hosts(invitation, key=f"{invitation.answered_at:%Y%m%d%H%M%S%f}")


def tell_of_words(invitation: GuestInvitation) -> None:
    """Tell them that a guest has written what she needs, or something else. The same words are told once."""
    said = repr((invitation.needed, invitation.needs, invitation.note_to_host, invitation.minutes))
    _tell_hosts(invitation, key=hash_token(said)[:20])


def _tell_hosts(invitation: GuestInvitation, *, key: str) -> None:
    session = invitation.session
    for person in hosts_of(session):
        with translation.override(reading_language(person.interface_language)):
            link = settings.BASE_URL + reverse("evening_guests", args=[session.public_id])
        post(
            event="guest_answered",
            to=person,
            about=invitation,
            template=f"{TEMPLATES}guest_answered.txt",
            context={"invitation": invitation, "session": session, "link": link, "name": person.get_short_name()},
            dedupe_key=f"guest_answered:{invitation.public_id}:{key}:{person.public_id}",
        )
