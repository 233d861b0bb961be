"""Modules and playbooks: which there are, and in which language somebody gets them."""

from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from lms.kit.pages import url_of

from ..models import ModulePage, PlaybookIndexPage, PlaybookPage

Translated = TypeVar("Translated", ModulePage, PlaybookPage)


def readable_modules(index: Page) -> list[ModulePage]:
    """Give the published, public modules of a list, in the order of the tree. One query for the modules."""
    return list(ModulePage.objects.child_of(index).live().public().order_by("path"))


def modules_for_readers(index: Page, language: str) -> list[ModulePage]:
    """Give the modules of a list for a reader: those of its language and those that are only in the original, each in
    the reader's language where it is published in it. The order is that of the original. Three queries."""
    public = ModulePage.objects.live().public().select_related("locale").order_by("path")
    lists = Page.objects.filter(translation_key=index.translation_key).values_list("path", flat=True)
    below = Q()
    for path in lists:
        below |= Q(path__startswith=path)
    versions: dict[UUID, dict[str, ModulePage]] = {}
    for page in public.filter(below):
        versions.setdefault(page.translation_key, {})[page.locale.language_code] = page
    wanted = [language, settings.LANGUAGE_CODE, index.locale.language_code]
    found = [
        next((each[code] for code in wanted if code in each), None)
        for each in sorted(versions.values(), key=lambda each: min(page.path for page in each.values()))
        if settings.LANGUAGE_CODE in each or index.locale.language_code in each
    ]
    return [page for page in found if page]


def original_of(page: Translated) -> Translated:
    """Give the page that others translate: in the language of the house, else the one that was written first."""
    pages = list(
        type(page).objects.filter(translation_key=page.translation_key, alias_of=None).select_related("locale")
    )
    return min(pages, key=lambda each: (each.locale.language_code != settings.LANGUAGE_CODE, each.pk))


def follows_original(page: Page) -> bool:
    """Tell whether a page is a translation whose texts are kept one by one beside those of its original."""
    followed = Translation.objects.filter(source__object_id=page.translation_key, target_locale=page.locale_id)
    return followed.filter(enabled=True).exists()


def module_in(slug: str, language: str) -> ModulePage | None:
    """Give a module by its address in a language, published or not."""
    pages = ModulePage.objects.filter(slug=slug, locale__language_code=language, alias_of__isnull=True)
    return pages.select_related("locale").first()


def _originals() -> QuerySet[ModulePage]:
    return ModulePage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE, alias_of__isnull=True)


def modules_to_speak_of() -> list[ModulePage]:
    """Give the modules a note can be about: each once, as it was written first."""
    return list(_originals().order_by("path"))


def module_to_speak_of(slug: str) -> ModulePage | None:
    """Give one of these by its address."""
    return _originals().filter(slug=slug).first()


def languages_in_use() -> set[str]:
    """Give the codes of the languages that something is written in or translated into. One query."""
    return set(Locale.objects.values_list("language_code", flat=True))


def playbooks_url() -> str:
    """Give the address of the list of playbooks in the reader's language, else of the original; empty without one."""
    wanted = [get_language(), settings.LANGUAGE_CODE]
    pages = PlaybookIndexPage.objects.live().public().filter(locale__language_code__in=wanted)
    found = {page.locale.language_code: page for page in pages.select_related("locale")}
    page = next((found[code] for code in wanted if code in found), None)
    return url_of(page) if page else ""
