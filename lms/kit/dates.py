"""Public holidays, feasts, sunset, and local time: the one place that asks the libraries for them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo

import holidays
from astral import Observer
from astral.sun import sunset as sun_sets
from dateutil.easter import EASTER_ORTHODOX
from dateutil.easter import easter as easter_of
from hijridate import Gregorian, Hijri

DAY = timedelta(days=1)


# --- public holidays --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PublicHoliday:
    """A day on which a country rests, in the words of that country. `closed` is False where much is closed by custom
    but nothing by law (the Danish constitution day)."""

    day: date
    name: str
    closed: bool = True


@dataclass(frozen=True)
class _Country:
    language: str  # as the library calls it
    closed: tuple[str, ...] = ("public",)
    by_custom: tuple[str, ...] = ()


COUNTRIES = {
    "NO": _Country("no"),
    "DK": _Country("da", by_custom=("optional",)),
    # Midsummer Eve is no holiday of the law, and yet nobody comes.
    "SE": _Country("sv", closed=("public", "de_facto")),
    "FI": _Country("fi"),
}


@cache
def _holidays_of_year(country: str, year: int) -> tuple[PublicHoliday, ...]:
    known = COUNTRIES[country]
    found = []
    for categories, closed in ((known.closed, True), (known.by_custom, False)):
        if not categories:
            continue
        days = holidays.country_holidays(country, years=year, language=known.language, categories=categories)
        # Where two fall on one day the library joins their names: "Andre pinsedag; Grunnlovsdag".
        found += [PublicHoliday(day, name, closed) for day in days for name in days[day].split("; ")]
    return tuple(sorted(found, key=lambda each: each.day))


def public_holidays(country: str, years: Iterable[int]) -> list[PublicHoliday]:
    """Give the public holidays of NO, DK, SE or FI in these years, two of them where two coincide.

    Raises KeyError for a country whose holidays are not known."""
    return [each for year in sorted(set(years)) for each in _holidays_of_year(country, year)]


def easter(year: int) -> date:
    """Give the day on which Easter is kept here."""
    return easter_of(year)


# --- feasts -----------------------------------------------------------------------------------------------------------


class FeastCode(StrEnum):
    """Religious and cultural days. What they are called is said where they are shown."""

    RAMADAN = "ramadan"
    EID_AL_FITR = "eid_al_fitr"
    EID_AL_ADHA = "eid_al_adha"
    ASHURA = "ashura"
    ORTHODOX_CHRISTMAS = "orthodox_christmas"
    ORTHODOX_EASTER = "orthodox_easter"
    NOWRUZ = "nowruz"
    DIWALI = "diwali"
    ENKUTATASH = "enkutatash"
    LUNAR_NEW_YEAR = "lunar_new_year"
    PONGAL = "pongal"
    VAISAKHI = "vaisakhi"
    WOMENS_DAY = "womens_day"


@dataclass(frozen=True)
class Feast:
    """A feast and its days. `about` says that the moon decides: a day earlier or later is as likely."""

    code: FeastCode
    first: date
    last: date
    about: bool = False

    def touches(self, day: date) -> bool:
        """Tell whether the feast is, or may well be, on a day."""
        slack = DAY if self.about else timedelta(0)
        return self.first - slack <= day <= self.last + slack


ISLAMIC = (
    (FeastCode.RAMADAN, (9, 1), None),  # until the day before Eid al-Fitr
    (FeastCode.EID_AL_FITR, (10, 1), 3),
    (FeastCode.EID_AL_ADHA, (12, 10), 3),
    (FeastCode.ASHURA, (1, 10), 1),
)
INDIAN_TABLES_END = 2035  # the library warns of later years, and knows none of their moving days


def _islamic(year: int) -> Iterator[Feast]:
    """Give the feasts that begin in a year by the calendar of Umm al-Qura; where people look for the moon they may be a
    day off."""
    first = Gregorian(year, 1, 1).to_hijri().year
    for hijri in range(first, first + 3):
        for code, (month, day), length in ISLAMIC:
            start = Hijri(hijri, month, day).to_gregorian()
            end = Hijri(hijri, 10, 1).to_gregorian() if length is None else start + length * DAY
            if start.year == year:
                yield Feast(
                    code, date(start.year, start.month, start.day), date(end.year, end.month, end.day) - DAY, True
                )


def _named(calendar: holidays.HolidayBase, name: str) -> date | None:
    """Find the first day of a calendar that bears exactly this name."""
    return min((day for day in calendar if name in calendar[day].split("; ")), default=None)


def _by_calendars(year: int) -> Iterator[tuple[FeastCode, date | None, bool]]:
    """Give the feasts that other countries keep as public holidays."""
    english = "en_US"
    yield FeastCode.NOWRUZ, _named(holidays.Iran(years=year, language=english), "Nowruz"), False
    yield FeastCode.ENKUTATASH, _named(holidays.Ethiopia(years=year, language=english), "Ethiopian New Year"), False
    yield FeastCode.LUNAR_NEW_YEAR, _named(holidays.Vietnam(years=year, language=english), "Lunar New Year"), False
    if year <= INDIAN_TABLES_END:
        yield FeastCode.DIWALI, _named(holidays.India(years=year, language=english), "Diwali"), True
        yield FeastCode.PONGAL, _named(holidays.India(subdiv="TN", years=year, language=english), "Pongal"), False
        yield FeastCode.VAISAKHI, _named(holidays.India(subdiv="PB", years=year, language=english), "Vaisakhi"), False


@cache
def _feasts_of_year(year: int) -> tuple[Feast, ...]:
    fixed = [
        (FeastCode.ORTHODOX_CHRISTMAS, date(year, 1, 7), False),
        (FeastCode.ORTHODOX_EASTER, easter_of(year, EASTER_ORTHODOX), False),
        (FeastCode.WOMENS_DAY, date(year, 3, 8), False),
    ]
    single = [Feast(code, day, day, about) for code, day, about in [*fixed, *_by_calendars(year)] if day]
    return tuple(sorted([*_islamic(year), *single], key=lambda feast: (feast.first, feast.code)))


def feasts(years: Iterable[int]) -> list[Feast]:
    """Give the feasts that begin in these years, in order."""
    return [feast for year in sorted(set(years)) for feast in _feasts_of_year(year)]


def sunset(day: date, *, latitude: float, longitude: float, zone: str) -> time | None:
    """Give when the sun sets at a place, by its own clock to the minute; None where it does not set or rise."""
    try:
        moment = sun_sets(Observer(latitude, longitude), date=day, tzinfo=ZoneInfo(zone))
    except ValueError:
        return None
    return moment.time().replace(second=0, microsecond=0)


# --- local time -------------------------------------------------------------------------------------------------------


def to_utc(day: date, clock: time, zone: str) -> datetime:
    """Give the moment of a local date and time.

    An hour that comes twice in autumn is the first of the two; one that is left out in spring is counted on from the
    hour before it (02:30 is then 03:30)."""
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)


def to_local(moment: datetime, zone: str) -> datetime:
    """Give an aware moment by the clock of a zone."""
    return moment.astimezone(ZoneInfo(zone))


def is_absent(day: date, clock: time, zone: str) -> bool:
    """Tell whether the clock jumps over this time on that day."""
    back = to_local(to_utc(day, clock, zone), zone)
    return (back.date(), back.time()) != (day, clock)


def is_double(day: date, clock: time, zone: str) -> bool:
    """Tell whether this time comes twice on that day."""
    first, second = (datetime.combine(day, clock.replace(fold=fold), ZoneInfo(zone)).utcoffset() for fold in (0, 1))
    return first != second and not is_absent(day, clock, zone)
