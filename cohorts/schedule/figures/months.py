"""The calendar picture of a plan: months as tables of weeks, each day with what is on it."""

from calendar import Calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR


@dataclass(frozen=True)
class Day:
    """One day of the picture. `kind` is evening, gap, was (an evening leaves it), becomes (one comes) or empty;
    `number` is that of the evening, `text` for those who listen."""

    day: date
    kind: str = ""
    number: int = 0
    text: str = ""


@dataclass(frozen=True)
class Month:
    """One month of the picture; days of other months are None."""

    first: date
    weeks: tuple[tuple[Day | None, ...], ...]


def months_between(first: date, last: date, shown: Callable[[date], Day]) -> tuple[Month, ...]:
    """Give the months from one day to another, each day as it is shown."""
    found, month = [], first.replace(day=1)
    while month <= last:
        weeks = Calendar().monthdatescalendar(month.year, month.month)
        days = [tuple(shown(day) if day.month == month.month else None for day in week) for week in weeks]
        found.append(Month(month, tuple(days)))
        month = (month + timedelta(days=31)).replace(day=1)
    return tuple(found)


def weekday_names() -> list[tuple[str, str]]:
    """Give the head of the picture: each weekday short and in full, Monday first."""
    return [(str(WEEKDAYS_ABBR[number]), str(WEEKDAYS[number])) for number in range(7)]
