"""Words to know in a stored text: which ones it lists, and a sentence of it that shows how one is used."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .evenings import bare
from .marks import first_use, forms_of

SHOWS_USE = ("key_messages", "text", "rights", "home_task", "reflection", "goals")
"""Parts whose sentences are plain enough to stand alone, those that say most first."""
BLOCK_ENDS = re.compile(r"</(?:p|li|h3)>|<br\s*/?>", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.!?؟።])\s+")
LONGEST = 160  # letters of an example; what is longer is no help


@dataclass(frozen=True)
class ListedWord:
    """A word of the glossary that a text lists, by its id, and what it means here if that is something else."""

    term: int
    here: str = ""


def listed_words(body: Iterable[dict[str, Any]]) -> list[ListedWord]:
    """Give the words that a stored body lists, each once."""
    found: dict[int, ListedWord] = {}
    for part in body:
        if part["type"] == "words":
            for item in part["value"].get("words") or []:
                entry = item.get("value", item)
                if entry.get("term"):
                    found.setdefault(entry["term"], ListedWord(entry["term"], entry.get("here") or ""))
    return list(found.values())


def sentences_of(body: Iterable[dict[str, Any]]) -> list[str]:
    """Give the sentences of a stored body that are short enough to stand alone."""
    parts = sorted((part for part in body if part["type"] in SHOWS_USE), key=lambda each: SHOWS_USE.index(each["type"]))
    pieces = (bare(piece) for part in parts for text in _texts(part["value"]) for piece in BLOCK_ENDS.split(text))
    return [each for piece in pieces for each in SENTENCE.split(piece) if " " in each and len(each) <= LONGEST]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each.get("value") if isinstance(each, dict) and "value" in each else each)
    elif isinstance(value, dict):
        for name, each in value.items():
            if name not in ("id", "type"):
                yield from _texts(each)


def example_of(sentences: Iterable[str], term: str) -> str:
    """Give the first sentence that uses a word; nothing where none does."""
    forms = forms_of(term)
    return next((each for each in sentences if any(first_use(each, form) for form in forms)), "")
