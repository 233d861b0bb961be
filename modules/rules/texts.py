"""What is different between two versions of a text, in paragraphs and words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from html import unescape
from typing import Any, Protocol

BETWEEN_PARAGRAPHS = re.compile(r"</?(?:p|li|ul|ol|h\d|tr|table|blockquote|div|hr|br)\b[^>]*>", re.IGNORECASE)
TAG = re.compile(r"<[^>]+>")
NO_TEXT = frozenset({"id", "type", "kind"})
NUMBERS = frozenset({"minutes"})
"""Which whole numbers in a block are content; others are ids of pictures, pages and services."""


class Text(Protocol):
    """What a version of a module has."""

    title: str
    lead: str
    content_warning: str
    body: Any


@dataclass(frozen=True)
class Piece:
    """Some words of a paragraph."""

    text: str
    is_changed: bool


@dataclass(frozen=True)
class Passage:
    """Paragraphs that were changed, side by side. One side is empty where text came or went."""

    before: tuple[tuple[Piece, ...], ...]
    after: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True)
class Change:
    """How much a draft is different, and where."""

    passages: tuple[Passage, ...]

    @property
    def came(self) -> int:
        """Count the places where text is new."""
        return sum(not passage.before for passage in self.passages)

    @property
    def went(self) -> int:
        """Count the places where text was taken out."""
        return sum(not passage.after for passage in self.passages)

    @property
    def altered(self) -> int:
        """Count the places where words were changed."""
        return len(self.passages) - self.came - self.went


def change_between(before: Text, after: Text) -> Change:
    """Compare two versions of a module."""
    return Change(compare_paragraphs(list(paragraphs_of(before)), list(paragraphs_of(after))))


def fingerprint_of(page: Text) -> str:
    """Give a hash of the words of a module: the same for every version that says the same."""
    return sha256("\n".join(paragraphs_of(page)).encode()).hexdigest()


def paragraphs_of(page: Text) -> Iterator[str]:
    """Give the text of a module, paragraph by paragraph; what belongs together in a row stands in one."""
    for value in (page.title, page.lead, page.content_warning):
        yield from paragraphs_in(value)
    for part in page.body.raw_data:
        yield from paragraphs_in(part["value"])


def paragraphs_in(value: Any) -> Iterator[str]:
    """Give the text of one stored value, paragraph by paragraph."""
    if isinstance(value, str):
        pieces = (unescape(TAG.sub("", piece)) for piece in BETWEEN_PARAGRAPHS.split(value))
        yield from (text for piece in pieces if (text := " ".join(piece.split())))
    elif isinstance(value, list):
        for each in value:
            yield from paragraphs_in(each["value"] if isinstance(each, dict) and "value" in each else each)
    elif isinstance(value, dict):
        yield from _row_of(value)


def _row_of(struct: dict) -> Iterator[str]:
    """Give the short values of a block as one line, as a step of the evening has them, and the others after it."""
    row, rest = [], []
    for name, value in struct.items():
        if name in NO_TEXT:
            continue
        if isinstance(value, int) and not isinstance(value, bool):
            row += [str(value)] if name in NUMBERS else []
        elif isinstance(value, str) and not TAG.search(value):
            row += [" ".join(value.split())] if value.strip() else []
        else:
            rest.append(value)
    if row:
        yield " · ".join(row)
    for value in rest:
        yield from paragraphs_in(value)


def compare_paragraphs(before: list[str], after: list[str]) -> tuple[Passage, ...]:
    """Give the paragraphs that differ, side by side, with the words that do."""
    found = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        old, new = before[i1:i2], after[j1:j2]
        if len(old) == len(new):
            pairs = [_compare_words(*pair) for pair in zip(old, new, strict=True)]
            found += [Passage((left,), (right,)) for left, right in pairs]
        else:
            found.append(Passage(_whole(old), _whole(new)))
    return tuple(found)


def _whole(paragraphs: list[str]) -> tuple[tuple[Piece, ...], ...]:
    return tuple((Piece(text, is_changed=True),) for text in paragraphs)


def _compare_words(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    old, new = before.split(" "), after.split(" ")
    left, right = [], []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if i1 < i2:
            left.append(Piece(" ".join(old[i1:i2]), tag != "equal"))
        if j1 < j2:
            right.append(Piece(" ".join(new[j1:j2]), tag != "equal"))
    return tuple(left), tuple(right)
