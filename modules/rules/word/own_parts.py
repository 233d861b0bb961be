"""How each kind of part is read out of our own Word file."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

from lms.kit.docx_reading.notes import Piece

from .groups import INSIDE, Group
from .parts import LONGEST, Remark, Reported, lines_of, rich, text_parts, with_addresses, words_of
from .plan import steps_of
from .sections import Reader, paragraphs, source_of

PLAN_HEAD = ("min", "type", "hva", "hvem", "materiell")

Fields = tuple[dict[str, Any] | None, list[Piece]]


def _split(pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Part what can stand in a text from pictures."""
    return [each for each in pieces if each.kind != "picture"], [each for each in pieces if each.kind == "picture"]


def _items(pieces: list[Piece]) -> tuple[list[str], list[Piece]]:
    """Give the entries of a list, each as rich text with the paragraphs that belong to it; and what is none."""
    entries: list[str] = []
    left = []
    for piece in pieces:
        if piece.items:
            entries += paragraphs(list(piece.items))
        elif piece.kind == "text" and entries:
            entries[-1] += piece.html
        elif piece.kind == "text":
            entries.append(piece.html)
        else:
            left.append(piece)
    return entries, left


def _rich_list(_reader: Reader, group: Group) -> Fields:
    entries, left = _items(group.pieces)
    return ({"items": entries} if entries else None), left


def _text(reader: Reader, group: Group) -> Fields:
    title = group.title
    parts = text_parts(title, group.pieces, reader.remarks, group.place)
    if len(parts) == 1 and parts[0].kind == "text":
        return parts[0].fields, []
    before = next((n for n, piece in enumerate(group.pieces) if piece.kind == "picture"), len(group.pieces))
    if not before:
        return None, []
    own = text_parts(title, group.pieces[:before], [], group.place)[0].fields
    return own, group.pieces[before:]


def _rich(reader: Reader, group: Group) -> Fields:
    text, pictures = _split(group.pieces)
    return ({"text": rich(text, reader.remarks)} if text else None), pictures


def _picture(_reader: Reader, group: Group) -> Fields:
    shown = next(piece for piece in group.pieces if piece.kind == "picture")
    small = [piece for piece in group.pieces if piece.look == "small"]
    caption = words_of(small[0].html) if small else ""
    left = [piece for piece in group.pieces if piece is not shown and piece not in small]
    return {"file": shown.picture, "alt": shown.alt, "caption": caption[: LONGEST["note"]]}, left


def _rows(group: Group, width: int) -> tuple[list[list[str]] | None, list[Piece]]:
    """Give the cells of the one table of a part as words, without its header."""
    tables = [piece for piece in group.pieces if piece.kind == "table"]
    if len(tables) != 1 or len(tables[0].rows[0]) != width:
        return None, []
    rows = [[with_addresses(cell) for cell in row] for row in tables[0].rows[1:]]
    return [row for row in rows if any(row)], [piece for piece in group.pieces if piece is not tables[0]]


def _words(reader: Reader, group: Group) -> Fields:
    rows, left = _rows(group, 2)
    known = reader.known.words
    if rows is None or any(len(here) > LONGEST["here"] for _term, here in rows):
        return None, []
    new = [(term, here) for term, here in rows if term.casefold() not in known]
    if new:
        reader.remarks.append(Remark(Reported.WORDS_UNKNOWN, group.place, ", ".join(term for term, _here in new)))
        left = [Piece("table", group.place, rows=tuple((f"<b>{term}</b>", here) for term, here in new)), *left]
    found = [(known[term.casefold()][0], here) for term, here in rows if term.casefold() in known]
    entries = [{"term": term, "here": here} if here else {"term": term} for term, here in found]
    return ({"words": entries} if entries else None), left


def _session_plan(reader: Reader, group: Group) -> Fields:
    tables = [piece for piece in group.pieces if piece.kind == "table"]
    if len(tables) != 1 or len(tables[0].rows[0]) != len(PLAN_HEAD):
        return None, []
    table = Piece("table", tables[0].place, rows=(PLAN_HEAD, *tables[0].rows[1:]))
    steps = steps_of(table, reader.kinds, reader.remarks)
    return ({"steps": steps} if steps else None), [piece for piece in group.pieces if piece is not tables[0]]


def _exercises(reader: Reader, group: Group) -> Fields:
    entries: list[Group] = []
    for piece in group.pieces:
        if piece.kind == "heading":
            entries.append(Group(INSIDE, heading=piece))
        elif entries:
            entries[-1].pieces.append(piece)
        else:
            entries.append(Group(INSIDE, pieces=[piece]))
    pictures = [piece for entry in entries for piece in entry.pieces if piece.kind == "picture"]
    return ({"items": [_exercise(reader, entry) for entry in entries]} if entries else None), pictures


def _exercise(reader: Reader, entry: Group) -> dict[str, Any]:
    by_how = {how.strip(): name for name, how in reader.known.exercises.values()}
    fields: dict[str, Any] = {"name": entry.title[: LONGEST["title"]]} if entry.title else {}
    own = []
    for piece in entry.pieces:
        if piece.look == "placeholder":
            how = words_of(piece.html).partition(": ")[2].strip()
            name = by_how.get(how) or reader.known.exercises.get(entry.title.casefold(), ("",))[0]
            if name:
                fields["exercise"] = name
                if name.casefold() == entry.title.casefold():
                    fields.pop("name", None)
        elif piece.look == "kicker" and (digits := words_of(piece.html).split()[0]).isdigit():
            fields["minutes"] = int(digits)
        elif piece.kind != "picture":
            own.append(piece)
    text = rich(own, reader.remarks)
    return fields | ({"how": text} if text else {})


def _questions(pieces: list[Piece]) -> list[str] | None:
    found = [with_addresses(line) for line in lines_of(pieces)]
    return None if any(len(each) > LONGEST["line"] for each in found) else found


def _reflection(_reader: Reader, group: Group) -> Fields:
    text, pictures = _split(group.pieces)
    questions = _questions(text)
    return ({"questions": questions} if questions else None), pictures


def _dilemma(reader: Reader, group: Group) -> Fields:
    text, pictures = _split(group.pieces)
    last = [text.pop()] if len(text) > 1 and text[-1].items else []
    questions = _questions(last)
    if questions is None or not text or len(group.title) > LONGEST["title"]:
        return None, []
    return {"title": group.title, "story": rich(text, reader.remarks), "questions": questions}, pictures


def _worksheet(_reader: Reader, group: Group) -> Fields:
    text, pictures = _split(group.pieces)
    lists = [piece for piece in text if piece.items]
    intro = [piece for piece in text if not piece.items]
    items = _questions(lists)
    words = " ".join(with_addresses(line) for line in lines_of(intro))
    if not items or len(words) > LONGEST["line"] or len(group.title) > LONGEST["title"]:
        return None, []
    return {"title": group.title, "items": items} | ({"intro": words} if words else {}), pictures


def _help(reader: Reader, group: Group) -> Fields:
    rows, left = _rows(group, 4)
    entries = []
    for code, name, note, address in rows or []:
        service = reader.known.services.get(code.casefold(), "")
        words = name if service or name else code
        entry = {"service": service, "name": words, "note": note, "address": address}
        if len(words) > LONGEST["name"] or len(note) > LONGEST["note"]:
            return None, []
        entries.append({each: value for each, value in entry.items() if value})
    return ({"entries": entries} if entries else None), left


def _sources(reader: Reader, group: Group) -> Fields:
    rows, left = _rows(group, 3)
    found = []
    for code, text, check_by in rows or []:
        if code.casefold() in reader.known.sources:
            entry = source_of(reader.known, code, text)
        else:
            entry = {"text": f"{code} {text}".strip()}
        with suppress(ValueError):
            entry["check_by"] = date.fromisoformat(check_by)
        if len(entry.get("text", "")) > LONGEST["line"]:
            return None, []
        found.append(entry)
    return ({"sources": found} if found else None), left


def _guest(reader: Reader, group: Group) -> Fields:
    text, pictures = _split(group.pieces)
    fields: dict[str, Any] = {}
    if text and text[0].look == "kicker":
        by = words_of(text[0].html).partition(": ")[2]
        if by and len(by) <= LONGEST["who"]:
            fields["taught_by"] = by
            text = text[1:]
    words = rich(text, reader.remarks)
    return (fields | ({"text": words} if words else {})) or None, pictures


PARTS: dict[str, Callable[[Reader, Group], Fields]] = {
    "goals": _rich_list,
    "key_messages": _rich_list,
    "text": _text,
    "picture": _picture,
    "words": _words,
    "session_plan": _session_plan,
    "exercises": _exercises,
    "reflection": _reflection,
    "dilemma": _dilemma,
    "worksheet": _worksheet,
    "home_task": _rich,
    "rights": _rich,
    "help": _help,
    "sources": _sources,
    "guest": _guest,
    "coordinator_notes": _rich,
}
"""How each kind of part is read; any other stands in the file as a placeholder."""
