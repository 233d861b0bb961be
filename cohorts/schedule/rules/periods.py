"""Reads closed days out of the lines of a list: first day, last day, name. Plain Python: codes, never sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

LONGEST = timedelta(days=120)  # the summer is shorter
LONGEST_LABEL = 80
FORMATS = ("%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%y")
EARLIEST, LATEST = date(2020, 1, 1), date(2060, 12, 31)


class LineCode(StrEnum):
    """What is wrong with a line."""

    NO_DAY = "no_day"
    WRONG_ORDER = "wrong_order"
    TOO_LONG = "too_long"
    FAR_AWAY = "far_away"  # a year that is a slip of the pen
    TWICE = "twice"


@dataclass(frozen=True)
class Period:
    """Days that are closed, both ends included, and what they are called."""

    first: date
    last: date
    label: str


@dataclass(frozen=True)
class Line:
    """A line of a list: what was read, or why it was not."""

    number: int
    text: str
    period: Period | None = None
    problem: LineCode | None = None


def problem_of(period: Period) -> LineCode | None:
    """Give what is wrong with the days of a period."""
    if period.last < period.first:
        return LineCode.WRONG_ORDER
    if period.last - period.first >= LONGEST:
        return LineCode.TOO_LONG
    return None if EARLIEST <= period.first <= LATEST else LineCode.FAR_AWAY


def read_day(text: str) -> date | None:
    """Read a date as people write it in these countries: 22.02.2027, 2027-02-22."""
    for form in FORMATS:
        try:
            return datetime.strptime(text.strip().rstrip("."), form).date()
        except ValueError:
            continue
    return None


def read_lines(rows: Iterable[Sequence[str]]) -> list[Line]:
    """Read the rows of a list. In each the first date is the first day, the second one the last, and what is no date is
    the name; a row without any date on top is a heading."""
    found: list[Line] = []
    for number, row in enumerate(rows, 1):
        cells = [cell.strip() for cell in row if cell.strip()]
        days = [day for cell in cells if (day := read_day(cell))]
        text = " ".join(cells)[:200]
        if not days:
            if number > 1:
                found.append(Line(number, text, problem=LineCode.NO_DAY))
            continue
        label = " ".join(cell for cell in cells if read_day(cell) is None)[:LONGEST_LABEL]
        period = Period(days[0], days[-1], label)
        taken = {line.period and (line.period.first, line.period.last) for line in found}
        twice = LineCode.TWICE if (period.first, period.last) in taken else None
        found.append(checked(number, text, period, twice))
    return found


def checked(number: int, text: str, period: Period, problem: LineCode | None = None) -> Line:
    """Give a line with its period, or with what is wrong with it."""
    problem = problem_of(period) or problem
    return Line(number, text, None if problem else period, problem)
