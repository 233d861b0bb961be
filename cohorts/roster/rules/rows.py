"""What stands in one row of a list of women: by the headings of its columns, or by its shape."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lms.kit.phones import stored_form

NUMBER_IN_TEXT = re.compile(r"(?:\+|00)?[\d(][\d\s().\-/]{5,}\d")
OTHER_SEPARATORS = re.compile(r"[\t;|]|\s[–-]\s")
"""What cuts a line whose writer used another sign than the rest of the list."""
COUNTED = re.compile(r"^\s*(?:\d{1,3}\s*[.)]|[-–•*])\s+(?=\D)")
"""What numbers the lines of a list: “1.”, “2)”, a dash."""


@dataclass(frozen=True)
class Found:
    """What was found in a row, as it was typed."""

    name: str = ""
    phones: tuple[str, ...] = ()
    language: str = ""
    of_two: bool = False  # a name stands between two numbers, as if two women shared the line


def by_heading(row: Sequence[str], columns: Mapping[int, str], country: str) -> Found:
    """Take what stands under the headings, by the kinds of the columns."""
    cells: dict[str, str] = {}
    for number, kind in columns.items():
        if number < len(row) and row[number]:
            cells.setdefault(kind, row[number])
    whole = " ".join(cells[part] for part in ("first", "last") if part in cells)
    phone = cells.get("phone", "")
    return Found(
        name=_turned(cells.get("name", whole)),
        phones=_numbers(phone, country) if phone else (),
        language=cells.get("language", ""),
    )


def by_shape(row: Sequence[str], country: str, languages: Mapping[str, str]) -> Found:
    """Take what is a number for the phone, what is the name of a language for the language, the rest for the name,
    whichever sign cuts the line; a short number is that of the line unless no other is found."""
    names: list[str] = []
    phones: list[str] = []
    too_short, language, order = "", "", ""
    for piece in _pieces(row):
        if NUMBER_IN_TEXT.fullmatch(piece):
            phones += _numbers(piece, country)
            order += "" if order.endswith("p") else "p"
        elif names and not language and piece.casefold() in languages:
            language = piece
        elif letters_in(piece):
            names.append(piece)
            order += "" if order.endswith("n") else "n"
        elif any(sign.isdigit() for sign in piece):
            too_short = too_short or piece
    found = tuple(phones) or ((too_short,) if too_short else ())
    return Found(_turned(" ".join(names)), found, language, of_two="npnp" in order or "pnpn" in order)


def _pieces(row: Sequence[str]) -> list[str]:
    """Cut the cells of a row further: at other separators, and before and after each number."""
    found: list[str] = []
    for place, cell in enumerate(row):
        for part in OTHER_SEPARATORS.split(COUNTED.sub("", cell) if not place else cell):
            rest, end = [], 0
            for number in NUMBER_IN_TEXT.finditer(part):
                rest += [part[end : number.start()], number[0]]
                end = number.end()
            pieces = [piece.strip(" ,;:/–-") for piece in (*rest, part[end:])]
            # A single letter beside a number is the "T" of a telephone, not a name.
            found += [piece for piece in pieces if letters_in(piece) > bool(rest) or re.search(r"\d", piece)]
    return found


def numbers_stand_in(row: Sequence[str]) -> bool:
    """Tell whether something in the row looks like a phone number."""
    return any(NUMBER_IN_TEXT.search(cell) for cell in row)


def _numbers(text: str, country: str) -> tuple[str, ...]:
    """Give the phone numbers of a text: itself, unless it is none and falls apart into several that are."""
    if stored_form(text, country=country, strict=True):
        return (text.strip(),)
    for cut in (r"\s*[/,;]\s*|\s+(?:eller|og|or|and)\s+", r"\s+"):
        parts = [part for part in re.split(cut, text.strip()) if part]
        if len(parts) > 1 and all(stored_form(part, country=country, strict=True) for part in parts):
            return tuple(parts)
    return (text.strip(),)


def _turned(name: str) -> str:
    """Turn "Yusuf, Amina" into "Amina Yusuf"."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() and "," not in first else name


def letters_in(text: str) -> int:
    """Count the letters of a text, in any alphabet."""
    return sum(unicodedata.category(sign)[0] == "L" for sign in text)
