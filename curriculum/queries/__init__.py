"""Reads of editions across tables: as the rules need them, and as a reader of a module needs them."""

from .editions import editions_holding, reading_edition
from .evenings import EveningText, StoredText, evening_texts, stored_texts
from .places import ModulePlace, Neighbour, pages_for, place_in, place_in_course, title_in, titles_for
from .plans import all_modules, ordered_modules, places_of, plan_of, rule_of
from .readiness import Readiness, Todo, TodoCode, readiness_of
from .reading import (
    ReadText,
    as_readers_get,
    bank_words,
    newest_pins,
    page_saying,
    read_in,
    text_for_readers,
    text_in_course,
    text_of,
)
from .texts import UnpinnedText, pins_taking, places_pinning_another_text, published_texts, unpinned_translations

__all__ = [
    "EveningText",
    "ModulePlace",
    "Neighbour",
    "ReadText",
    "Readiness",
    "StoredText",
    "Todo",
    "TodoCode",
    "UnpinnedText",
    "all_modules",
    "as_readers_get",
    "bank_words",
    "editions_holding",
    "evening_texts",
    "newest_pins",
    "ordered_modules",
    "page_saying",
    "pages_for",
    "pins_taking",
    "place_in",
    "place_in_course",
    "places_of",
    "places_pinning_another_text",
    "plan_of",
    "published_texts",
    "read_in",
    "readiness_of",
    "reading_edition",
    "rule_of",
    "stored_texts",
    "text_for_readers",
    "text_in_course",
    "text_of",
    "title_in",
    "titles_for",
    "unpinned_translations",
]
