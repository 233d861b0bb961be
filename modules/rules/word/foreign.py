"""Anybody's Word file as a module: sections by their headings, everything else as text."""

from collections.abc import Iterable

from lms.kit.docx_reading.notes import Piece

from ..readers import FOR_LEADERS
from .foreign_parts import parts_of
from .names import MODULE_NUMBER, section_of
from .parts import Known, Module, Part, Remark, Reported
from .sections import Reader, Section

KEEPS_HEADINGS = frozenset({"text", "exercises", "coordinator_notes", "guest", "rights", "home_task"})
"""Kinds whose own headings stay inside them. What is for those who lead must never fall out of its part."""
ONCE = frozenset({"goals", "session_plan", "guest", "sources"})


def module_from(pieces: Iterable[Piece], known: Known, kinds: dict[str, str], footnotes: str = "") -> Module:
    """Give what a file says a module is. No word is lost: what has no place of its own is text. `footnotes`: the
    heading to put above those.
    """
    pieces = list(pieces)
    title, rest = _title([piece for piece in pieces if piece.kind != "footnotes"])
    module = Module(title=MODULE_NUMBER.sub("", title) or title)
    reader = Reader(known, kinds, module.remarks)
    for section in sections_of(rest):
        module.parts += parts_of(reader, section)
    module.parts += footnotes_of(pieces, footnotes)
    module.parts = _once(module.parts, module.remarks)
    module.remarks.sort(key=lambda remark: remark.place)
    return module


def footnotes_of(pieces: Iterable[Piece], heading: str) -> list[Part]:
    """Give the footnotes of a file as a text of their own."""
    notes = [piece for piece in pieces if piece.kind == "footnotes" and piece.html]
    named = {"heading": heading} if heading else {}
    return [Part("text", named | {"text": piece.html}, piece.place) for piece in notes]


def _title(pieces: list[Piece]) -> tuple[str, list[Piece]]:
    """Take the title: the heading that is marked as one, or the only one of the highest level if the file begins so."""
    headings = [piece for piece in pieces if piece.kind == "heading"]
    for heading in headings:
        if heading.level == 0:
            return heading.html, [piece for piece in pieces if piece is not heading]
    top = [piece for piece in headings if piece.level == min(each.level for each in headings)]
    if len(top) == 1 and pieces[0] is top[0] and len(headings) > 1 and not section_of(top[0].html)[0]:
        return top[0].html, pieces[1:]
    return "", pieces


def sections_of(pieces: list[Piece]) -> list[Section]:
    """Cut a file at its headings: at those of the highest level and at every one that names a kind of part."""
    found: list[Section] = []
    current = Section()
    for piece in pieces:
        if piece.kind == "heading":
            kind, title = section_of(piece.html)
            stays = piece.level > current.level and current.kind in KEEPS_HEADINGS
            if kind and current.kind not in FOR_LEADERS:
                stays = False
            if not stays:
                found.append(current)
                current = Section(piece.html, title, kind or "text", piece.level, piece.place)
                continue
        current.pieces.append(piece)
    found.append(current)
    return [section for section in found if section.heading or section.pieces]


def _once(parts: list[Part], remarks: list[Remark]) -> list[Part]:
    """Keep the first of what a module has once; a second one stays as text."""
    seen: set[str] = set()
    found = []
    for part in parts:
        if part.kind in ONCE and part.kind in seen:
            remarks.append(Remark(Reported.SECOND_AS_TEXT, part.place))
            kind = "coordinator_notes" if part.kind in FOR_LEADERS else "text"
            found.append(Part(kind, {"text": _as_text(part.fields)}, part.place))
            continue
        seen.add(part.kind)
        found.append(part)
    return found


def _as_text(fields: dict) -> str:
    """Give the words of a part as a list."""
    lines: list[str] = []
    for value in fields.values():
        if isinstance(value, str):
            lines.append(value)
            continue
        for each in value:
            words = each if isinstance(each, str) else " · ".join(str(word) for word in each.values())
            lines.append(words.removeprefix("<p>").removesuffix("</p>"))
    return "".join(line if line.startswith("<") else f"<p>{line}</p>" for line in lines)
