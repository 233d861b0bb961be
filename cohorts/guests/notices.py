"""The wording of what guests and their hosts are told. It names what an evening is about only where all may read it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.schedule.models import CourseSession
from cohorts.schedule.notices import calendar_address, when
from cohorts.schedule.rules import Slot
from curriculum.models import EditionModule
from lms.kit import ics
from lms.kit.tokens import hash_token
from lms.people.mailbox import post, post_decoy
from lms.people.mailbox.wording import reading_language, sensitive_words_in, write
from lms.people.models import Notice

from .calendars import entry_of_guest
from .models import (
    FactsQuestion,
    GuestAfterword,
    GuestEntry,
    GuestInvitation,
    GuestProfessional,
    GuestRequest,
    GuestStep,
)
from .queries.asking import open_title
from .queries.passes import hosts_of
from .queries.telling import GuestNews, NewsCode

TEMPLATES = "cohorts/guests/notices/"
LOST_LASTS = timedelta(days=1)


@dataclass(frozen=True)
class Letter:
    """A message as a guest will read it."""

    guest: GuestProfessional
    language: str
    subject: str
    body: str
    ready: str  # what it says of itself, if the host writes nothing

    @property
    def language_name(self) -> str:
        """Give the name of its language, in the language that is active."""
        return translation.get_language_info(self.language)["name_translated"]

    @property
    def is_rtl(self) -> bool:
        """Tell whether it is read from right to left."""
        return translation.get_language_info(self.language)["bidi"]


def ready_text(place: EditionModule | None, minutes: int | None, language: str) -> str:
    """Give what a question says of itself: the module, where anybody may read its name, and how long."""
    with translation.override(language):
        title = open_title(place, language)
        about = _("It is about “%(module)s”.") % {"module": title} if title else ""
        long = ngettext(
            "We wish for %(minutes)s minute of you.", "We wish for about %(minutes)s minutes of you.", minutes or 0
        ) % {"minutes": minutes}
        return " ".join(filter(None, [about, long if minutes else ""]))


def letters_of(session: CourseSession, wishes: Mapping[str, Any]) -> list[Letter]:
    """Give the question as each will read it, in the order of asking. `wishes` is what `ask_guests` takes."""
    request = wishes["request"] or GuestRequest(edition_module=wishes["edition_module"], minutes=wishes["minutes"])
    request.session = session
    people = [GuestProfessional(**wishes["newcomer"])] if wishes["newcomer"] else []
    return [_question_as_read(request, guest, wishes["text"]) for guest in [*people, *wishes["guests"]]]


def _question_as_read(request: GuestRequest, guest: GuestProfessional, text: str) -> Letter:
    """Give the question as somebody will read it, with a place where her link will stand."""
    language = reading_language(guest.language)
    context = _context(GuestInvitation(request=request, guest=guest, text=text), language)
    context |= {"link": settings.BASE_URL + "/…"}
    subject, body = write(_discreet("guest_asked", context, language), context, language, discreet=True)
    return Letter(guest, language, subject, body, ready_text(request.edition_module, request.minutes, language))


def send_pass(invitation: GuestInvitation, *, link: str, entry: GuestEntry | None = None) -> None:
    """Send a guest the link of her invitation. The text is wiped once it has left."""
    _tell_guest("guest_asked", invitation, {"link": link}, key=_step_of(invitation), entry=entry)


def tell_of_cancelling(invitation: GuestInvitation, *, entry: GuestEntry | None = None) -> None:
    """Tell a guest that she is not needed any more."""
    _tell_guest("guest_cancelled", invitation, {}, key=_step_of(invitation), entry=entry)


def tell_that_somebody_comes(invitation: GuestInvitation, *, entry: GuestEntry | None = None) -> None:
    """Tell a guest kindly that somebody else has said yes, so that she need not answer."""
    _tell_guest("guest_not_needed", invitation, {}, key=_step_of(invitation), entry=entry)


def tell_of_change(news: GuestNews, *, link: str, entry: GuestEntry | None) -> None:
    """Tell a guest that her evening has another time or place, is cancelled, or is held after all."""
    invitation = news.invitation
    more = _change(news) | ({"link": link} if link else {})
    _tell_guest("guest_changed", invitation, more, key=_step_of(invitation), entry=entry)


def change_as_read(news: GuestNews) -> Letter:
    """Give what a guest is going to be told of a change, as she will read it."""
    invitation = news.invitation
    language = reading_language(invitation.guest.language)
    link = {} if news.code is NewsCode.CANCELLED else {"link": settings.BASE_URL + "/…"}
    context = _context(invitation, language) | _change(news) | link
    subject, body = write(_discreet("guest_changed", context, language), context, language, discreet=True)
    return Letter(invitation.guest, language, subject, body, "")


def _change(news: GuestNews) -> dict:
    session = news.invitation.session
    slots = {"old": news.old, "day": Slot(session.date, session.starts_at, session.ends_at)}
    with translation.override(reading_language(news.invitation.guest.language)):
        return {name: when(slot, with_end=True) for name, slot in slots.items()} | {news.code.value: True}


def _step_of(invitation: GuestInvitation) -> str:
    """Give what makes this message another than the last one of its kind: the step that it belongs to."""
    return str(invitation.steps.count())


def remind(invitation: GuestInvitation, kind: GuestStep.Kind, *, link: str) -> None:
    """Tell a guest what is due: answer, material, where and when, or thanks."""
    _tell_guest(
        f"guest_{kind.value}",
        invitation,
        {"link": link},
        key=str(invitation.session.sequence),
        good_until=invitation.pass_ends_at if kind == GuestStep.Kind.THANKED else None,
    )


def _context(invitation: GuestInvitation, language: str) -> dict:
    request, session = invitation.request, invitation.session
    host = next(iter(hosts_of(session)), None)
    return {
        "invitation": invitation,
        "name": invitation.guest.name,
        "session": session,
        "text": invitation.text or ready_text(request.edition_module, request.minutes, language),
        "host": host.get_short_name() if host else "",
        "number": (host.phone or "") if host else "",
    }


def _tell_guest(
    event: str,
    invitation: GuestInvitation,
    more: dict,
    *,
    key: str,
    entry: GuestEntry | None = None,
    good_until: datetime | None = None,
) -> None:
    session, guest = invitation.session, invitation.guest
    language = reading_language(guest.language)
    context = _context(invitation, language) | more
    post(
        event=event,
        address=guest.address,
        language=guest.language,
        about=invitation,
        template=_discreet(event, context, language),
        context=context,
        dedupe_key=f"{event}:{invitation.public_id}:{key}",
        secret="link" in more,
        good_until=good_until or max(session.begins, timezone.now()),
        calendar=calendar_of(entry, invitation, language) if entry and guest.email else b"",
    )


def _discreet(event: str, context: dict, language: str) -> str:
    """Give the template of a message, or one without any detail where a word that no message may carry stands in it,
    like the name of a venue: what otherwise goes out instead asks her to sign in, and she has no account."""
    said = write(f"{TEMPLATES}{event}.txt", context, language, discreet=False)
    return f"{TEMPLATES}{'guest_plain' if sensitive_words_in(' '.join(said)) else event}.txt"


def calendar_of(entry: GuestEntry, invitation: GuestInvitation, language: str) -> bytes:
    """Give what goes along for the calendar of a guest: a neutral name, time and place, and an identity of its own."""
    with translation.override(language):
        event = entry_of_guest(invitation)
    event = replace(event, uid=str(entry.uid), sequence=entry.sequence, stamp=timezone.now())
    organiser = ics.Party(calendar_address(), parseaddr(settings.DEFAULT_FROM_EMAIL)[0])
    write_it = ics.withdrawal if entry.is_withdrawn else ics.invitation
    return write_it(event, organiser=organiser, attendee=ics.Party(entry.sent_to))


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


def send_handed_pass(invitation: GuestInvitation, *, link: str, entry: GuestEntry | None = None) -> None:
    """Send a colleague the link of an evening that was handed over to her, and say who has thought of her."""
    first = invitation.handed_over_from
    said = {"link": link, "by": first.guest.name if first else ""}
    _tell_guest("guest_handed", invitation, said, key=_step_of(invitation), entry=entry)


def thank_for_handing_over(invitation: GuestInvitation, *, entry: GuestEntry | None = None) -> None:
    """Thank somebody for having thought of a colleague, and take the evening out of her calendar."""
    _tell_guest("guest_passed_on", invitation, {}, key=_step_of(invitation), entry=entry)


def send_lost_passes(guest: GuestProfessional, *, links: list[tuple[GuestInvitation, str]]) -> None:
    """Send somebody new links of her evenings, all in one message."""
    post(
        event="guest_lost",
        address=guest.address,
        language=guest.language,
        about=guest,
        template=f"{TEMPLATES}guest_lost.txt",
        context={"links": links},
        dedupe_key=f"guest_lost:{guest.public_id}:{timezone.now():%Y%m%d%H%M%S%f}",
        secret=True,
        good_until=timezone.now() + LOST_LASTS,
    )


def pretend_to_send_lost_passes(*, address: str) -> None:
    """Do the same work for an address that nobody has."""
    post_decoy(
        event="guest_lost",
        template=f"{TEMPLATES}guest_lost.txt",
        context={"links": []},
        channel=Notice.Channel.EMAIL if "@" in address else Notice.Channel.SMS,
    )


def ask_for_facts(question: FactsQuestion, *, link: str, good_until: datetime) -> None:
    """Ask a guest whether the facts of what she teaches are right."""
    post(
        event="guest_facts",
        address=question.guest.address,
        language=question.guest.language,
        about=question,
        template=f"{TEMPLATES}guest_facts.txt",
        context={"name": question.guest.name, "link": link},
        dedupe_key=f"guest_facts:{question.public_id}",
        secret=True,
        good_until=good_until,
    )


def tell_of_afterword(afterword: GuestAfterword) -> None:
    """Tell them that a guest has said how it went."""
    _tell_hosts(afterword.invitation, key=f"after:{afterword.said_at:%Y%m%d%H%M%S%f}")


def tell_of_removal(session: CourseSession) -> None:
    """Tell them that the guest of an evening ahead does not come: she had everything about her removed."""
    for person in hosts_of(session):
        with translation.override(reading_language(person.interface_language)):
            link = settings.BASE_URL + reverse("evening_guests", args=[session.public_id])
        post(
            event="guest_removed",
            to=person,
            about=session,
            template=f"{TEMPLATES}guest_removed.txt",
            context={"session": session, "link": link, "name": person.get_short_name()},
            dedupe_key=f"guest_removed:{session.public_id}:{timezone.now():%Y%m%d%H%M%S%f}:{person.public_id}",
        )
