"""Lists of women as people write them: which line is a woman, and what is wrong with it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from lms.kit.names import plain_name
from lms.kit.phones import stored_form

from .births import holds_birth_number
from .rows import by_heading, by_shape, letters_in, numbers_stand_in

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
    SEVERAL_PHONES = "several-phones"
    TWO_WOMEN = "two-women"


NOTES = frozenset({Problem.ALREADY_KNOWN, Problem.LANGUAGE_UNKNOWN, Problem.SEVERAL_PHONES})
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
    found = by_heading(row, columns, country)
    if not (found.phones and found.name):  # no headings, or this row has other columns than they say
        found = by_shape(row, country, languages) if not columns or numbers_stand_in(row) else found
    phone = found.phones[0] if found.phones else ""
    name, stored = plain_name(found.name), stored_form(phone, country=country, strict=True) if phone else None
    tag = languages.get(found.language.strip().casefold(), "")
    problems = [*_problems_of_name(name)]
    if not stored:
        problems.append(Problem.PHONE_INVALID if phone else Problem.NO_PHONE)
    if found.language and not tag:
        problems.append(Problem.LANGUAGE_UNKNOWN)
    if found.of_two:
        problems.append(Problem.TWO_WOMEN)
    elif len(found.phones) > 1:
        problems.append(Problem.SEVERAL_PHONES)
    return Line(number, name[:LONGEST_NAME], stored, phone[:40], tag, tuple(problems), _is_marked(row, columns))


def _is_marked(row: Sequence[str], columns: Mapping[int, str]) -> bool:
    """Tell whether a row says of a woman that nobody may find her."""
    cells = [row[place] for place, kind in columns.items() if kind == "protected" and place < len(row)]
    return any(cell.strip().casefold() in YES for cell in cells)


def _problems_of_name(name: str) -> list[Problem]:
    if not letters_in(name):
        return [Problem.NO_NAME]
    if letters_in(name) < 2:
        return [Problem.NAME_TOO_SHORT]
    return [Problem.NAME_TOO_LONG] if len(name) > LONGEST_NAME else []
