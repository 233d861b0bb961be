"""Writes lists as CSV and XLSX, and reads those people bring or paste: the one writer and the one reader.

The sole user of openpyxl. What somebody typed never becomes a formula in somebody else's spreadsheet, and no formula
is worked out here.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from .files import MEGABYTE, FileRefusedError, Kind, Refusal, check_file, check_size

Cell = str | int | float | Decimal | bool | date | datetime | time | None

LARGEST = 2 * MEGABYTE
LARGEST_UNPACKED = 20 * MEGABYTE
MOST_ROWS = 500
MOST_COLUMNS = 40
LAST_ROW_OF_EXCEL = 1_048_576
TEXT_ENDS = (".csv", ".tsv", ".txt")
BEGINS_A_FORMULA = ("=", "+", "-", "@", "|", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, or skips to find one; the wide signs too."""
SEPARATORS = "\t;,"
WIDEST, NARROWEST = 60, 8


@dataclass(frozen=True)
class Sheet:
    """One table: what it is called, the names of its columns, its rows, whether it is read from right to left, and a
    note about the whole."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    from_right: bool = False
    note: str = ""  # who took it out and when: below the rows, and at the foot of each printed page


# --- writing ---------------------------------------------------------------------------------------------------------


def write_csv(sheet: Sheet) -> bytes:
    """Give a table as CSV that Excel opens by itself: UTF-8 with its mark, semicolons, every text in quotes.

    A text that could begin a formula gets a `'` in front."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL)
    for row in (sheet.columns, *sheet.rows, *([(sheet.note,)] if sheet.note else [])):
        writer.writerow([_as_text(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(*sheets: Sheet) -> bytes:
    """Give tables as one XLSX file, a sheet for each. Texts are texts, whatever they begin with; phone numbers too."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        _add_sheet(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _as_text(value: Cell) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case str():
            text = value.replace("\0", "")
            return f"'{text}" if value.startswith(BEGINS_A_FORMULA) else text
        case datetime():
            return value.isoformat(" ", "minutes")
        case time():
            return value.isoformat("minutes")
        case _:
            return str(value)


def _add_sheet(book: Workbook, sheet: Sheet) -> None:
    """Add one table with a bold first row that stays in sight, and columns as wide as what stands in them."""
    page = book.create_sheet(_sheet_name(sheet.title))
    page.sheet_view.rightToLeft = sheet.from_right
    page.freeze_panes = "A2"
    for number, width in enumerate(_widths(sheet), 1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.append([_cell(page, name, bold=True) for name in sheet.columns])
    for row in sheet.rows:
        page.append([_cell(page, value) for value in row])
    if sheet.note:
        page.append([])
        page.append([_cell(page, sheet.note)])
        page.oddFooter.left.text = sheet.note.replace("&", "&&")[:200]  # `&` begins a command there


def _sheet_name(title: str) -> str:
    """Give a title as Excel allows it: no sign of a path or a reference, at most 31 signs."""
    return "".join(sign for sign in title if sign.isprintable() and sign not in r"[]:*?/\'")[:31].strip() or "1"


def _widths(sheet: Sheet) -> list[int]:
    lengths = [len(name) for name in sheet.columns]
    for row in sheet.rows:
        for place, value in enumerate(row[: len(lengths)]):
            longest = max((len(line) for line in _as_text(value).splitlines()), default=0)
            lengths[place] = max(lengths[place], longest)
    return [min(WIDEST, max(NARROWEST, length + 2)) for length in lengths]


def _cell(page: object, value: Cell, *, bold: bool = False) -> WriteOnlyCell:
    if isinstance(value, datetime | time) and value.tzinfo:
        value = value.replace(tzinfo=None)  # the clock of the place; Excel knows no zones
    if not isinstance(value, str):
        return WriteOnlyCell(page, value)
    text = "".join(sign for sign in value if sign >= " " or sign in "\t\n")[:32_000]  # what XML and Excel can hold
    cell = WriteOnlyCell(page, "")
    cell._value, cell.data_type = text, "s"  # never "f", whatever it begins with
    if value.startswith(BEGINS_A_FORMULA):
        cell.quotePrefix = True  # it stays a text when somebody opens the cell and leaves it
    if text.lstrip("+").replace(" ", "").isdecimal():
        cell.number_format = "@"
    if "\n" in text:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell


# --- reading ---------------------------------------------------------------------------------------------------------


def read_sheet(file: BinaryIO, name: str, *, most_rows: int = MOST_ROWS) -> list[list[str]]:
    """Give the rows of a CSV or XLSX file as texts, without empty ones; of an XLSX file those of its first sheet.

    Raises FileRefusedError. Of a formula the stored outcome is read; nothing is worked out."""
    if name.lower().endswith(TEXT_ENDS):
        check_size(file, LARGEST)
        file.seek(0)
        return read_text(_decoded(file.read()), most_rows=most_rows)
    if not name.lower().endswith(".xlsx"):
        raise FileRefusedError(
            Refusal.NOT_ALLOWED,
            _("Files of this kind are not taken here. Choose one that ends in .csv or .xlsx, or paste the list."),
        )
    check_file(file, name, allowed={Kind.XLSX}, largest=LARGEST)
    with zipfile.ZipFile(file) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
            raise FileRefusedError(Refusal.UNPACKS_TOO_LARGE)
    file.seek(0)
    try:
        return _rows_of_first_sheet(file, most_rows)
    except FileRefusedError:
        raise
    # openpyxl answers a misshapen file with whatever stumbles first
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError) as problem:
        raise FileRefusedError(Refusal.BROKEN) from problem
    except (zipfile.BadZipFile, ParseError, DefusedXmlException, EOFError, OSError) as problem:
        raise FileRefusedError(Refusal.BROKEN) from problem


def read_text(text: str, *, most_rows: int = MOST_ROWS) -> list[list[str]]:
    """Give the rows of a list that was pasted or stood in a CSV file. Separators are found: tab, semicolon or comma.

    Raises FileRefusedError."""
    if len(text) > LARGEST:
        raise FileRefusedError(
            Refusal.TOO_LARGE, format_lazy(_("The list is too long. {} lines are the most at once."), most_rows)
        )
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if any(sign < " " and sign not in "\t\n\v\f" for sign in text):
        raise FileRefusedError(Refusal.NOT_A_LIST)
    separator = _separator(text)
    if said := re.match(r"sep=(.)\n", text, re.IGNORECASE):  # how Excel says it itself
        separator, text = said[1], text[said.end() :]
    try:
        return _without_empty(_parsed(text, separator), most_rows)
    except csv.Error as problem:
        raise FileRefusedError(Refusal.NOT_A_LIST) from problem


def _decoded(data: bytes) -> str:
    """Read bytes as what they most likely are: UTF-16 or UTF-8 with or without a mark, else as Windows writes here."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as problem:
            raise FileRefusedError(Refusal.NOT_A_LIST) from problem
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _separator(text: str) -> str:
    """Give the sign that cuts most lines into as many columns; what stands in quotation marks cuts nothing."""
    lines = re.sub(r'"[^"]*"', "", text).split("\n")[:50]

    def agreement(separator: str) -> int:
        counts = [line.count(separator) for line in lines if line.strip()]
        return max((counts.count(count) for count in set(counts) if count), default=0)

    return max(SEPARATORS, key=agreement)


def _parsed(text: str, separator: str) -> list[list[str]]:
    # One stray quotation mark must not swallow the lines below it.
    lines = io.StringIO(text, newline="")
    stray = text.count('"') % 2
    return list(csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE if stray else csv.QUOTE_MINIMAL))


def _rows_of_first_sheet(file: BinaryIO, most_rows: int) -> list[list[str]]:
    book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    try:
        if not book.worksheets:
            return []
        page = book.worksheets[0]
        page.reset_dimensions()
        cells = page.iter_rows(max_row=LAST_ROW_OF_EXCEL, max_col=MOST_COLUMNS, values_only=True)
        return _without_empty(([_from_cell(value) for value in row] for row in cells if any(row)), most_rows)
    finally:
        book.close()


def _from_cell(value: object) -> str:
    match value:
        case None:
            return ""
        case float() if value.is_integer():  # how Excel keeps a phone number that was typed as a number
            return str(int(value))
        case datetime() | date():
            return value.isoformat()
        case _:
            return str(value)


def _without_empty(rows: Iterable[list[str]], most_rows: int) -> list[list[str]]:
    """Give the rows that hold something, their cells trimmed and without the `'` of our own export."""
    kept: list[list[str]] = []
    for row in rows:
        cells = [_bare(cell) for cell in row[:MOST_COLUMNS]]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if len(kept) == most_rows:
            sentence = _("The list is too long. {} lines are the most at once.")
            raise FileRefusedError(Refusal.TOO_MANY_ROWS, format_lazy(sentence, most_rows))
        kept.append(cells)
    return kept


def _bare(cell: str) -> str:
    return (cell[1:] if cell.startswith("'") and cell[1:].startswith(BEGINS_A_FORMULA) else cell).strip()
