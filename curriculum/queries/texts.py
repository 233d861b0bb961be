"""Which texts of a module an edition could pin."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery
from wagtail.models import Locale

from modules.models import Exercise, ModulePage

from ..models import CurriculumEdition, EditionModule, PinnedText


def published_texts(place: EditionModule) -> list[tuple[Locale, int]]:
    """Give the languages in which a module is published, each with the id of the revision that is."""
    pages = ModulePage.objects.live().filter(
        translation_key=place.module.translation_key, live_revision__isnull=False, alias_of__isnull=True
    )
    return [(page.locale, page.live_revision_id) for page in pages.select_related("locale")]


@dataclass(frozen=True)
class UnpinnedText:
    """A published translation that a released edition does not hold yet."""

    edition: CurriculumEdition
    slug: str  # of the module
    title: str
    code: str


def unpinned_translations(countries: Iterable[str], key: UUID | None = None, language: str = "") -> list[UnpinnedText]:
    """Give the translations that are published in languages in which a released edition of these countries pins
    nothing, all or those of one module and language. Three queries."""
    places = EditionModule.objects.filter(
        edition__state=CurriculumEdition.State.RELEASED, edition__country__in=list(countries)
    ).select_related("edition__country", "module__locale")
    if key:
        places = places.filter(module__translation_key=key)
    found = list(places.defer("module__body").order_by("edition", "position"))
    pages = ModulePage.objects.live().filter(
        translation_key__in={place.module.translation_key for place in found},
        alias_of=None,
        live_revision__isnull=False,
    )
    if language:
        pages = pages.filter(locale__language_code=language)
    published: dict[UUID, set[str]] = {}
    for owner, code in pages.values_list("translation_key", "locale__language_code"):
        published.setdefault(owner, set()).add(code)
    pinned = set(
        PinnedText.objects.filter(edition_module__in=found).values_list("edition_module", "locale__language_code")
    )
    return [
        UnpinnedText(place.edition, place.module.slug, place.shown_title, code)
        for place in found
        for code in sorted(published.get(place.module.translation_key, ()))
        if (place.pk, code) not in pinned
    ]


def places_pinning_another_text(page: ModulePage) -> list[EditionModule]:
    """Give the places in released editions where a module's text in its language is pinned, but not the one that is
    published now."""
    newest = PinnedText.objects.filter(edition_module=OuterRef("pk"), locale=page.locale_id).order_by("-pk")
    places = EditionModule.objects.filter(
        edition__state=CurriculumEdition.State.RELEASED, module__translation_key=page.translation_key
    ).annotate(pinned=Subquery(newest.values("revision")[:1]))
    waiting = places.filter(pinned__isnull=False).exclude(pinned=page.live_revision_id)
    return list(waiting.select_related("edition", "module").order_by("edition__country", "edition__code", "pk"))


def pins_taking(exercise: Exercise) -> list[PinnedText]:
    """Give the texts that count now in released editions and take this exercise from the bank, in the order of the
    editions. One query."""
    same = PinnedText.objects.filter(edition_module=OuterRef("edition_module"), locale=OuterRef("locale"))
    pins = PinnedText.objects.filter(
        edition_module__edition__state=CurriculumEdition.State.RELEASED, exercises__has_key=str(exercise.pk)
    ).exclude(Exists(same.filter(pk__gt=OuterRef("pk"))))
    place = "edition_module__"
    order = (f"{place}edition__country", f"{place}edition__code", f"{place}position", "pk")
    return list(pins.select_related(f"{place}edition", f"{place}module").order_by(*order))
