"""What stands behind the link of a guest: all that she needs to know, and nobody's name but the host's."""

import re
from dataclasses import dataclass

from django.utils.translation import get_language_info

from cohorts.schedule.calendars import neutral_name
from cohorts.schedule.models import CourseSession
from curriculum.models import EditionModule
from curriculum.queries import text_of
from lms.kit.languages import language_names
from lms.people.models import User
from modules.models import ModulePage, Sensitivity
from modules.rules.marks import LOCAL, plain, without_checks

from ..models import GuestInvitation
from ..queries.passes import evenings_around, hosts_of, taught_on, women_and_languages, words_of_guests
from ..rules import guests_steps, languages_shown

SOURCES = re.compile(r"\s*\(K\d+(?:, K\d+)*\)")
BEFORE_STOP = re.compile(r"\s+(?=[.,;:!?])")
MOST_LANGUAGES = 8
"""Languages that are named; a group of 25 has seldom more that three women share."""


@dataclass(frozen=True)
class Step:
    """One step of the evening, and whether it is hers."""

    minutes: int
    text: str
    who: str
    hers: bool


@dataclass(frozen=True)
class Taught:
    """One module of her evening, as it is pinned for the cohort, in the language of its words."""

    title: str
    language: str
    direction: str
    is_foreign: bool  # not the language she reads in
    goals: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    url: str = ""  # where the whole text is read, if everybody may
    home_task: str = ""

    @property
    def her_minutes(self) -> int:
        """Give how long her steps take together."""
        return sum(step.minutes for step in self.steps if step.hers)


@dataclass(frozen=True)
class Women:
    """Who the women are, as counts that point at nobody."""

    number: int  # 0: none yet, or too few to be told
    languages: tuple[tuple[str, int], ...]  # a name, and at least how many


@dataclass(frozen=True)
class Around:
    """An evening before or after hers, under a name that anybody may read."""

    name: str
    titles: tuple[str, ...]


@dataclass(frozen=True)
class PassPage:
    """Everything behind a link."""

    hosts: tuple[User, ...]
    taught: tuple[Taught, ...]
    minutes: int  # hers: as she wants, as she was asked, or as the plan has it; 0: nobody has said
    women: Women
    before: Around | None
    after: Around | None
    words: tuple[str, ...]


def page_of(invitation: GuestInvitation, language: str) -> PassPage:
    """Give what a guest reads, in a language. About twenty queries, however many women and evenings there are."""
    session = invitation.session
    about_her = " ".join([invitation.guest.profession, invitation.guest.service, invitation.request.wanted])
    taught = tuple(taught_module(place, language, about_her) for place in taught_on(invitation))
    before, after = evenings_around(session)
    planned = sum(each.her_minutes for each in taught)
    return PassPage(
        hosts=tuple(hosts_of(session)),
        taught=taught,
        minutes=invitation.minutes or invitation.request.minutes or planned,
        women=_women(session, language),
        before=_around(before, language),
        after=_around(after, language),
        words=tuple(words_of_guests(invitation)),
    )


def taught_module(place: EditionModule, language: str, about_her: str = "") -> Taught:
    """Give a module as it is pinned, in a language or else in the one it was written in. At most four queries."""
    read = text_of(place, language)
    code = read.language if read else place.module.locale.language_code
    title = read.page.title if read and code == language else place.shown_title
    direction = "rtl" if get_language_info(code)["bidi"] else "ltr"
    if read is None:
        return Taught(title, code, direction, code != language)
    parts = {part["type"]: part["value"] for part in read.page.body.raw_data}  # of these three there is one each
    steps = [_item(step) for step in (parts.get("session_plan") or {}).get("steps", [])]
    hers = guests_steps([step.get("who") or "" for step in steps], about_her)
    return Taught(
        title=title,
        language=code,
        direction=direction,
        is_foreign=code != language,
        goals=_lines(parts.get("goals")),
        messages=_lines(parts.get("key_messages")),
        steps=tuple(
            Step(step.get("minutes") or 0, _words(step.get("text")), _words(step.get("who")), mine)
            for step, mine in zip(steps, hers, strict=True)
        ),
        url=read.page.url or "",
        home_task=_words((parts.get("home_task") or {}).get("text")),
    )


def _lines(part: dict | None) -> tuple[str, ...]:
    return tuple(_words(_item(item)) for item in (part or {}).get("items", []))


def _item(stored):
    """Give an entry of a list as it was before lists gave their entries a name."""
    return stored["value"] if isinstance(stored, dict) and stored.get("type") == "item" else stored


def _words(text: str | None) -> str:
    """Give a text without tags, marks for editors, codes of sources and places that a district fills in."""
    bare = SOURCES.sub("", LOCAL.sub("", without_checks(text or "")))
    return BEFORE_STOP.sub("", plain(bare))


def _women(session: CourseSession, language: str) -> Women:
    number, speakers = women_and_languages(session.cohort)
    languages = list(languages_shown(speakers, number).items())[:MOST_LANGUAGES]
    names = dict(language_names(language))
    return Women(number, tuple((names.get(tag, tag), least) for tag, least in languages))


def _around(session: CourseSession | None, language: str) -> Around | None:
    """Give an evening under its neutral name; what is taught on it only where nothing of it is sensitive."""
    if session is None:
        return None
    places = [row.edition_module for row in session.session_modules.all()]
    sensitive = any(place.module.sensitivity != Sensitivity.NO for place in places)
    return Around(neutral_name(session), () if sensitive else tuple(_titles(places, language)))


def _titles(places: list[EditionModule], language: str) -> list[str]:
    keys = [place.module.translation_key for place in places]
    pages = ModulePage.objects.live().filter(translation_key__in=keys, locale__language_code=language)
    named = dict(pages.values_list("translation_key", "title"))
    return [
        place.shown_title
        if place.module.locale.language_code == language
        else named.get(place.module.translation_key, place.shown_title)
        for place in places
    ]
