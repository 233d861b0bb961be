"""What is asked of a list of women, of the size of a cohort, and of its steps. Plain Python: codes, never sentences."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from lms.kit.names import plain_name
from lms.kit.phones import stored_form

# --- lists -----------------------------------------------------------------------------------------------------------

LONGEST_NAME = 120
HEADINGS = {
    "name": "navn name namn nimi fulltnavn fuldenavn fullname deltaker deltager kursdeltaker kursist participant",
    "first": "fornavn firstname givenname forename förnamn etunimi",
    "last": "etternavn efternavn lastname surname familyname efternamn sukunimi",
    "phone": "telefon tlf mobil mobiltelefon mobilnummer mobilnr telefonnummer telefonnr tlfnr phone phonenumber "
    "mobile mobilephone cellphone puhelin puhelinnumero nummer number",
    "language": "språk sprog language språkkode sprogkode morsmål modersmål kieli",
    "protected": "beskyttet skjermet skjermetadresse beskyttetadresse hemmeligadresse skyddad skyddadadress protected",
}
"""Headings of columns as people write them, in small letters without spaces and dots."""
HEADING = {word: kind for kind, words in HEADINGS.items() for word in words.split()}
YES = frozenset(["x", "ja", "j", "yes", "y", "1", "true", "sant", "kyllä"])
"""What stands in a column of headings that ask yes or no; anything else, and nothing, says nothing."""
LOOKED_FOR_HEADINGS = 5  # rows: a title may stand above them
NUMBER_IN_TEXT = re.compile(r"(?:\+|00)?[\d(][\d\s().\-/]{5,}\d")


class Problem(StrEnum):
    """What stands beside a line of a list."""

    NO_NAME = "no-name"
    NAME_TOO_SHORT = "name-too-short"
    NAME_TOO_LONG = "name-too-long"
    NO_PHONE = "no-phone"
    PHONE_INVALID = "phone-invalid"
    TWICE_IN_LIST = "twice-in-list"
    ALREADY_HERE = "already-here"
    BIRTH_NUMBER = "birth-number"
    ALREADY_KNOWN = "already-known"
    LANGUAGE_UNKNOWN = "language-unknown"


NOTES = frozenset({Problem.ALREADY_KNOWN, Problem.LANGUAGE_UNKNOWN})
"""What is only worth knowing; every other problem keeps a line from being taken."""


@dataclass(frozen=True)
class Line:
    """One woman of a list as it was read. A line with a birth number holds nothing of what stood in it."""

    number: int
    name: str = ""
    phone: str | None = None
    typed_phone: str = ""
    language: str = ""
    problems: tuple[Problem, ...] = ()
    protected: bool = False  # what a list can say; that a woman is not, it cannot

    @property
    def is_taken(self) -> bool:
        """Tell whether nothing keeps the line from being taken."""
        return NOTES.issuperset(self.problems)

    def with_problem(self, problem: Problem) -> "Line":
        """Give the line with one more problem."""
        return replace(self, problems=(*self.problems, problem))


def read_lines(rows: Sequence[Sequence[str]], *, country: str, languages: Mapping[str, str]) -> list[Line]:
    """Find name, phone and language in the rows of a list, by the headings of its columns or by their shape.

    `country` is where a number without country code belongs (NO); `languages` gives the code of a language by its name
    or code in small letters."""
    start, columns = _headings(rows)
    lines: list[Line] = []
    numbers: set[str] = set()
    for place, row in enumerate(rows[start:], start + 1):
        line = _read(place, row, columns, country, languages)
        if line.phone in numbers:
            line = line.with_problem(Problem.TWICE_IN_LIST)
        elif line.phone:
            numbers.add(line.phone)
        lines.append(line)
    return lines


def compare_lines(lines: Sequence[Line], *, here: Collection[str], known: Collection[str]) -> list[Line]:
    """Say of each line whether her number is in this cohort already, or known to whoever brings the list."""

    def compared(line: Line) -> Line:
        if line.phone in here:
            return line.with_problem(Problem.ALREADY_HERE)
        return line.with_problem(Problem.ALREADY_KNOWN) if line.phone in known and line.is_taken else line

    return [compared(line) for line in lines]


def _headings(rows: Sequence[Sequence[str]]) -> tuple[int, dict[int, str]]:
    """Give where the women begin, and what stands in which column; nothing of the latter when no row is of headings."""
    for place, row in enumerate(rows[:LOOKED_FOR_HEADINGS]):
        columns = {number: HEADING.get(_plain(cell), "") for number, cell in enumerate(row)}
        found = {number: kind for number, kind in columns.items() if kind}
        if "phone" in found.values() and {"name", "first", "last"} & set(found.values()):
            return place + 1, found
        if len(row) == 1 and len(found) == 1:
            return place + 1, {}  # one column, name and number together
    return 0, {}


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalpha())


def _read(
    number: int, row: Sequence[str], columns: Mapping[int, str], country: str, languages: Mapping[str, str]
) -> Line:
    if any(holds_birth_number(cell, country=country) for cell in row):
        return Line(number, problems=(Problem.BIRTH_NUMBER,))
    name, phone, language = _by_heading(row, columns) if columns else _by_shape(row, country, languages)
    protected = any(
        kind == "protected" and place < len(row) and row[place].strip().casefold() in YES
        for place, kind in columns.items()
    )
    name = plain_name(name)
    stored = stored_form(phone, country=country, strict=True) if phone else None
    tag = languages.get(language.strip().casefold(), "")
    problems = [*_problems_of_name(name)]
    if not stored:
        problems.append(Problem.PHONE_INVALID if phone else Problem.NO_PHONE)
    if language and not tag:
        problems.append(Problem.LANGUAGE_UNKNOWN)
    return Line(number, name[:LONGEST_NAME], stored, phone[:40], tag, tuple(problems), protected)


def _by_heading(row: Sequence[str], columns: Mapping[int, str]) -> tuple[str, str, str]:
    cells: dict[str, str] = {}
    for number, kind in columns.items():
        if number < len(row) and row[number]:
            cells.setdefault(kind, row[number])
    whole = " ".join(cells[part] for part in ("first", "last") if part in cells)
    return _turned(cells.get("name", whole)), cells.get("phone", ""), cells.get("language", "")


def _by_shape(row: Sequence[str], country: str, languages: Mapping[str, str]) -> tuple[str, str, str]:
    """Take the cell with a number for the phone, the one with a language's name for the language, the rest for the
    name. A cell that holds name and number together is cut in two; a short number is that of the line unless no other
    is found."""
    names, phone, too_short, language = [], "", "", ""
    for cell in row:
        found = NUMBER_IN_TEXT.search(cell)
        if not phone and found:
            phone = found[0].strip()
            rest = (cell[: found.start()] + " " + cell[found.end() :]).strip(" ,;:–-")
            names += [rest] if _letters(rest) > 1 else []
        elif names and not language and cell.strip().casefold() in languages:
            language = cell
        elif _letters(cell):
            names.append(cell)
        elif any(sign.isdigit() for sign in cell):
            too_short = too_short or cell
    return _turned(" ".join(names)), phone or too_short, language


def _turned(name: str) -> str:
    """Turn "Yusuf, Amina" into "Amina Yusuf"."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() and "," not in first else name


def _letters(text: str) -> int:
    return sum(unicodedata.category(sign)[0] == "L" for sign in text)


def _problems_of_name(name: str) -> list[Problem]:
    if not _letters(name):
        return [Problem.NO_NAME]
    if _letters(name) < 2:
        return [Problem.NAME_TOO_SHORT]
    return [Problem.NAME_TOO_LONG] if len(name) > LONGEST_NAME else []


# --- birth numbers ---------------------------------------------------------------------------------------------------

NORWEGIAN = re.compile(r"(?<![\d+])(\d{2})(\d{2})\d{2}[ .-]?\d{5}(?!\d)")
SIX_AND_FOUR = re.compile(r"(?<![\d+])(\d{2})(\d{2})(\d{2})([-+A-FU-Y]?)(\d{3}[\dA-Y])(?![\dA-Z])")
WITH_CENTURY = re.compile(r"(?<![\d+])(?:19|20)\d{2}(\d{2})(\d{2})-?\d{4}(?!\d)")


def holds_birth_number(text: str, *, country: str) -> bool:
    """Tell whether a text holds what looks like the number of a person in a Nordic register. Ten digits that are a
    phone number of the country are none."""
    if any(_a_day(day, month, shifts=(0, 40, 80)) for day, month in NORWEGIAN.findall(text)):
        return True
    if any(_a_day(day, month) for month, day in WITH_CENTURY.findall(text)):
        return True
    for one, two, three, sign, _rest in SIX_AND_FOUR.findall(text.replace(" ", "")):
        if not (_a_day(one, two, shifts=(0, 60)) or _a_day(three, two, shifts=(0, 60))):
            continue
        if sign or not stored_form(text, country=country, strict=True):
            return True
    return False


def _a_day(day: str, month: str, shifts: Sequence[int] = (0,)) -> bool:
    """Tell whether two numbers are a day of a month; temporary numbers add something to one of them."""
    return any(
        _exists(int(day) - shift_day, int(month) - shift_month) for shift_day in shifts for shift_month in shifts
    )


def _exists(day: int, month: int) -> bool:
    try:
        return bool(date(2000, month, day))
    except ValueError:
        return False


# --- size ------------------------------------------------------------------------------------------------------------


class SizeWarning(StrEnum):
    """What is said of the number of women. Never a reason to stop."""

    FEW = "few"
    MANY = "many"


def size_warning(women: int, *, least: int, most: int) -> SizeWarning | None:
    """Tell whether a cohort is smaller or larger than its edition aims at."""
    if women < least:
        return SizeWarning.FEW
    return SizeWarning.MANY if women > most else None


DISHES = ("any", "halal", "vegetarian", "vegan", "no_gluten", "no_milk", "no_nuts", "no_fish")
"""Kinds of dishes that are counted for a cohort, never for a person."""

# --- steps -----------------------------------------------------------------------------------------------------------

STEPS = {
    "planned": {"running", "cancelled"},
    "running": {"completed", "cancelled"},
    "completed": set(),
    "cancelled": set(),
}
"""From which state a cohort comes into which; the last two are final."""


class Missing(StrEnum):
    """What keeps a cohort from a step, or should be looked at before it."""

    NO_SUCH_STEP = "no-such-step"
    NO_WOMEN = "no-women"
    NO_COORDINATOR = "no-coordinator"
    NOT_ANSWERED = "not-answered"
    NO_VENUE = "no-venue"
    TEXTS_NOT_SIGNED = "texts-not-signed"
    SIZE_FEW = "size-few"
    SIZE_MANY = "size-many"


STOPS = frozenset({Missing.NO_SUCH_STEP, Missing.NO_WOMEN, Missing.NO_COORDINATOR})
"""What keeps a cohort from a step; the rest is said and may be passed over."""


@dataclass(frozen=True)
class Facts:
    """What is known of a cohort before a step."""

    state: str
    women: int
    offered: int = 0
    coordinators: int = 1
    has_venue: bool = True
    unsigned: int = 0
    least: int = 18
    most: int = 25


def check_step(facts: Facts, *, to: str) -> list[Missing]:
    """Give what stands in the way of a step, and what is worth a look before it."""
    if to not in STEPS.get(facts.state, set()):
        return [Missing.NO_SUCH_STEP]
    if to != "running":
        return []
    size = size_warning(facts.women, least=facts.least, most=facts.most)
    found = {
        Missing.NO_WOMEN: not facts.women,
        Missing.NO_COORDINATOR: not facts.coordinators,
        Missing.NOT_ANSWERED: facts.offered > 0,
        Missing.NO_VENUE: not facts.has_venue,
        Missing.TEXTS_NOT_SIGNED: facts.unsigned > 0,
        Missing.SIZE_FEW: bool(facts.women) and size is SizeWarning.FEW,
        Missing.SIZE_MANY: size is SizeWarning.MANY,
    }
    return [code for code, holds in found.items() if holds]
