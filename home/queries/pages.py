"""Finds public pages in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.conf import settings
from django.db.models import TextField
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from wagtail.blocks import StructValue
from wagtail.models import Page
from wagtail.query import PageQuerySet

from lms.kit.pages import url_of

from ..models import HomePage

KEYS = UUID("b0c5a2d8-5d0f-4d0b-8f6e-3f1b5f7f2a11")


@dataclass(frozen=True)
class MenuItem:
    """One entry of the menu."""

    title: str
    lead: str
    url: str
    language: str


def key_of(name: str) -> UUID:
    """Give the key that a page of the starter data has in all its languages, whatever its slug becomes."""
    return uuid5(KEYS, name)


def _in_readers_language(pages: Iterable[Page]) -> list[Page]:
    """Keep one page of each translation key: the reader's language if there is one, in the order of the originals."""
    found: dict[UUID, dict[str, Page]] = {}
    for page in pages:
        found.setdefault(page.translation_key, {})[page.locale.language_code] = page
    wanted, written = get_language(), settings.LANGUAGE_CODE
    ordered = sorted(
        (versions for versions in found.values() if written in versions), key=lambda versions: versions[written].path
    )
    return [versions.get(wanted) or versions[written] for versions in ordered]


def _readable(model: type[Page]) -> PageQuerySet:
    languages = {get_language(), settings.LANGUAGE_CODE}
    return model.objects.live().public().filter(locale__language_code__in=languages).select_related("locale")


def page_named(name: str) -> Page | None:
    """Give a page of the starter data in the reader's language, else as it was written. None if it is gone."""
    found = _in_readers_language(_readable(Page).filter(translation_key=key_of(name)))
    return found[0] if found else None


def menu() -> list[MenuItem]:
    """Give the pages right under the home page that are marked for menus, whatever their type. One query."""
    lead = Coalesce("standardpage__lead", "moduleindexpage__lead", output_field=TextField())
    pages = _in_readers_language(_readable(Page).filter(depth=3, show_in_menus=True).annotate(lead=lead))
    return [MenuItem(page.title, page.lead, url_of(page), page.locale.language_code) for page in pages]


def front_values(language: str) -> tuple[HomePage, StructValue] | None:
    """Give the values on the first page of a language, with that page; else those of the original. One query."""
    codes = [language, settings.LANGUAGE_CODE]
    pages = HomePage.objects.live().public().filter(locale__language_code__in=codes).select_related("locale")
    for page in sorted(pages, key=lambda page: codes.index(page.locale.language_code)):
        for part in page.body:
            if part.block_type == "values":
                return page, part.value
    return None
