"""Which text of a module a phone may keep: that of her own course, else the one that everybody may read."""

from dataclasses import dataclass

from cohorts.desk.dashboards import own_places
from curriculum.models import EditionModule
from curriculum.queries import (
    newest_pins,
    places_of,
    read_in,
    reading_edition,
    text_for_readers,
    text_in_course,
    titles_for,
)
from lms.kit.tokens import blind
from lms.people.models import User
from lms.people.queries import languages_read_by
from modules.models import ModulePage


@dataclass(frozen=True)
class TextToKeep:
    """A module as a phone keeps it."""

    page: ModulePage  # with the text that is read, as careful as its page asks today
    language: str
    languages: tuple[str, ...]  # it can be kept in
    number: int | None  # in the edition
    need: str  # a mark of the course it is read in; empty where everybody may read it
    read_in: tuple[str, ...]  # in which languages its words are looked for
    country: str = ""  # in which the course is held

    @property
    def name(self) -> str:
        """Give what may stand in a list: nothing that says what it is about, if that must not be seen."""
        return self.page.neutral_name if self.page.leaves_no_trace else self.page.title


@dataclass(frozen=True)
class OwnModule:
    """A line of what she may keep of her course."""

    number: int | None  # none where it would say what the neutral name does not
    name: str
    slug: str


def mark_of_course(person: User, cohort_id: object) -> str:
    """Give a mark by which a phone knows that what it keeps is still hers to read."""
    return blind(f"{person.public_id} {cohort_id}", "phone")[:16]


def courses_read_by(person: User | None) -> dict[str, list[EditionModule]]:
    """Give the modules of each course she takes or took part in, by the mark of the course. One query, and one more
    for each course."""
    places = own_places(person) if person else []
    return {mark_of_course(person, each.cohort.public_id): places_of(each.cohort.edition) for each in places if person}


def modules_of_course(modules: list[EditionModule], language: str) -> list[OwnModule]:
    """Give the lines of one course, sensitive ones under their neutral names. One query."""
    titles = titles_for(modules, language)
    return [
        OwnModule(None if each.module.leaves_no_trace else each.position, titles[each.pk], each.module.slug)
        for each in modules
    ]


def text_to_keep(person: User | None, slug: str, language: str) -> TextToKeep | None:
    """Give the text of a module in a language, else in one she reads, else in that it was written in; None if she may
    not read it."""
    hers = [language, *(languages_read_by(person) if person else ())]
    for need, modules in courses_read_by(person).items():
        for place in modules:
            wanted = read_in(place.edition, hers)
            if place.module.slug == slug and (read := text_in_course(place, wanted)):
                known, country = tuple(sorted(newest_pins(place))), place.edition.country_id
                return TextToKeep(read.page, read.language, known, place.position, need, tuple(wanted), country)
    return _public_text(slug, language)


def _public_text(slug: str, language: str) -> TextToKeep | None:
    found = ModulePage.objects.live().public().filter(slug=slug, alias_of__isnull=True).select_related("locale")
    pages = {page.locale.language_code: page for page in found.order_by("pk")}
    if not pages:
        return None
    page = pages.get(language) or next(iter(pages.values()))  # the first one is the original
    read = text_for_readers(page)
    edition = reading_edition(page.locale.language_code, page)
    keys = {place.module.translation_key: place.position for place in places_of(edition)} if edition else {}
    text = read.page if read else page
    known = tuple(sorted(pages))
    return TextToKeep(text, page.locale.language_code, known, keys.get(page.translation_key), "", (language,))
