"""What those who pay for courses ask for, as data, and what of it a cohort does not meet yet.

The figures were read at the named sources; a line marked [check] is to be confirmed with whoever pays before anything
is handed in. A new rule is a new line here, nothing else.
"""

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Column(StrEnum):
    """A column of a list for whoever pays."""

    NUMBER = "number"
    NAME = "name"
    BIRTH_YEAR = "birth_year"
    GENDER = "gender"
    POSTCODE = "postcode"
    EVENINGS = "evenings"  # one for each evening, with the hours
    HOURS = "hours"
    PERCENT = "percent"
    SIGNATURE = "signature"
    DAY = "day"
    TIME = "time"
    PEOPLE = "people"
    LEADER = "leader"  # the signature of whoever led the evening


BY_PEN = frozenset({Column.BIRTH_YEAR, Column.GENDER, Column.POSTCODE, Column.SIGNATURE, Column.LEADER})
"""What the platform does not hold, on purpose: these columns stay empty for a pen."""


class Duty(StrEnum):
    """What is asked for and cannot be seen here."""

    STUDY_PLAN = "study_plan"
    ANNOUNCED = "announced"
    FEE = "fee"


@dataclass(frozen=True)
class Scheme:
    """One way in which a course is paid for. `hour` is how many minutes an hour of theirs has; `least_percent` how much
    of the hours somebody must have taken part in to count. `months` after the last evening the report is due, or on
    `closes` (month, day): of the following year, and then only for courses that end after `only_after`.
    `per_year`: each year is reported for itself."""

    code: str
    country: str
    per_woman: bool
    columns: tuple[Column, ...]
    hour: int = 60
    least_hours: int = 0
    least_percent: int = 0
    least_people: int = 0
    duties: tuple[Duty, ...] = ()
    months: int = 0
    closes: tuple[int, int] = (12, 31)
    only_after: tuple[int, int] = (1, 1)
    per_year: bool = False
    sources: tuple[str, ...] = ()
    check: tuple[str, ...] = ()

    @property
    def names_women(self) -> bool:
        """Tell whether their names are asked for."""
        return Column.NAME in self.columns

    @property
    def by_pen(self) -> tuple[Column, ...]:
        """Give the columns that somebody fills in with a pen."""
        return tuple(each for each in self.columns if each in BY_PEN)

    def due_on(self, evenings: Iterable[date], today: date) -> date | None:
        """Give the day by which the next report must be in; nothing without an evening. One that is asked for year by
        year is due for the first year too when a course goes on into the next."""
        held = sorted(evenings)
        if self.per_year:
            due = sorted({date(day.year + 1, *self.closes) for day in held})
            return next((day for day in due if day >= today), due[-1] if due else None)
        return self._due_after(held[-1]) if held else None

    def _due_after(self, last: date) -> date:
        days = [_later(last, self.months)] if self.months else []
        if (last.month, last.day) > self.only_after:
            days.append(date(last.year + 1, *self.closes))
        return min(days, default=date(last.year + 1, *self.closes))


SCHEMES: tuple[Scheme, ...] = (
    Scheme(
        code="no-study",
        country="NO",
        per_woman=True,
        columns=(
            Column.NUMBER,
            Column.NAME,
            Column.BIRTH_YEAR,
            Column.GENDER,
            Column.POSTCODE,
            Column.EVENINGS,
            Column.HOURS,
            Column.PERCENT,
            Column.SIGNATURE,
        ),
        least_hours=8,
        least_percent=75,
        least_people=4,
        duties=(Duty.STUDY_PLAN, Duty.ANNOUNCED),
        months=3,
        closes=(1, 15),
        only_after=(9, 30),
        sources=(
            "https://funkis.no/node/249",
            "https://k-stud.no/nye-tilskuddsregler-fra-2021/",
            "https://minekurs.studieplaner.no/k-stud",
            "https://www.kulturogtradisjon.no/tilskudd/hva-er-kurs",
        ),
        check=(
            "[check] least_hours: several associations have asked for 4 since 2021; 8 meets all of them",
            "[check] least_people: 4 by the regulation of 2021, some count whoever leads the course along",
            "[check] closes: 15 January, three months after the end for courses that end before October",
            "[check] hour: 60 minutes, short breaks inside it counted along",
            "[check] names: whether hours count of women who are counted and not named, and how that is audited",
        ),
    ),
    Scheme(
        code="dk-hours",
        country="DK",
        per_woman=False,
        columns=(Column.NUMBER, Column.DAY, Column.TIME, Column.HOURS, Column.PEOPLE, Column.LEADER),
        hour=60,
        duties=(Duty.FEE,),
        closes=(4, 1),
        per_year=True,
        sources=(
            "https://silkeborg.dk/borger/foreninger-og-fritid/voksenundervisning/"
            "regnskabs-og-revisionsbestemmelser-for-tilskud-til-aftenskoleundervisning",
            "https://www.odense.dk/brug-byen/foreningsliv-og-frivillighed/driv-en-forening/information-til-foreninger/"
            "vejledninger/tilskud-til-undervisning-mv/deltagerregistrering-og-betaling",
        ),
        check=(
            "[check] hour: municipalities count lessons of 45 or 60 minutes; 60 stands here",
            "[check] closes: 1 April of the following year, as Silkeborg writes; others may differ",
        ),
    ),
)
"""Every scheme that is known, by country."""


def _later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def schemes_of(country: str) -> tuple[Scheme, ...]:
    """Give the schemes of a country (NO)."""
    return tuple(each for each in SCHEMES if each.country == country)


@dataclass(frozen=True)
class Held:
    """One evening of a course that is not cancelled. `marked` counts the women with a mark, `women` all who should
    have one."""

    number: int
    day: date
    minutes: int
    is_over: bool
    marked: int = 0
    women: int = 0


@dataclass(frozen=True)
class Taken:
    """What one woman took part in, in minutes: `there` of the `noted` ones, of evenings on which she is marked."""

    there: int = 0
    noted: int = 0


class Lack(StrEnum):
    """What is missing, or will be."""

    NO_PLAN = "no_plan"
    HOURS_SHORT = "hours_short"
    ROLL_MISSING = "roll_missing"  # evenings: nobody is marked
    ROLL_OPEN = "roll_open"  # evenings: somebody is not marked
    BELOW_NOW = "below_now"  # women: can still get there
    OUT_OF_REACH = "out_of_reach"  # women: cannot any more
    TOO_FEW = "too_few"
    UNNAMED = "unnamed"  # women: counted, and their names are not given


@dataclass(frozen=True)
class Finding:
    """One thing that is missing: which evenings (by number) or women (by key) it is about, and the figures of it."""

    lack: Lack
    about: tuple[Any, ...] = ()
    has: int = 0
    needs: int = 0


def findings(
    scheme: Scheme, evenings: Sequence[Held], women: Mapping[Any, Taken], shown: Collection[Any]
) -> list[Finding]:
    """Say what is missing of what a scheme asks for, or will be if nothing happens: as early as it can be seen. `shown`
    are the women whose names may be given."""
    if not evenings:
        return [Finding(Lack.NO_PLAN)]
    over = [each for each in evenings if each.is_over]
    found = []
    hours = hours_in(sum(each.minutes for each in evenings), scheme)
    if hours < scheme.least_hours:
        found.append(Finding(Lack.HOURS_SHORT, has=int(hours), needs=scheme.least_hours))
    if empty := tuple(each.number for each in over if each.women and not each.marked):
        found.append(Finding(Lack.ROLL_MISSING, empty))
    if half := tuple(each.number for each in over if 0 < each.marked < each.women):
        found.append(Finding(Lack.ROLL_OPEN, half))
    found += _about_women(scheme, sum(each.minutes for each in evenings), women)
    # Only how many: whoever has not been asked, says no or may be found by nobody looks the same.
    if scheme.names_women and (unnamed := sum(key not in shown for key in women)):
        found.append(Finding(Lack.UNNAMED, has=unnamed, needs=len(women)))
    return found


def _about_women(scheme: Scheme, total: int, women: Mapping[Any, Taken]) -> list[Finding]:
    if not scheme.least_percent:
        return []
    out = tuple(key for key, each in women.items() if is_out_of_reach(scheme, total, each))
    below = tuple(
        key for key, each in women.items() if key not in out and not has_share(scheme, each.noted, each.there)
    )
    found = [Finding(Lack.BELOW_NOW, below)] if below else []
    found += [Finding(Lack.OUT_OF_REACH, out)] if out else []
    if len(women) - len(out) < scheme.least_people:
        found.append(Finding(Lack.TOO_FEW, has=len(women) - len(out), needs=scheme.least_people))
    return found


def is_out_of_reach(scheme: Scheme, total: int, taken: Taken) -> bool:
    """Tell whether somebody cannot have taken part in enough of a course any more, even if she comes to all that is
    left; an evening on which nobody has marked her may still turn out well."""
    return not has_share(scheme, total, total - (taken.noted - taken.there))


def has_share(scheme: Scheme, minutes: int, there: int) -> bool:
    """Tell whether so much of so many minutes is enough."""
    return there * 100 >= scheme.least_percent * minutes


def hours_in(minutes: int, scheme: Scheme) -> float:
    """Give minutes as hours of a scheme, to the quarter below."""
    return minutes * 4 // scheme.hour / 4


def minutes_there(credit: bool, minutes: int, missed: int | None) -> int:
    """Give how many minutes of an evening somebody was there. `missed` is None when nobody has counted."""
    return max(0, minutes - (missed or 0)) if credit else 0


def sum_of(parts: Iterable[Taken]) -> Taken:
    """Add up what a woman took part in on several evenings."""
    there = noted = 0
    for each in parts:
        there, noted = there + each.there, noted + each.noted
    return Taken(there, noted)
