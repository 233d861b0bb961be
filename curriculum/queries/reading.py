"""Which text of a module is read: what an edition has pinned of it, with the words its exercises had then."""

import json
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from wagtail.models import Page, Revision

from lms.kit.pages import languages_of_country
from modules.models import Exercise, ModulePage, Sensitivity
from modules.rules.exercises import KEPT, Words, exercises_in, with_copies

from ..models import CurriculumEdition, EditionModule, PinnedText
from .editions import editions_for_readers, first_choice

SHOWN_IN_LISTS = (
    "title",
    "lead",
    "kind",
    "theme",
    "text_origin",
    "sensitivity",
    "neutral_name",
    "content_warning",
)
"""What lists and the search show of a text beside its body."""
CAREFUL: list[str] = [Sensitivity.NO, Sensitivity.PARTLY, Sensitivity.YES]  # each more than the one before it


@dataclass(frozen=True)
class ReadText:
    """The text of a module that counts in an edition."""

    page: Page  # as it was when its revision was made, with the exercises as they were when it was pinned
    revision_id: int
    language: str
    corrected_at: datetime | None  # when the newest text is a correction
    reason: str


def newest_pins(place: EditionModule) -> dict[str, PinnedText]:
    """Give the pin that counts in each language, by its code, without loading any text."""
    pins = place.pins.select_related("locale").order_by("pk")
    return {pin.locale.language_code: pin for pin in pins}


def bank_words(revisions: Iterable[int]) -> dict[int, dict[str, Words]]:
    """Give what the exercises that each of these texts takes from the bank say now, by their ids. Two queries."""
    contents = Revision.objects.filter(pk__in=list(revisions)).values_list("pk", "content")
    shown = {pk: exercises_in(json.loads(content["body"])) for pk, content in contents}
    rows = Exercise.objects.in_bulk(set().union(*shown.values()))
    words = {str(pk): {name: getattr(row, name) for name in KEPT} for pk, row in rows.items()}
    return {pk: {str(each): words[str(each)] for each in ids if str(each) in words} for pk, ids in shown.items()}


def page_saying(revision: Revision, exercises: Mapping[str, Words]) -> ModulePage:
    """Give a text as its revision has it, with a copy of what its exercises of the bank said. For reading only."""
    page = revision.as_object()
    if exercises:
        body = page.body.get_prep_value()
        with_copies(body, exercises)
        page.body = page.body.stream_block.to_python(body)
    return page


def _read(pin: PinnedText) -> ReadText:
    page = page_saying(pin.revision, pin.exercises)
    page.pinned_revision_id, page.pin_id = pin.revision_id, pin.pk
    return ReadText(
        page=page,
        revision_id=pin.revision_id,
        language=pin.locale.language_code,
        corrected_at=pin.at if pin.kind == PinnedText.Kind.CORRECTION else None,
        reason=pin.reason,
    )


def text_of(place: EditionModule, language: str) -> ReadText | None:
    """Give the text a reader of a language gets: the newest pin, or that of the language it was written in.
    None for a draft, which pins nothing."""
    pins = newest_pins(place)
    pin = pins.get(language) or pins.get(place.module.locale.language_code)
    return _read(pin) if pin else None


def read_in(edition: CurriculumEdition, languages: Sequence[str]) -> list[str]:
    """Give the languages in which a text or word of an edition is looked for: those somebody reads, then those of its
    country. What is in none of them is read as it was written."""
    return list(dict.fromkeys([*languages, *languages_of_country(edition.country_id)]))


def text_in_course(place: EditionModule, languages: Sequence[str]) -> ReadText | None:
    """Give the text of a module as a course by its edition reads it: in the first of these languages that is pinned,
    else in the one it was written in. It is shown as carefully as its page asks today. None for a draft, which pins
    nothing. Fetch the module and its language along. At most three queries."""
    pins = newest_pins(place)
    original = place.module.locale.language_code
    code = next((each for each in (*languages, original) if each in pins), None)
    if code is None:
        return None
    read = _read(pins[code])
    there = ModulePage.objects.filter(translation_key=place.module.translation_key, locale__language_code=code)
    _protect_as_now(read.page, there.defer("body").first() or place.module)
    read.page.read_text = read
    read.page.read_at = place
    read.page.course_languages = (original, *(each for each in sorted(pins) if each != original))
    return read


def text_for_readers(page: ModulePage) -> ReadText | None:
    """Give the text of a published page that somebody in no course reads: what the edition for readers has pinned of
    it. None when no released edition holds the module, or it pins nothing in the page's language: then the published
    text is read."""
    pin = _pins_for_readers([page]).get(page.pk)
    if pin is None:
        return None
    read = _read(pin)
    read.page.read_text = read
    _protect_as_now(read.page, page)
    return read


def _protect_as_now(text: ModulePage, page: ModulePage) -> None:
    """Let a pinned text be shown as carefully as its page asks today, whatever it asked when it was pinned. What was
    careful stays so: its words are the old ones."""
    if CAREFUL.index(page.sensitivity) > CAREFUL.index(text.sensitivity):
        text.sensitivity = page.sensitivity
        text.neutral_name = page.neutral_name
        text.content_warning = page.content_warning or text.content_warning


def as_readers_get(pages: Iterable[ModulePage]) -> list[ModulePage]:
    """Give published pages for a list or a search, each with the title, lead and words its readers get. Three queries,
    and one more where pages repeat others. They are for reading only."""
    found = list(pages)
    pins = _pins_for_readers(found)
    return [_as_pinned(page, pins[page.pk]) if page.pk in pins else page for page in found]


def _as_pinned(page: ModulePage, pin: PinnedText) -> ModulePage:
    shown, content = copy(page), pin.revision.content
    body = json.loads(content["body"])
    with_copies(body, pin.exercises)
    for name in SHOWN_IN_LISTS:
        setattr(shown, name, content[name])
    shown.body = page.body.stream_block.to_python(body)
    _protect_as_now(shown, page)
    shown.pinned_revision_id, shown.pin_id = pin.revision_id, pin.pk
    return shown


def _pins_for_readers(pages: Iterable[ModulePage]) -> dict[int, PinnedText]:
    """Give the newest pin of each page in the edition for its readers, by the page's id. Three queries, and
    one more where pages repeat others."""
    pages = list(pages)
    repeated = [page.alias_of_id for page in pages if page.alias_of_id]
    originals = Page.objects.select_related("locale").in_bulk(repeated) if repeated else {}
    sources = {page.pk: originals.get(page.alias_of_id, page) for page in pages}
    editions = {edition.pk: edition for edition in editions_for_readers().with_size()}
    places: dict[object, dict[int, int]] = {}
    rows = EditionModule.objects.filter(
        edition__in=editions, module__translation_key__in={each.translation_key for each in sources.values()}
    )
    for place, held_by, key in rows.values_list("pk", "edition", "module__translation_key"):
        places.setdefault(key, {})[held_by] = place
    chosen: dict[int, tuple[int, int, str]] = {}
    for pk, source in sources.items():
        held = places.get(source.translation_key, {})
        edition = first_choice((editions[each] for each in held), source.locale.language_code)
        if edition:
            chosen[pk] = (held[edition.pk], source.locale_id, str(source.pk))
    held_pins = PinnedText.objects.filter(edition_module__in={place for place, *_rest in chosen.values()}).order_by()
    newest = held_pins.values("edition_module", "locale", "revision__object_id").annotate(last=Max("pk"))
    pins = {
        (pin.edition_module_id, pin.locale_id, pin.revision.object_id): pin
        for pin in PinnedText.objects.filter(pk__in=newest.values("last")).select_related("revision", "locale")
    }
    return {pk: pins[key] for pk, key in chosen.items() if key in pins}
