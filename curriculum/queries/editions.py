"""Which edition somebody reads by, and which ones hold a page."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Revision

from lms.kit.pages import COUNTRY_OF
from modules.models import ModulePage

from ..models import CurriculumEdition, EditionModule, EditionQuerySet


def editions_for_readers() -> EditionQuerySet:
    """Give the editions by which somebody who is in no course can read: released and valid."""
    return CurriculumEdition.objects.released().filter(valid_from__lte=timezone.localdate())


def first_choice(editions: Iterable[Any], language: str) -> CurriculumEdition | None:
    """Give of editions `with_size` one of the country of a language before others, then that with most modules, then
    the newest."""
    country = COUNTRY_OF.get(language, "")
    return max(
        editions,
        key=lambda edition: (edition.country_id == country, edition.size, edition.valid_from, edition.pk),
        default=None,
    )


def reading_edition(language: str, page: Page | None = None) -> CurriculumEdition | None:
    """Give the edition by which somebody reads who is in no course: of those released and valid (that hold the page,
    if one is given) the first choice for her language."""
    editions = editions_for_readers()
    if page is not None:
        held = EditionModule.objects.filter(module__translation_key=page.translation_key)
        editions = editions.filter(pk__in=held.values("edition"))
    return first_choice(editions.with_size(), language)


def editions_holding(pages: Iterable[Page]) -> list[CurriculumEdition]:
    """Give the editions, drafts too, that hold one of these pages, one below them, or a text of theirs."""
    below = Q()
    for page in pages:
        below |= Q(path__startswith=page.path)
    keys = list(ModulePage.objects.filter(below).values_list("pk", flat=True)) if below else []
    if not keys:
        return []
    pinned = Revision.objects.page_revisions().filter(object_id__in=[str(key) for key in keys])
    held = Q(places__module__in=keys) | Q(places__pins__revision__in=pinned.values("pk"))
    return list(CurriculumEdition.objects.filter(held).distinct().order_by("pk"))
