"""A list of attendance as people keep it in a spreadsheet: which row is which woman, which column which evening.

What each word means stands here too. Plain Python; nothing is guessed where two answers fit.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

from cohorts.roster.rules import holds_birth_number
from cohorts.roster.rules.lists import HEADING
from cohorts.roster.rules.rows import Found, by_heading
from lms.kit.names import plain_name
from lms.kit.phones import stored_form

from .marks import Mark, Status

LOOKED_FOR_HEADINGS = 5  # rows: a title may stand above them
STATUS_HEADINGS = frozenset(
    ["status", "oppmøte", "fremmøde", "kryss", "kryds", "tilstede", "mark", "attendance", "närvaro", "läsnäolo"]
)
"""Headings of a column that holds the marks of one evening, in small letters without spaces."""
WORDS = {
    Status.PRESENT: "x ja j yes y v ok 1 ✓ ✔ her present tilstede der møtt møtte mødt kom paikalla påplats",
    Status.LATE: "sen sent forsinket late forsinkelse",
    Status.LEFT_EARLY: "tidlig tidligt gikktidlig gåttidlig leftearly",
    Status.EXCUSED: "meldt meldtfra safra sagttil sagdefra saatil afbud avbud gyldig gyldigfravær excused bortesafra",
    Status.ABSENT: "0 n nei nej no fravær fraværende borte ikkemøtt ikkemødt absent uteblitt udeblevet away",
}
"""What people write for a mark, in small letters without spaces. The words and letters of the screens come on top."""
NOTHING = frozenset(["", "-", "–", "—", "?"])
YEARLY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.?(?:\s?(\d{4}|\d{2}))?(?!\d)")
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
NUMBERED = re.compile(r"^\D*?(\d{1,3})(?:\s*[·:–-]\s|\D*$)")
MINUTES = re.compile(r"\(?\s*(?<!\d)(\d{1,3})\s*(?:min\S*)?\s*\)?\s*$")
MOST_MINUTES = 600
OF_LISTS = UUID("7e2f1d5c-6a0b-5d19-9d0e-0c5b6a4f2b11")


class Trouble(StrEnum):
    """Why a line is for a person to decide, or is left out."""

    NOBODY = "nobody"
    SEVERAL = "several"
    TWICE = "twice"
    BIRTH_NUMBER = "birth_number"


@dataclass(frozen=True)
class Woman:
    """Whom a line may be about."""

    key: str
    name: str
    short: str
    phone: str


@dataclass(frozen=True)
class Night:
    """An evening that a column may be about."""

    key: str
    number: int
    day: date


@dataclass(frozen=True)
class Word:
    """What stands in one cell: a mark, or a text that is none (`status` is None)."""

    night: str
    status: Status | None
    minutes: int | None = None
    text: str = ""


@dataclass(frozen=True)
class BroughtLine:
    """One line that holds a mark. `woman` is who it is about if there is no doubt; `maybe` who else it may be."""

    number: int
    name: str = ""
    woman: str = ""
    maybe: tuple[str, ...] = ()
    trouble: Trouble | None = None
    words: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A list as it was read: its lines, and the headings of columns that were not taken."""

    lines: tuple[BroughtLine, ...]
    not_taken: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Columns:
    start: int
    of_people: Mapping[int, str]
    of_nights: Mapping[int, str]
    not_taken: tuple[str, ...] = ()


def read_marks(
    rows: Sequence[Sequence[str]],
    *,
    women: Sequence[Woman],
    nights: Sequence[Night],
    words: Mapping[str, Status],
    night: str = "",
    country: str,
) -> Reading:
    """Read a list. `words` are further words and letters for marks; `night` is the evening of a column that only says
    “attendance”; `country` is where a number without country code belongs."""
    columns = _columns(rows, nights, night)
    known = {plain(word): status for status, each in WORDS.items() for word in each.split()}
    known |= {plain(word): status for word, status in words.items()}
    lines: list[BroughtLine] = []
    seen: set[str] = set()
    for number, row in enumerate(rows[columns.start :], columns.start + 1):
        found = [word_in(row[place], key, known) for place, key in columns.of_nights.items() if place < len(row)]
        marks = tuple(word for word in found if word)
        if not marks:
            continue
        if any(holds_birth_number(cell, country=country) for cell in row):
            lines.append(BroughtLine(number, trouble=Trouble.BIRTH_NUMBER))
            continue
        line = _whose(number, by_heading(row, columns.of_people, country), women, country, marks)
        if line.woman in seen:
            line = BroughtLine(number, line.name, "", (line.woman,), Trouble.TWICE, marks)
        seen.add(line.woman or "-")
        lines.append(line)
    return Reading(tuple(lines), columns.not_taken)


def plain(text: str) -> str:
    """Give a word in small letters without spaces and dots; a sign or a number as it is."""
    letters = "".join(sign for sign in text.casefold() if sign.isalpha())
    return letters or text.strip()


def word_in(cell: str, night: str, known: Mapping[str, Status]) -> Word | None:
    """Give what a cell says; None when it says nothing. “Late 15” and “came late (15 min)” hold minutes."""
    text = cell.strip()
    if text in NOTHING:
        return None
    if status := known.get(plain(text)) if not any(sign.isdigit() for sign in text) else known.get(text):
        return Word(night, status)
    timed = MINUTES.search(text)
    status = known.get(plain(text[: timed.start()])) if timed and timed.start() else None
    if timed and status in (Status.LATE, Status.LEFT_EARLY) and int(timed[1]) <= MOST_MINUTES:
        return Word(night, status, int(timed[1]))
    return Word(night, None, text=text[:40])


def night_in(heading: str, nights: Iterable[Night]) -> str:
    """Give the evening that a heading names by its number or its day; nothing if none or several fit."""
    nights = list(nights)
    if plain(heading).startswith("modul"):  # a module has a number of its own
        return ""
    if (found := NUMBERED.match(heading.strip())) and not ISO.search(heading):
        return next((each.key for each in nights if each.number == int(found[1])), "")
    if iso := ISO.search(heading):
        fits = [each.key for each in nights if each.day.isoformat() == iso[0]]
    elif spoken := YEARLY.search(heading):
        day, month, year = int(spoken[1]), int(spoken[2]), int(spoken[3] or 0)
        fits = [
            each.key
            for each in nights
            if (each.day.day, each.day.month) == (day, month) and year in (0, each.day.year, each.day.year % 100)
        ]
    else:
        return ""
    return fits[0] if len(fits) == 1 else ""


def _columns(rows: Sequence[Sequence[str]], nights: Sequence[Night], night: str) -> _Columns:
    for start, row in enumerate(rows[:LOOKED_FOR_HEADINGS]):
        people = {place: HEADING[plain(cell)] for place, cell in enumerate(row) if plain(cell) in HEADING}
        people = {place: kind for place, kind in people.items() if kind in ("name", "first", "last", "phone")}
        if not people:
            continue
        found = {place: night_in(cell, nights) for place, cell in enumerate(row) if place not in people}
        if night and not any(found.values()):
            found = {place: night for place in found if plain(row[place]) in STATUS_HEADINGS}
        taken = {place: key for place, key in found.items() if key}
        left = tuple(cell for place, cell in enumerate(row) if cell and place not in people and place not in taken)
        return _Columns(start + 1, people, taken, left)
    widest = max((len(row) for row in rows), default=0)
    return _Columns(0, {0: "name"}, {widest - 1: night} if night and widest > 1 else {})


def _whose(number: int, found: Found, women: Sequence[Woman], country: str, marks: tuple[Word, ...]) -> BroughtLine:
    """Say who a line is about: by her number, by her whole name, by first name and initial."""
    name = plain_name(found.name)[:80]
    phones = {stored_form(phone, country=country, strict=True) for phone in found.phones} - {None}
    ways = (
        [each.key for each in women if each.phone and each.phone in phones],
        [each.key for each in women if name and _same(each.name, name)],
        [each.key for each in women if name and _same(each.short.rstrip("."), name.rstrip("."))],
    )
    fits: list[Any] = next((way for way in ways if way), [])
    if len(fits) == 1:
        return BroughtLine(number, name, fits[0], (), None, marks)
    first = name.split(" ")[0] if name else ""
    maybe = fits or [each.key for each in women if first and _same(each.name.split(" ")[0], first)]
    return BroughtLine(number, name, "", tuple(maybe), Trouble.SEVERAL if fits else Trouble.NOBODY, marks)


def _same(one: str, other: str) -> bool:
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())


def brought_mark(digest: str, line: int, word: Word, woman: str, base: int) -> Mark:
    """Give the operation that a cell of a list stands for. Its key follows from the file and the place in it, so that
    the same list brought twice is the same operation; `base` is the version over which it is written."""
    key = uuid5(OF_LISTS, f"{digest} {line} {word.night} {woman} {base}")
    return Mark(key, UUID(woman), word.status or Status.NONE, number=line, base=base, minutes=word.minutes)
