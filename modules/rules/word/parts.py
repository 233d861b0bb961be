"""What a Word file becomes: the parts of a module in the words of docs/content.md, and what to say of them."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from lms.kit.docx_reading.notes import Piece

from ..marks import plain as without_tags

LONGEST = {"heading": 80, "title": 80, "line": 240, "name": 160, "note": 160, "who": 120, "material": 160, "here": 240}
"""How much a field holds; what is longer stays text."""
LINE_BREAK = re.compile(r"\s*<br\s*/?>\s*")
LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>')


class Reported(StrEnum):
    """What to say about how a file became a module."""

    TABLE_AS_LIST = "table-as-list"
    PLAN_UNCLEAR = "plan-unclear"
    CLOCK_LEFT_OUT = "clock-left-out"
    KINDS_GUESSED = "kinds-guessed"
    WORDS_UNKNOWN = "words-unknown"
    NUMBER_DIFFERS = "number-differs"
    SECTION_AS_TEXT = "section-as-text"
    SECOND_AS_TEXT = "second-as-text"
    QUIZ_AS_TEXT = "quiz-as-text"
    PICTURE_IN_NOTES = "picture-in-notes"
    PLACEHOLDER_LOST = "placeholder-lost"
    PART_MISSING = "part-missing"
    OTHER_DIRECTION = "other-direction"


@dataclass(frozen=True)
class Remark:
    """One thing to say, and the number of the paragraph it is about."""

    code: Reported
    place: int = 0
    detail: str = ""


@dataclass(frozen=True)
class Part:
    """One part of a module; `key` is the beginning of its id if our own file names it. A kept part has no fields."""

    kind: str
    fields: dict[str, Any]
    place: int = 0
    key: str = ""
    is_kept: bool = False


@dataclass
class Module:
    """What a Word file says a module is."""

    title: str = ""
    lead: str | None = None
    warning: str | None = None
    key: str = ""
    parts: list[Part] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


@dataclass(frozen=True)
class Known:
    """What the registers know in the language of the module; the names in small letters."""

    words: dict[str, tuple[str, str]] = field(default_factory=dict)  # term, explanation
    services: dict[str, str] = field(default_factory=dict)  # code or name → code
    numbers: dict[str, str] = field(default_factory=dict)  # code → number
    sources: dict[str, tuple[str, str]] = field(default_factory=dict)  # code, name
    exercises: dict[str, tuple[str, str]] = field(default_factory=dict)  # name, how


def words_of(text: str) -> str:
    """Give a bit of HTML as plain words on one line."""
    return html.unescape(without_tags(LINE_BREAK.sub(" ", text)))


def with_addresses(text: str) -> str:
    """Give a bit of HTML as plain words; an address that a link hides stands behind its words."""

    def spoken(link: re.Match[str]) -> str:
        return link[2] if words_of(link[2]) in link[1] else f"{link[2]} ({link[1]})"

    return words_of(LINK.sub(spoken, text))


def lines_of(pieces: Iterable[Piece]) -> list[str]:
    """Give every item of a list, every paragraph and every row of a table as a bit of HTML."""
    found: list[str] = []
    for piece in pieces:
        if piece.items:
            found += piece.items
        elif piece.kind == "table":
            found += [" – ".join(cell for cell in row if cell) for row in piece.rows]
        elif piece.kind == "heading":
            found.append(html.escape(piece.html, quote=False))
        elif piece.html:
            found.append(re.sub(r"^<p>|</p>$", "", piece.html))
    return [line for line in found if words_of(line)]


def rich(pieces: Iterable[Piece], remarks: list[Remark], *, headings: bool = False) -> str:
    """Give pieces as one rich text. A table becomes a list, which is said; pictures are left to the caller."""
    parts = []
    for piece in pieces:
        if piece.kind == "heading":
            text = html.escape(piece.html, quote=False)
            parts.append(f"<h3>{text}</h3>" if headings else f"<p><b>{text}</b></p>")
        elif piece.kind == "table":
            remarks.append(Remark(Reported.TABLE_AS_LIST, piece.place))
            parts.append(table_as_list(piece))
        else:
            parts.append(piece.html)
    return "".join(parts)


def table_as_list(piece: Piece) -> str:
    """Give a table as a list: a row in each item, every value behind the name of its column."""
    head = [words_of(cell) for cell in piece.rows[0]] if piece.has_header else []
    items = []
    for row in piece.rows[1:] if head else piece.rows:
        cells = [(head[number] if head else "", cell) for number, cell in enumerate(row) if words_of(cell)]
        if not cells:
            continue
        first = (
            cells[0][1]
            if cells[0][1].startswith("<b>")
            else f"<b>{cells[0][1].replace('<b>', '').replace('</b>', '')}</b>"
        )
        rest = [f"{html.escape(name, quote=False)}: {cell}" if name else cell for name, cell in cells[1:]]
        items.append(f"<li>{' – '.join([first, ' · '.join(rest)] if rest else [first])}</li>")
    top = f"<p><b>{html.escape(' – '.join(filter(None, head)), quote=False)}</b></p>" if head and len(head) < 3 else ""
    if head and len(head) >= 3 and head[0]:
        top = f"<p><b>{html.escape(head[0], quote=False)}</b></p>"
    return f"{top}<ul>{''.join(items)}</ul>" if items else top


def text_parts(heading: str, pieces: list[Piece], remarks: list[Remark], place: int = 0) -> list[Part]:
    """Give pieces as parts with text and pictures, in their order; the heading stands over the first text."""
    found: list[Part] = []
    pending: list[Piece] = []

    def flush() -> None:
        nonlocal heading, pending
        text = rich(pending, remarks, headings=True)
        if heading and (not text or len(heading) > LONGEST["heading"]):
            text, heading = f"<h3>{html.escape(heading, quote=False)}</h3>{text}", ""
        if text:
            where = pending[0].place if pending else place
            found.append(Part("text", {"heading": heading, "text": text} if heading else {"text": text}, where))
        heading, pending = "", []

    for piece in pieces:
        if piece.kind == "picture":
            if pending or heading:
                flush()
            found.append(Part("picture", {"file": piece.picture, "alt": piece.alt}, piece.place))
        else:
            pending.append(piece)
    if pending or heading:
        flush()
    return found
