"""Where a module stands in an edition, and beside which others."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from wagtail.models import Page

from modules.models import ModulePage

from ..models import CurriculumEdition, EditionModule
from .plans import places_of
from .reading import as_readers_get


@dataclass(frozen=True)
class Neighbour:
    """The module before or after another one."""

    number: int
    title: str
    page: Page


@dataclass(frozen=True)
class ModulePlace:
    """Where a module stands in an edition."""

    edition: CurriculumEdition
    place: EditionModule
    number: int
    total: int
    evening_minutes: int
    previous: Neighbour | None
    next: Neighbour | None


def _neighbour(place: EditionModule, shown: dict[UUID, ModulePage]) -> Neighbour | None:
    page = shown.get(place.module.translation_key)
    if page is None:
        return None
    # A sensitive module is never named where nobody asked for it.
    title = page.neutral_name if page.leaves_no_trace else place.title or page.title
    return Neighbour(place.position, title, page)


def pages_for(places: Iterable[EditionModule], language: str) -> dict[int, ModulePage]:
    """Give the pages of modules of an edition, by the keys of their places: the one in a language where one is
    published, else the original. `places` come with their modules. One query."""
    places = list(places)
    keys = [place.module.translation_key for place in places]
    rows = ModulePage.objects.live().filter(translation_key__in=keys, locale__language_code=language)
    fields = ("title", "neutral_name", "sensitivity", "translation_key", "url_path", "live")
    there = {page.translation_key: page for page in rows.only(*fields)}
    return {place.pk: there.get(place.module.translation_key, place.module) for place in places}


def titles_for(places: Iterable[EditionModule], language: str) -> dict[int, str]:
    """Give what modules of an edition are called in a language, by the keys of their places: the title there where one
    is published, else the original; of a sensitive module its neutral name. `places` come with their modules. One
    query."""
    places = list(places)
    pages = pages_for(places, language)
    return {place.pk: title_in(place, pages[place.pk]) for place in places}


def title_in(place: EditionModule, page: ModulePage) -> str:
    """Give what a module of an edition is called where this page of it is read. No query."""
    own = place.title if page.pk == place.module_id else ""  # an edition's own title is in its own language
    return page.neutral_name if place.module.leaves_no_trace else own or page.title


def place_in(edition: CurriculumEdition, page: Page) -> ModulePlace | None:
    """Give a page's number in an edition and its neighbours, in the page's language where they are published in it,
    called as their readers get them. A neighbour that is not published is left out, and where everybody may read the
    page, so is one that not everybody may read. None when the edition does not hold it."""
    places = places_of(edition)
    number = next((n for n, each in enumerate(places) if each.module.translation_key == page.translation_key), None)
    if number is None:
        return None
    around = [places[n] if 0 <= n < len(places) else None for n in (number - 1, number + 1)]
    keys = [place.module.translation_key for place in around if place]
    readable = ModulePage.objects.live().filter(translation_key__in=keys)
    if not page.get_view_restrictions().exists():
        readable = readable.public()
    originals = [place.module_id for place in around if place]
    found = as_readers_get(readable.filter(Q(locale=page.locale_id) | Q(pk__in=originals)).select_related("locale"))
    # The page's own language counts before the original.
    shown = {each.translation_key: each for each in sorted(found, key=lambda each: each.locale_id == page.locale_id)}
    previous, following = (_neighbour(place, shown) if place else None for place in around)
    return ModulePlace(
        edition=edition,
        place=places[number],
        number=places[number].position,
        total=len(places),
        evening_minutes=edition.evening_minutes,
        previous=previous,
        next=following,
    )


def place_in_course(place: EditionModule, language: str) -> ModulePlace:
    """Give where a module stands in the edition of a course, beside those that come before and after it there. Two
    queries."""
    places = places_of(place.edition)
    number = next(n for n, each in enumerate(places) if each.pk == place.pk)
    around = [places[n] if 0 <= n < len(places) else None for n in (number - 1, number + 1)]
    titles = titles_for([each for each in around if each], language)
    previous, following = (Neighbour(each.position, titles[each.pk], each.module) if each else None for each in around)
    return ModulePlace(
        edition=place.edition,
        place=place,
        number=place.position,
        total=len(places),
        evening_minutes=place.edition.evening_minutes,
        previous=previous,
        next=following,
    )
