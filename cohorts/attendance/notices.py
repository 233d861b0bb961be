"""What women read after an evening: neutral words, the task where anybody may read it, and where the rest is."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from cohorts.roster.models import Enrolment
from cohorts.schedule.calendars import neutral_name
from lms.kit.sms import segments
from lms.people.mailbox import nudge, post
from lms.people.mailbox import way_to as way_of_hers
from lms.people.mailbox.wording import reading_language, write
from lms.people.models import Notice

from .models import EveningNote
from .queries import is_careful

EVENT = "evening_after"
TEMPLATE = "cohorts/attendance/notices/evening_after.txt"
LASTS = timedelta(days=7)
"""How long the message still goes out; then the next evening is nearer than the last one."""
LONGEST_TASK = 160
"""A longer task is read on her page."""


@dataclass(frozen=True)
class Wording:
    """A message as it will be read, and how many get it in these words."""

    language: str
    channel: Notice.Channel
    subject: str
    body: str
    women: int = 0

    @property
    def language_name(self) -> str:
        """Give the name of its language, in the language that is active."""
        return translation.get_language_info(self.language)["name_translated"]

    @property
    def is_rtl(self) -> bool:
        """Tell whether it is read from right to left."""
        return translation.get_language_info(self.language)["bidi"]

    @property
    def segments(self) -> int:
        """Give how many messages the operator makes of it; 0 if it does not go by SMS."""
        return segments(self.body) if self.channel == Notice.Channel.SMS else 0


def way_to(place: Enrolment) -> Notice.Channel:
    """Give how a woman is reached: as she chose; on the platform alone if she is protected."""
    if place.person.is_protected:
        return Notice.Channel.IN_APP
    return way_of_hers(place.person, EVENT)


def wordings_of(note: EveningNote, women: list[Enrolment]) -> list[Wording]:
    """Give the messages as they will be read, the one with most readers first. Nobody is told apart as protected: she
    is counted among those who get it by her own way in her language."""
    found: dict[tuple, int] = {}
    for place in women:
        channel = way_of_hers(place.person, EVENT)
        key = reading_language(place.person.interface_language), channel
        found[key] = found.get(key, 0) + 1
    shown = []
    for (language, channel), count in sorted(found.items(), key=lambda pair: -pair[1]):
        subject, body = write(TEMPLATE, _context(note, channel, language), language, discreet=True)
        shown.append(Wording(language, channel, subject, body, count))
    return shown


def tell_after(note: EveningNote, place: Enrolment) -> None:
    """Tell one woman: by her own way, and the same on the platform. Who is protected reads on her phone only that there
    is something for her."""
    person, key = place.person, f"{EVENT}:{note.public_id}:{place.person.public_id}"
    language, good_until = reading_language(person.interface_language), timezone.now() + LASTS
    ways = [(Notice.Channel.IN_APP, ":here")]
    if person.is_protected and way_of_hers(person, EVENT) != Notice.Channel.IN_APP:
        nudge(to=person, about=note, dedupe_key=key, good_until=good_until)
    elif (way := way_to(place)) != Notice.Channel.IN_APP:
        ways.append((way, ""))
    for channel, ending in ways:
        post(
            event=EVENT,
            to=person,
            about=note,
            template=TEMPLATE,
            context=_context(note, channel, language),
            dedupe_key=key + ending,
            channel=channel,
            good_until=good_until,
        )


def _context(note: EveningNote, channel: Notice.Channel, language: str) -> dict:
    """Give what the template says. An SMS says where it can be read; other ways carry the task, too, unless it is long
    or the evening asks for care."""
    is_short = channel == Notice.Channel.SMS
    with translation.override(language):
        path = reverse("my_evenings") if is_short else reverse("own_evening", args=[note.session.public_id])
        says_task = not is_short and 0 < len(note.home_task) <= LONGEST_TASK and not is_careful(note.session)
        return {
            "evening": neutral_name(note.session),
            "has_task": bool(note.home_task),
            "task": note.home_task if says_task else "",
            "link": settings.BASE_URL + path,
        }
