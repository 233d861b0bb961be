"""What closes a day: public holidays, school holidays, and days on which nobody comes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lms.kit.dates import easter, public_holidays


class Reason(StrEnum):
    """Why nothing is held on a day."""

    PUBLIC_HOLIDAY = "public_holiday"
    SCHOOL_HOLIDAY = "school_holiday"
    CHRISTMAS_EVE = "christmas_eve"
    NEW_YEARS_EVE = "new_years_eve"
    WEDNESDAY_BEFORE_EASTER = "wednesday_before_easter"
    OWN = "own"  # closed by the place itself


@dataclass(frozen=True)
class Closure:
    """Days on which nothing is held, under a name in the words of the place. `source` and `year` say where it is
    written, `to_check` that nobody has compared it yet."""

    first: date
    last: date
    reason: Reason
    name: str = ""
    source: str = ""
    year: str = ""
    to_check: bool = False

    def holds(self, day: date) -> bool:
        """Tell whether a day is closed by it."""
        return self.first <= day <= self.last


def _one_day(day: date, reason: Reason, name: str = "") -> Closure:
    return Closure(day, day, reason, name)


def own_closures(years: Iterable[int]) -> list[Closure]:
    """Give the days that are nobody's holiday and on which nobody comes."""
    found = []
    for year in sorted(set(years)):
        found += [
            _one_day(easter(year) - timedelta(days=4), Reason.WEDNESDAY_BEFORE_EASTER),
            _one_day(date(year, 12, 24), Reason.CHRISTMAS_EVE),
            _one_day(date(year, 12, 31), Reason.NEW_YEARS_EVE),
        ]
    return found


def closures_of(country: str, years: Iterable[int]) -> list[Closure]:
    """Give what is closed everywhere in a country in these years."""
    wanted = sorted(set(years))
    public = [
        _one_day(each.day, Reason.PUBLIC_HOLIDAY, each.name) for each in public_holidays(country, wanted) if each.closed
    ]
    return [*public, *own_closures(wanted)]


def reasons_for(day: date, closures: Iterable[Closure]) -> tuple[Closure, ...]:
    """Give everything that closes a day. What is a public holiday anyway needs no reason of ours beside it."""
    found = [closure for closure in closures if closure.holds(day)]
    if any(closure.reason is Reason.PUBLIC_HOLIDAY for closure in found):
        shared = {Reason.PUBLIC_HOLIDAY, Reason.SCHOOL_HOLIDAY, Reason.OWN}
        found = [closure for closure in found if closure.reason in shared]
    return tuple(found)
