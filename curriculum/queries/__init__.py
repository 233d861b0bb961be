"""Reads of editions across tables: as the rules need them, and as a reader of a module needs them."""

from .editions import editions_holding, reading_edition
from .places import ModulePlace, Neighbour, place_in
from .plans import all_modules, ordered_modules, places_of, plan_of, rule_of
from .readiness import Readiness, Todo, TodoCode, readiness_of
from .texts import (
    ReadText,
    UnpinnedText,
    newest_pins,
    places_pinning_another_text,
    published_texts,
    text_for_readers,
    text_of,
    unpinned_translations,
)

__all__ = [
    "ModulePlace",
    "Neighbour",
    "ReadText",
    "Readiness",
    "Todo",
    "TodoCode",
    "UnpinnedText",
    "all_modules",
    "editions_holding",
    "newest_pins",
    "ordered_modules",
    "place_in",
    "places_of",
    "places_pinning_another_text",
    "plan_of",
    "published_texts",
    "readiness_of",
    "reading_edition",
    "rule_of",
    "text_for_readers",
    "text_of",
    "unpinned_translations",
]
