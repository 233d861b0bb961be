"""Tags that tell a module's page where it stands: {% load editions %}."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django import template
from django.template.context import Context
from wagtail.models import Page

from lms.people.models import User
from modules.figures.together import page_beside
from modules.models import BESIDE, ModulePage
from modules.queries import original_of
from modules.templatetags.module_text import leads

from ..models import CurriculumEdition, EditionModule, countries_edited_by
from ..queries import (
    ModulePlace,
    ReadText,
    UnpinnedText,
    as_readers_get,
    place_in,
    place_in_course,
    places_of,
    places_pinning_another_text,
    reading_edition,
    text_for_readers,
    text_in_course,
    unpinned_translations,
)

register = template.Library()


@register.simple_tag
def place_in_edition(page: Page, edition: CurriculumEdition | None = None) -> ModulePlace | None:
    """Give a module's number and neighbours in an edition, or in the one by which somebody in no course reads:
    {% place_in_edition page as place %}. Nothing when no edition holds it."""
    if isinstance(page, ModulePage) and page.is_read_in_course:
        return place_in_course(page.read_at, page.locale.language_code)
    edition = edition or reading_edition(page.locale.language_code, page)
    return place_in(edition, page) if edition else None


@register.simple_tag(takes_context=True)
def correction_of(context: Context, page: Page) -> ReadText | None:
    """Give the correction by which a page is read, or None: {% correction_of page as correction %}. The reason is for
    those who lead evenings."""
    read: ReadText | None = getattr(page, "read_text", None)
    if read is None or read.corrected_at is None:
        return None
    return read if leads(context) else replace(read, reason="")


@register.simple_tag(takes_context=True)
def text_beside(context: Context, page: ModulePage) -> Page | None:
    """Give a module in the language that was asked for, as the readers of this page get it:
    {% text_beside page as other %}. None when it is not there, or not for this reader."""
    wanted = context["request"].GET.get(BESIDE, "")
    if page.is_read_in_course:
        here = page.locale.language_code
        there = text_in_course(page.read_at, [wanted]) if wanted in page.course_languages and wanted != here else None
        return there.page if there else None
    other = page_beside(context["request"], page, wanted)
    read = text_for_readers(other) if other else None
    return read.page if read else other


@register.simple_tag
def original_as_read(page: ModulePage) -> Page:
    """Give the module that a page translates, as its readers get it; an original is its own:
    {% original_as_read page as original %}."""
    if page.is_read_in_course:
        read = text_in_course(page.read_at, [])
        return read.page if read else page
    original = original_of(page)
    if original.pk == (page.alias_of_id or page.pk):
        return page
    read = text_for_readers(original)
    return read.page if read else original


@register.filter
def as_listed(pages: Iterable[ModulePage]) -> list[ModulePage]:
    """Give published modules with the titles and leads their readers get: {{ found|as_listed }}."""
    return as_readers_get(pages)


@register.simple_tag
def in_order(pages: Iterable[Page], language: str, edition: CurriculumEdition | None = None) -> list[Page]:
    """Put modules into the order of an edition, each with its `number` (None behind all others when the edition does
    not hold it): {% in_order modules text_language as modules %}."""
    edition = edition or reading_edition(language)
    places = {place.module.translation_key: place.position for place in places_of(edition)} if edition else {}
    ordered = list(pages)
    for page in ordered:
        page.number = places.get(page.translation_key)
    return sorted(ordered, key=lambda page: (page.number is None, page.number or 0))


@register.simple_tag
def translations_to_pin(user: User, key: UUID | None = None, language: str = "") -> list[UnpinnedText]:
    """Give the published translations that a released edition of her country does not hold yet, all or those of one
    module and language: {% translations_to_pin request.user as waiting %}."""
    return unpinned_translations(countries_edited_by(user), key, language)


@register.simple_tag
def places_to_correct(user: User, page: Page) -> list[EditionModule]:
    """Give the places of her country's editions whose readers read on what is pinned, though another text has been
    published: {% places_to_correct request.user page as waiting %}."""
    # The page shown may be the pinned text, which does not know what has been published since.
    published = ModulePage.objects.live().filter(pk=page.alias_of_id or page.pk).first()
    countries = countries_edited_by(user)
    found = places_pinning_another_text(published) if published else []
    return [place for place in found if place.edition.country_id in countries]
