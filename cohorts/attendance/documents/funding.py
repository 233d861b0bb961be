"""Lists for those who pay: their columns in their order, empty where a pen has to say what is not held here."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, time_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cohorts.roster.models import Enrolment
from cohorts.schedule.models import CourseSession
from lms.kit.paper import Document, Heading, Table, named, words
from lms.kit.sheets import Cell, Sheet

from ..dashboards.funding import COLUMNS, NAMES, minutes_in, minutes_of, taken_by
from ..queries import Book
from ..rules.funding import Column, Scheme, has_share, hours_in
from .attendance import runs_from_right

SHARES = {
    Column.NUMBER: 2,
    Column.NAME: 10,
    Column.POSTCODE: 6,
    Column.SIGNATURE: 8,
    Column.LEADER: 10,
    Column.DAY: 6,
    Column.TIME: 5,
}
ELSE, EVENING = 4, 2


def _head(book: Book, scheme: Scheme, day: str = "%d.%m") -> tuple[str, ...]:
    found: list[str] = []
    for column in scheme.columns:
        if column is Column.EVENINGS:
            found += [f"{session.date:{day}}" for session in book.evenings]
        else:
            found.append(str(COLUMNS[column]))
    return tuple(found)


def _rows(book: Book, scheme: Scheme, shown: Collection[int]) -> list[list[Cell]]:
    """Give a row for each woman whose name may be given and one for all others together, or a row for each evening
    that was held. What a pen has to say is empty."""
    if not scheme.per_woman:
        return [_of_evening(book, scheme, number, each) for number, each in enumerate(book.course.held, 1)]
    named = [woman for woman in book.women if woman.pk in shown]
    others = [woman for woman in book.women if woman.pk not in shown]
    rows = [_of_woman(book, scheme, number, each) for number, each in enumerate(named, 1)]
    return [*rows, _of_others(book, scheme, others)] if others else rows


def _of_woman(book: Book, scheme: Scheme, number: int, woman: Enrolment) -> list[Cell]:
    taken, total = taken_by(book, woman), _minutes_held(book)
    known: dict[Column, Callable[[], Cell]] = {
        Column.NUMBER: lambda: number,
        Column.NAME: lambda: woman.person.name,
        Column.HOURS: lambda: hours_in(taken.there, scheme),
        Column.PERCENT: lambda: taken.there * 100 // total if total else None,
    }
    row: list[Cell] = []
    for column in scheme.columns:
        if column is Column.EVENINGS:
            row += [_hours(minutes_in(book, session, woman), scheme) for session in book.evenings]
        else:
            row.append(known[column]() if column in known else None)
    return row


def _of_others(book: Book, scheme: Scheme, women: Sequence[Enrolment]) -> list[Cell]:
    """Count those who are not named, together: which evenings each of them came to, stands nowhere."""
    there, total = [taken_by(book, woman).there for woman in women], _minutes_held(book)
    facts = {
        "women": len(women),
        "percent": scheme.least_percent,
        "enough": sum(each > 0 and has_share(scheme, total, each) for each in there),
    }
    name = _("Not named: %(women)s. Of them with at least %(percent)s per cent: %(enough)s.") % facts
    known: dict[Column, Cell] = {Column.NAME: name, Column.HOURS: hours_in(sum(there), scheme)}
    row: list[Cell] = []
    for column in scheme.columns:
        row += [None] * len(book.evenings) if column is Column.EVENINGS else [known.get(column)]
    return row


def _of_evening(book: Book, scheme: Scheme, number: int, session: CourseSession) -> list[Cell]:
    known: dict[Column, Callable[[], Cell]] = {
        Column.NUMBER: lambda: number,
        Column.DAY: lambda: session.date,
        Column.TIME: lambda: f"{time_format(session.starts_at, 'H:i')}–{time_format(session.ends_at, 'H:i')}",
        Column.HOURS: lambda: hours_in(minutes_of(session), scheme),
        Column.PEOPLE: lambda: sum(bool(minutes_in(book, session, woman)) for woman in book.women),
    }
    return [known[column]() if column in known else None for column in scheme.columns]


def _hours(minutes: int | None, scheme: Scheme) -> float | None:
    return None if minutes is None else hours_in(minutes, scheme)


def _text(value: Cell) -> str:
    match value:
        case None:
            return ""
        case float():
            return f"{value:g}".replace(".", ",")
        case datetime():
            return date_format(value)
        case _ if hasattr(value, "year"):
            return date_format(value, "SHORT_DATE_FORMAT")
        case _:
            return str(value)


def _minutes_held(book: Book) -> int:
    return sum(minutes_of(session) for session in book.course.held)


def _sums(book: Book, scheme: Scheme) -> str:
    held = _minutes_held(book)
    planned = sum(minutes_of(session) for session in book.evenings)
    return _("%(held)s hours held, %(planned)s planned. An hour has %(minutes)s minutes.") % {
        "held": _text(hours_in(held, scheme)),
        "planned": _text(hours_in(planned, scheme)),
        "minutes": scheme.hour,
    }


def funding_sheet(book: Book, scheme: Scheme, shown: Collection[int], note: str) -> Sheet:
    """Give the list as a table. `shown` are the places of whoever may be named."""
    title = f"{book.cohort.name} {NAMES[scheme.code]}"
    return Sheet(title, _head(book, scheme), _rows(book, scheme, shown), from_right=runs_from_right(), note=note)


def funding_paper(book: Book, scheme: Scheme, shown: Collection[int], note: str) -> Document:
    """Give the list on paper, with high rows for a pen. `shown` are the places of whoever may be named."""
    title, head = str(NAMES[scheme.code]), _head(book, scheme, "%d.\n%m.")
    rows = tuple(tuple((named(_text(value)),) for value in row) for row in _rows(book, scheme, shown))
    widths: list[int] = []
    for column in scheme.columns:
        evenings = len(book.evenings) if column is Column.EVENINGS else 0
        widths += [EVENING] * evenings if column is Column.EVENINGS else [SHARES.get(column, ELSE)]
    return Document(
        title=f"{book.cohort.name} · {title}",
        language=get_language() or "nb",
        rtl=runs_from_right(),
        blocks=(
            Heading(title, 1),
            words(f"{book.cohort.name} · {book.cohort.place}"),
            words(_sums(book, scheme)),
            Table(head, rows, tuple(widths), title, tall=True),
        ),
        at=datetime.now(ZoneInfo("UTC")),
        footer=note,
        wide=scheme.per_woman,
    )
