"""What women read when their plan has changed: neutral names, old and new time, short enough for one SMS."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from email.utils import parseaddr

from babel.dates import format_skeleton
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cohorts.roster.models import Enrolment
from lms.kit import ics
from lms.kit.dates import to_utc
from lms.kit.sms import segments
from lms.kit.tokens import SHORT, draw_token
from lms.people.mailbox import nudge, post, way_to
from lms.people.mailbox.wording import on_one_line, reading_language, write
from lms.people.models import Notice

from .calendars import Feed, choice_of, entry_of, neutral_name
from .models import Announcement, AnswerRequest, CalendarInvitation, CourseSession
from .queries.telling import Draft, Letter
from .rules import Slot
from .rules.telling import News, NewsCode

EVENT = "plan_changed"
ASKED_EVENT = "evening_asked"
NEWS_LASTS = timedelta(days=7)
"""How long a message goes out that names no day."""
TEMPLATE = "cohorts/schedule/notices/plan_changed.txt"
ASKED = "cohorts/schedule/notices/evening_asked.txt"
HER_LINK = "x" * len(draw_token(SHORT))
"""Stands for the end of each woman's own link where a message is shown before it is sent."""


@dataclass(frozen=True)
class Wording:
    """A message as it will be read."""

    language: str
    channel: Notice.Channel
    subject: str
    body: str

    @property
    def segments(self) -> int:
        """Give how many messages the operator makes of it; 0 if it does not go by SMS."""
        return segments(self.body) if self.channel == Notice.Channel.SMS else 0


@dataclass(frozen=True)
class Bundle:
    """A message with everybody who gets it in these words."""

    wording: Wording
    letters: tuple[Letter, ...]

    @property
    def language_name(self) -> str:
        """Give the name of its language, in the language that is active."""
        return translation.get_language_info(self.wording.language)["name_translated"]

    @property
    def is_rtl(self) -> bool:
        """Tell whether it is read from right to left."""
        return translation.get_language_info(self.wording.language)["bidi"]


def bundles_of(draft: Draft) -> list[Bundle]:
    """Give the messages of a draft as they will be read, each with its readers; the one with most readers first."""
    found: dict[Wording, list[Letter]] = {}
    for letter in draft.letters:
        found.setdefault(wording_of(draft, letter, way_to(letter.person, EVENT)), []).append(letter)
    ordered = sorted(found.items(), key=lambda pair: -len(pair[1]))
    return [Bundle(wording, tuple(letters)) for wording, letters in ordered]


def wording_of(draft: Draft, letter: Letter, channel: Notice.Channel) -> Wording:
    """Give a message as she will read it."""
    language = reading_language(letter.person.interface_language)
    subject, body = write(
        TEMPLATE,
        _context(draft, letter, channel, language, reply=link_with(HER_LINK, language)),
        language,
        discreet=channel != Notice.Channel.IN_APP,
    )
    return Wording(language, channel, subject, body)


def link_with(token: str, language: str) -> str:
    """Give the address under which a woman answers for an evening, in her language."""
    with translation.override(language):
        return settings.BASE_URL + reverse("evening_reply", args=[token])


def answerable(letter: Letter) -> News | None:
    """Give the one evening that a message is about, if she can say whether she comes to it."""
    only = letter.news[0] if len(letter.news) == 1 else None
    return only if only and only.code is not NewsCode.CANCELLED else None


def tell(draft: Draft, letter: Letter, announcement: Announcement, asked: AnswerRequest | None, reply: str) -> None:
    """Tell one woman of all changes: a message by her own way, and the same on the platform, where it can be read
    again and where the whole stands if an SMS is too short for it. `reply` is her own link to say whether she comes,
    `asked` what it is about. A protected woman reads on her phone only that there is something for her."""
    language = reading_language(letter.person.interface_language)
    good_until = _end_of(draft, letter)
    key = announcement.key_for(letter.person)
    if good_until <= timezone.now():
        return
    way = way_to(letter.person, EVENT)
    ways = [(Notice.Channel.IN_APP, ":here"), (way, "")]
    if letter.person.is_protected and way != Notice.Channel.IN_APP:
        nudge(to=letter.person, about=letter.enrolment, dedupe_key=key, good_until=good_until)
    stays_here = letter.person.is_protected or way == Notice.Channel.IN_APP
    for channel, ending in ways[:1] if stays_here else ways:
        context = _context(draft, letter, channel, language, reply=reply)
        post(
            event=EVENT,
            to=letter.person,
            about=asked if context.get("reply") else letter.enrolment,
            template=TEMPLATE,
            context=context,
            dedupe_key=key + ending,
            channel=channel,
            good_until=good_until,
            secret="reply" in context,  # the link is hers: it stands nowhere once it has been sent
        )


def _end_of(draft: Draft, letter: Letter):
    """Give until when all of it lies ahead: nothing about the past is sent."""
    zone = draft.cohort.time_zone
    if not letter.news:
        return timezone.now() + NEWS_LASTS
    return min(to_utc(each.slot.day, each.slot.start, zone) for each in letter.news) - timedelta(minutes=1)


def _context(draft: Draft, letter: Letter, channel: Notice.Channel, language: str, reply: str = "") -> dict:
    """Give what the template says. An SMS says as much as fits into one: all, or how many evenings are concerned and
    the next of them, or at least where it can be read. Her own link goes along where there is room for it."""
    with translation.override(language):
        if draft.is_called_off:
            return {"called_off": True, "lines": [_called_off(letter)]}
        lines = [sentence(news, draft) for news in letter.news]
        asks = _("Can you not come? Say so here:") if reply and channel != Notice.Channel.IN_APP else ""
        fits = channel != Notice.Channel.SMS or segments(f"{lines[0]}\n{asks} {reply}") == 1
        if asks and fits and answerable(letter):
            return {"lines": lines, "asks": asks, "reply": reply}
        if channel != Notice.Channel.SMS or len(lines) == 1 or segments("\n".join(lines)) == 1:
            return {"lines": lines}
        link = settings.BASE_URL + reverse("my_messages")
        count = ngettext(
            "%(count)s evening is new or has changed.", "%(count)s evenings are new or have changed.", len(lines)
        ) % {"count": len(lines)}
        short = [count, lines[0]] if segments("\n".join([count, lines[0], link])) == 1 else [count]
        return {"lines": short, "link": link}


def _called_off(letter: Letter) -> str:
    if not letter.news:
        return _("The course is cancelled. It does not begin.")
    return _("The course is cancelled. From %(day)s on there is no evening.") % {"day": when(letter.news[0].slot)}


def sentence(news: News, draft: Draft) -> str:
    """Say one piece of news in the language that is active."""
    with_end = news.old is not None and (news.old.day, news.old.start) == (news.slot.day, news.slot.start)
    words = {
        "evening": _("Course evening %(number)s") % {"number": draft.numbers[news.key]},
        "day": when(news.slot, with_end=with_end),
        "old": when(news.old, with_end=with_end) if news.old else "",
        "place": place_of(news, draft),
    }
    if news.code is NewsCode.PLACE:
        text = _("%(evening)s, %(day)s: new place.") % words
    elif news.code is NewsCode.CANCELLED:
        text = _("%(evening)s, %(day)s, is cancelled.") % words
    elif news.code is NewsCode.RESTORED:
        text = _("%(evening)s is held after all: %(day)s.") % words
    elif news.code is NewsCode.ADDED:
        text = _("New: %(evening)s, %(day)s.") % words
    elif news.old:
        text = _("%(evening)s has moved from %(old)s to %(day)s.") % words
    else:
        text = _("%(evening)s has moved to %(day)s.") % words
    if news.place_is_new and words["place"]:
        text += " " + _("Place: %(place)s.") % words
    return on_one_line(text)


def when(slot: Slot, *, with_end: bool = False) -> str:
    """Give day and time as briefly as a language allows: “ti. 9.3. 17:00”."""
    day = format_skeleton("MEd", slot.day, locale=(get_language() or settings.LANGUAGE_CODE).replace("-", "_"))
    clock = f"{slot.start:%H:%M}-{slot.end:%H:%M}" if with_end else f"{slot.start:%H:%M}"
    return f"{day} {clock}"


def place_of(news: News, draft: Draft) -> str:
    """Give the venue with its street, or nothing where none is agreed."""
    venue = draft.venues.get(news.venue)
    return ", ".join(filter(None, (venue.name, venue.where))) if venue else ""


def mail_evening(invitation: CalendarInvitation, *, is_new: bool) -> None:
    """Put an evening into a woman's calendar by mail, change it there, or take it out: under its neutral name, with
    the agreed place unless she has switched that off."""
    session, person = invitation.session, invitation.enrolment.person
    language = reading_language(person.interface_language)
    feed = Feed(
        cohorts=type(session.cohort).objects.filter(pk=session.cohort_id),
        language=language,
        shows_place=choice_of(person).shows_place and not person.is_protected,
    )
    with translation.override(language):
        entry = entry_of(session, feed)
        link = settings.BASE_URL + reverse("my_calendar")
        slot = Slot(session.date, session.starts_at, session.ends_at)
        context = {"evening": neutral_name(session), "day": when(slot, with_end=True), "place": entry.location}
    entry = replace(entry, uid=str(invitation.uid), sequence=invitation.sequence, stamp=timezone.now())
    organiser = ics.Party(calendar_address(), parseaddr(settings.DEFAULT_FROM_EMAIL)[0])
    write_it = ics.withdrawal if invitation.is_withdrawn else ics.invitation
    post(
        event="evening",
        to=person,
        address=invitation.sent_to,
        channel=Notice.Channel.EMAIL,
        about=invitation,
        template="cohorts/schedule/notices/evening.txt",
        context=context
        | {"cancelled": entry.cancelled, "leaves": invitation.is_withdrawn, "is_new": is_new, "link": link},
        dedupe_key=f"evening:{invitation.uid}:{invitation.sequence}",
        good_until=session.begins,
        calendar=write_it(entry, organiser=organiser, attendee=ics.Party(invitation.sent_to)),
    )


def calendar_address() -> str:
    """Give the address that answers to invitations go to."""
    return settings.CALENDAR_ADDRESS or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def bundles_of_asking(session: CourseSession, women: Iterable[Enrolment]) -> list[Bundle]:
    """Give the messages that ask women whether they come, as they will be read, each with its readers."""
    found: dict[Wording, list[Letter]] = {}
    for enrolment in women:
        letter = Letter(enrolment, ())
        language = reading_language(letter.person.interface_language)
        context = _asking(session, language, link_with(HER_LINK, language))
        subject, body = write(ASKED, context, language, discreet=True)
        found.setdefault(Wording(language, way_to(letter.person, ASKED_EVENT), subject, body), []).append(letter)
    return [Bundle(wording, tuple(letters)) for wording, letters in found.items()]


def _asking(session: CourseSession, language: str, link: str) -> dict:
    with translation.override(language):
        slot = Slot(session.date, session.starts_at, session.ends_at)
        return {"evening": neutral_name(session), "day": when(slot), "link": link}


def ask(asked: AnswerRequest, *, link: str) -> None:
    """Ask a woman by her own way whether she comes to an evening, under its neutral name and without the place. Whoever
    is protected is asked on the platform, and reads on her phone only that there is something for her; so is, without
    that, who wants such messages here only."""
    session, person = asked.session, asked.enrolment.person
    language = reading_language(person.interface_language)
    key, way, secret = _key_of_asking(session, asked.enrolment), None, True
    wants_here = way_to(person, ASKED_EVENT) == Notice.Channel.IN_APP
    stays_here = person.is_protected or wants_here
    if person.is_protected and not wants_here:
        nudge(to=person, about=asked.enrolment, dedupe_key=f"{key}:nudge", good_until=session.begins)
    if stays_here:
        with translation.override(language):
            link = settings.BASE_URL + reverse("my_evenings")
        way, secret = Notice.Channel.IN_APP, False
    post(
        event=ASKED_EVENT,
        to=person,
        about=asked.enrolment if stays_here else asked,
        template=ASKED,
        context=_asking(session, language, link),
        dedupe_key=key,
        channel=way,
        good_until=session.begins,
        secret=secret,
    )


def was_asked(session: CourseSession, enrolment: Enrolment) -> bool:
    """Tell whether a woman has been asked for the evening as it now stands."""
    return Notice.objects.filter(dedupe_key=_key_of_asking(session, enrolment)).exists()


def _key_of_asking(session: CourseSession, enrolment: Enrolment) -> str:
    return f"evening_asked:{session.public_id}:{session.sequence}:{enrolment.public_id}"
