"""Turns the section of anybody's Word file into a part of a module, if its heading says which and its form fits."""

import re
from collections.abc import Callable
from typing import Any

from lms.kit.docx_reading.notes import Piece

from ..readers import FOR_LEADERS
from .parts import LONGEST, Part, Remark, Reported, lines_of, rich, text_parts, with_addresses, words_of
from .plan import steps_of
from .sections import Reader, Section, paragraphs, source_of

DASH = re.compile(r"\s+[–—-]\s+|:\s+")
CODE = re.compile(r"[\[(]?([A-Za-zÆØÅæøå]{1,3}\d{1,3})[\])]?[\s:.–—-]*")
NUMBER = re.compile(r"\+?\d[\d\s]{1,14}\d")
TAUGHT_BY = re.compile(r"(?:underviser|undervises a[vf]|undervisas av|taught by|opettaja|تدرّسه)\s*:\s*", re.IGNORECASE)
NAMED = re.compile(r"^<b>(.+?)</b>\s*[:.–—-]*\s*(.*)$", re.DOTALL)
NESTED = ("<ul>", "<ol>")

Parts = list[Part] | None


def _around(reader: Reader, section: Section, make: Callable[[list[str]], dict | None], kind: str) -> Parts:
    """Make a part of the one list of a section; what stands before and after stays text."""
    lists = [number for number, piece in enumerate(section.pieces) if piece.items]
    if not lists:
        if any(piece.kind != "text" for piece in section.pieces):
            return None
        lists = list(range(len(section.pieces)))
    if not lists or lists != list(range(lists[0], lists[-1] + 1)):
        return None
    fields = make(lines_of(section.pieces[lists[0] : lists[-1] + 1]))
    if fields is None:
        return None
    before, after = section.pieces[: lists[0]], section.pieces[lists[-1] + 1 :]
    return [*reader.rest(before), Part(kind, fields, section.place), *reader.rest(after)]


def _plain_lines(lines: list[str]) -> list[str] | None:
    if any(tag in line for line in lines for tag in NESTED):
        return None
    found = [with_addresses(line) for line in lines]
    return None if any(len(each) > LONGEST["line"] for each in found) else found


def _goals(reader: Reader, section: Section) -> Parts:
    def make(lines: list[str]) -> dict | None:
        return None if any(tag in line for line in lines for tag in NESTED) else {"items": paragraphs(lines)}

    return _around(reader, section, make, "goals")


def _key_messages(reader: Reader, section: Section) -> Parts:
    return _around(reader, section, lambda lines: {"items": paragraphs(lines)}, "key_messages")


def _reflection(reader: Reader, section: Section) -> Parts:
    def make(lines: list[str]) -> dict | None:
        questions = _plain_lines(lines)
        return {"questions": questions} if questions else None

    return _around(reader, section, make, "reflection")


def _worksheet(reader: Reader, section: Section) -> Parts:
    def make(lines: list[str]) -> dict | None:
        items = _plain_lines(lines)
        return {"title": section.title or section.heading, "items": items} if items else None

    return None if len(section.title) > LONGEST["title"] else _around(reader, section, make, "worksheet")


def _dilemma(reader: Reader, section: Section) -> Parts:
    if any(piece.kind != "text" for piece in section.pieces) or len(section.title) > LONGEST["title"]:
        return None
    *story, last = section.pieces or [Piece("text")]
    questions = _plain_lines(list(last.items)) if last.items and story else None
    if questions is None:
        story, questions = section.pieces, []
    if not story:
        return None
    fields = {"title": section.title, "story": rich(story, reader.remarks), "questions": questions}
    return [Part("dilemma", fields, section.place)]


def _rich_part(kind: str) -> Callable[[Reader, Section], Parts]:
    def read(reader: Reader, section: Section) -> Parts:
        pictures = [piece for piece in section.pieces if piece.kind == "picture"]
        others = [piece for piece in section.pieces if piece.kind != "picture"]
        if not others:
            return None
        parts = [Part(kind, {"text": rich(others, reader.remarks)}, section.place)]
        if kind in FOR_LEADERS:  # a picture of its own would be for all to see
            reader.remarks.extend(Remark(Reported.PICTURE_IN_NOTES, each.place, each.alt) for each in pictures)
            return parts
        return parts + reader.rest(pictures)

    return read


def _guest(reader: Reader, section: Section) -> Parts:
    parts = _rich_part("guest")(reader, section)
    first = words_of(lines_of(section.pieces)[0]) if parts else ""
    if parts and (match := TAUGHT_BY.match(first)) and len(first) - match.end() <= LONGEST["who"]:
        rest = [piece for piece in section.pieces if piece.kind != "picture"][1:]
        if section.pieces[0].kind == "text" and not section.pieces[0].items:
            return [Part("guest", {"taught_by": first[match.end() :], "text": rich(rest, [])}, section.place)]
    return parts


def _session_plan(reader: Reader, section: Section) -> Parts:
    for number, piece in enumerate(section.pieces):
        steps = steps_of(piece, reader.kinds, reader.remarks) if piece.kind == "table" else None
        if steps:
            before, after = section.pieces[:number], section.pieces[number + 1 :]
            return [
                *reader.rest(before),
                Part("session_plan", {"steps": steps}, section.place),
                *text_parts("", after, reader.remarks),
            ]
    if any(piece.kind == "table" for piece in section.pieces):
        reader.remarks.append(Remark(Reported.PLAN_UNCLEAR, section.place, section.heading))
        return reader.text(section)
    return None


def _words(reader: Reader, section: Section) -> Parts:
    rows = [_pair(line) for piece in section.pieces if piece.kind != "table" for line in lines_of([piece])]
    for piece in section.pieces:
        if piece.kind == "picture" or (piece.kind == "table" and len(piece.rows[0]) != 2):
            return None
        if piece.kind == "table":
            rows += [(words_of(row[0]), words_of(row[1])) for row in piece.rows[1 if piece.has_header else 0 :]]
    found, unknown = [], []
    for word, explanation in rows:
        term, usual = reader.known.words.get(word.casefold(), ("", ""))
        if not term or len(explanation) > LONGEST["here"]:
            unknown.append((word, explanation))
            continue
        here = "" if explanation.rstrip(".").casefold() == usual.rstrip(".").casefold() else explanation
        found.append({"term": term, "here": here} if here else {"term": term})
    if not found:
        if unknown:
            reader.remarks.append(
                Remark(Reported.WORDS_UNKNOWN, section.place, ", ".join(word for word, _e in unknown))
            )
        return reader.text(section)
    parts = [Part("words", {"words": found}, section.place)]
    if unknown:
        reader.remarks.append(Remark(Reported.WORDS_UNKNOWN, section.place, ", ".join(word for word, _e in unknown)))
        rows_left = tuple((f"<b>{_safe(word)}</b>", _safe(meaning)) for word, meaning in unknown)
        parts += text_parts(section.heading, [Piece("table", section.place, rows=rows_left)], [])
    return parts


def _pair(line: str) -> tuple[str, str]:
    text = with_addresses(line)
    begin, sign, rest = text, "", ""
    if match := DASH.search(text):
        begin, sign, rest = text[: match.start()], match[0], text[match.end() :]
    return (begin.strip(), rest.strip()) if sign else (text, "")


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _sources(reader: Reader, section: Section) -> Parts:
    if any(piece.kind == "picture" for piece in section.pieces):
        return None
    found: list[dict[str, Any]] = []
    for line in lines_of(section.pieces):
        text = with_addresses(line)
        code = CODE.match(text)
        if code and code[1].casefold() in reader.known.sources:
            found.append(source_of(reader.known, code[1], text[code.end() :]))
        elif len(text) <= LONGEST["line"]:
            found.append({"text": text})
        else:
            return None
    return [Part("sources", {"sources": found}, section.place)] if found else None


def _help(reader: Reader, section: Section) -> Parts:
    if any(piece.kind in ("picture", "heading") for piece in section.pieces):
        return None
    found = []
    lines = lines_of(section.pieces)
    if len(lines) == 1 and " · " in lines[0]:
        lines = lines[0].split(" · ")
    for line in lines:
        name, rest = _pair(line)
        code = reader.known.services.get(name.casefold(), "")
        if code:
            numbers = {re.sub(r"\s", "", each) for each in NUMBER.findall(rest)}
            right = re.sub(r"\s", "", reader.known.numbers.get(code, ""))
            if numbers and right not in numbers:
                reader.remarks.append(Remark(Reported.NUMBER_DIFFERS, section.place, f"{name}: {rest}"))
            note = NUMBER.sub("", rest).strip(" ,.:–—-()")
            entry = {"service": code, "note": note} if note else {"service": code}
        elif len(text := with_addresses(line)) <= LONGEST["name"]:
            entry = {"name": text}
        elif len(name) <= LONGEST["name"] and len(rest) <= LONGEST["note"]:
            entry = {"name": name, "note": rest}
        else:
            return None
        if len(entry.get("note", "")) > LONGEST["note"]:
            return None
        found.append(entry)
    return [Part("help", {"entries": found}, section.place)] if found else None


def _exercises(reader: Reader, section: Section) -> Parts:
    if any(piece.kind == "picture" for piece in section.pieces):
        return None
    if any(piece.kind == "heading" for piece in section.pieces):
        found = _by_headings(reader, section)
    else:
        found = [_exercise(reader, *_named(line)) for line in lines_of(section.pieces)]
    fits = found and all(len(item.get("name", "")) <= LONGEST["title"] for item in found)
    return [Part("exercises", {"items": found}, section.place)] if fits else None


def _by_headings(reader: Reader, section: Section) -> list[dict[str, Any]]:
    groups: list[tuple[str, list[Piece]]] = [("", [])]
    for piece in section.pieces:
        groups.append((piece.html, [])) if piece.kind == "heading" else groups[-1][1].append(piece)
    return [_exercise(reader, name, rich(pieces, reader.remarks)) for name, pieces in groups if name or pieces]


def _named(line: str) -> tuple[str, str]:
    match = NAMED.match(line)
    if not match:
        return "", paragraphs([line])[0]
    return words_of(match[1]).rstrip(":.").strip(), paragraphs([match[2]])[0] if match[2] else ""


def _exercise(reader: Reader, name: str, how: str) -> dict[str, Any]:
    bank = reader.known.exercises.get(name.casefold())
    if bank is None:
        return {"name": name, "how": how} if name else {"how": how}
    return {"exercise": bank[0]} if not how or words_of(how) == bank[1].strip() else {"exercise": bank[0], "how": how}


READERS: dict[str, Callable[[Reader, Section], Parts]] = {
    "goals": _goals,
    "key_messages": _key_messages,
    "reflection": _reflection,
    "worksheet": _worksheet,
    "dilemma": _dilemma,
    "session_plan": _session_plan,
    "words": _words,
    "sources": _sources,
    "help": _help,
    "exercises": _exercises,
    "guest": _guest,
    "home_task": _rich_part("home_task"),
    "rights": _rich_part("rights"),
    "coordinator_notes": _rich_part("coordinator_notes"),
    "quiz": lambda _reader, _section: None,
}


def parts_of(reader: Reader, section: Section) -> list[Part]:
    """Give a section as parts; as text if its form does not fit its name."""
    read = READERS.get(section.kind)
    if read is None:
        return reader.text(section)
    mark = len(reader.remarks)
    found = read(reader, section)
    if found is not None:
        return found
    del reader.remarks[mark:]
    code = Reported.QUIZ_AS_TEXT if section.kind == "quiz" else Reported.SECTION_AS_TEXT
    reader.remarks.append(Remark(code, section.place, section.heading))
    return reader.text(section)
