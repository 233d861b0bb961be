"""Which text of a module is read, and which one an edition could pin."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery
from wagtail.models import Locale, Page, Revision

from modules.models import ModulePage, Sensitivity

from ..models import CurriculumEdition, EditionModule, PinnedText
from .editions import reading_edition

CAREFUL: list[str] = [Sensitivity.NO, Sensitivity.PARTLY, Sensitivity.YES]  # each more than the one before it


def published_texts(place: EditionModule) -> list[tuple[Locale, int]]:
    """Give the languages in which a module is published, each with the id of the revision that is."""
    pages = ModulePage.objects.live().filter(
        translation_key=place.module.translation_key, live_revision__isnull=False, alias_of__isnull=True
    )
    return [(page.locale, page.live_revision_id) for page in pages.select_related("locale")]


@dataclass(frozen=True)
class ReadText:
    """The text of a module that counts in an edition."""

    page: Page  # as it was when its revision was made
    revision_id: int
    language: str
    is_fallback: bool  # the language that was asked for has no text
    corrected_at: datetime | None  # when the newest text is a correction
    reason: str


def newest_pins(place: EditionModule) -> dict[str, PinnedText]:
    """Give the pin that counts in each language, by its code, without loading any text."""
    pins = place.pins.select_related("locale").order_by("pk")
    return {pin.locale.language_code: pin for pin in pins}


def text_of(place: EditionModule, language: str) -> ReadText | None:
    """Give the text a reader of a language gets: the newest pin, or that of the language it was written in.
    None for a draft, which pins nothing."""
    pins = newest_pins(place)
    pin = pins.get(language) or pins.get(place.module.locale.language_code)
    if pin is None:
        return None
    return ReadText(
        page=Revision.objects.get(pk=pin.revision_id).as_object(),
        revision_id=pin.revision_id,
        language=pin.locale.language_code,
        is_fallback=pin.locale.language_code != language,
        corrected_at=pin.at if pin.kind == PinnedText.Kind.CORRECTION else None,
        reason=pin.reason,
    )


def text_for_readers(page: ModulePage) -> ReadText | None:
    """Give the text of a published page that somebody in no course reads: what the edition for readers has pinned of
    it. None when no released edition holds the module, or it pins nothing in the page's language: then the published
    text is read."""
    source = page.alias_of or page
    edition = reading_edition(source.locale.language_code, source)
    pin = edition and (
        PinnedText.objects.filter(
            edition_module__edition=edition,
            edition_module__module__translation_key=source.translation_key,
            locale=source.locale_id,
            revision__object_id=str(source.pk),
        )
        .select_related("revision")
        .order_by("-pk")
        .first()
    )
    if not pin:
        return None
    read = ReadText(
        page=pin.revision.as_object(),
        revision_id=pin.revision_id,
        language=source.locale.language_code,
        is_fallback=False,
        corrected_at=pin.at if pin.kind == PinnedText.Kind.CORRECTION else None,
        reason=pin.reason,
    )
    read.page.pinned_revision_id = pin.revision_id
    read.page.read_text = read
    _protect_as_now(read.page, source)
    return read


def _protect_as_now(text: ModulePage, page: ModulePage) -> None:
    """Let a pinned text be shown as carefully as its page asks today, whatever it asked when it was pinned. What was
    careful stays so: its words are the old ones."""
    if CAREFUL.index(page.sensitivity) > CAREFUL.index(text.sensitivity):
        text.sensitivity = page.sensitivity
        text.neutral_name = page.neutral_name
        text.content_warning = page.content_warning or text.content_warning


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
