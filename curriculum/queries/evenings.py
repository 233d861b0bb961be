"""What the pinned texts of an evening's modules say: read from what is stored, without making pages of them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language_info

from lms.kit.memory import Memory
from modules.models import Sensitivity
from modules.queries import Version
from modules.rules import EveningParts, evening_parts

from ..models import EditionModule, PinnedText
from .reading import CAREFUL

TEXTS = Memory(limit=400)  # texts in each process


@dataclass(frozen=True)
class EveningText:
    """A module as an edition has pinned it, as far as whoever leads the evening needs it."""

    title: str
    language: str
    neutral_name: str
    sensitivity: str
    parts: EveningParts

    @property
    def direction(self) -> str:
        """Give the direction of its script."""
        return "rtl" if get_language_info(self.language)["bidi"] else "ltr"


def evening_texts(
    places: Iterable[EditionModule], language: str, version: Version | None = None, otherwise: Sequence[str] = ()
) -> dict[int, EveningText]:
    """Give what the newest pin of each place says in a language, else in the first of others that it has, else in that
    of the original, by the keys of the places; nothing for a place without a pin. Fetch modules and their languages
    along. One query, none where all was read in this version of the content."""
    places = list(places)
    known = {place.pk: TEXTS.get(version, (place.pk, language, *otherwise)) if version else None for place in places}
    asked = [place for place in places if known[place.pk] is None]
    rows = PinnedText.objects.filter(edition_module__in=asked).select_related("revision", "locale").order_by("pk")
    pins: dict[int, dict[str, PinnedText]] = {}
    wanted = {language, *otherwise, *(_own(place) for place in asked)}
    for pin in rows.filter(locale__language_code__in=wanted) if asked else ():
        pins.setdefault(pin.edition_module_id, {})[pin.locale.language_code] = pin
    for place in asked:
        held = pins.get(place.pk, {})
        if newest := next((held[code] for code in (language, *otherwise, _own(place)) if code in held), None):
            known[place.pk] = _text(place, newest)
            if version:
                TEXTS.put(version, (place.pk, language, *otherwise), known[place.pk])
    return {pk: text for pk, text in known.items() if text}


@dataclass(frozen=True)
class StoredText:
    """A module as an edition has pinned it, as it is stored."""

    language: str
    body: list[dict]
    leaves_no_trace: bool

    @property
    def direction(self) -> str:
        """Give the direction of its script."""
        return "rtl" if get_language_info(self.language)["bidi"] else "ltr"


def stored_texts(places: Iterable[EditionModule], languages: Sequence[str]) -> dict[int, StoredText]:
    """Give what the newest pin of each place holds in the first of these languages that it has, else in that of the
    original, by the keys of the places. Fetch modules and their languages along. Two queries."""
    places = list(places)
    wanted = {*languages, *(_own(place) for place in places)}
    rows = PinnedText.objects.filter(edition_module__in=places, locale__language_code__in=wanted)
    newest: dict[int, dict[str, int]] = {}
    for pk, place_pk, code in rows.order_by("pk").values_list("pk", "edition_module", "locale__language_code"):
        newest.setdefault(place_pk, {})[code] = pk
    chosen: dict[int, tuple[EditionModule, str]] = {}
    for place in places:
        held = newest.get(place.pk, {})
        if language := next((each for each in (*languages, _own(place)) if each in held), None):
            chosen[held[language]] = (place, language)
    found = {}
    for pin in PinnedText.objects.filter(pk__in=chosen).select_related("revision"):
        place, language = chosen[pin.pk]
        content = pin.revision.content
        careful = Sensitivity.YES in (content["sensitivity"], place.module.sensitivity)
        found[place.pk] = StoredText(language, json.loads(content["body"]), careful)
    return found


def _own(place: EditionModule) -> str:
    return place.module.locale.language_code


def _text(place: EditionModule, pin: PinnedText) -> EveningText:
    content, now = pin.revision.content, place.module
    own = place.title if pin.locale.language_code == _own(place) else ""  # an edition's own title is in its language
    # As careful as its page asks today, or as it asked when it was pinned: whichever is more.
    sensitivity = max(content["sensitivity"], now.sensitivity, key=CAREFUL.index)
    return EveningText(
        title=own or content["title"],
        language=pin.locale.language_code,
        neutral_name=content["neutral_name"] or now.neutral_name,
        sensitivity=sensitivity,
        parts=evening_parts(json.loads(content["body"]), pin.exercises),
    )
