"""Public holidays, feasts, sunset and local time."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from lms.kit.dates import (
    FeastCode,
    PublicHoliday,
    easter,
    feasts,
    is_absent,
    is_double,
    public_holidays,
    sunset,
    to_local,
    to_utc,
)

OSLO = {"latitude": 59.91, "longitude": 10.75, "zone": "Europe/Oslo"}
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)


def closed(country: str, year: int) -> set[date]:
    return {each.day for each in public_holidays(country, [year]) if each.closed}


def test_two_holidays_on_one_day_are_two():
    may = [each.name for each in public_holidays("NO", [2027]) if each.day == date(2027, 5, 17)]
    assert may == ["Andre pinsedag", "Grunnlovsdag"]


@pytest.mark.parametrize(
    ("country", "name", "day"),
    [
        ("NO", "Skjærtorsdag", date(2027, 3, 25)),
        ("DK", "Kristi himmelfartsdag", date(2027, 5, 6)),
        ("SE", "Midsommarafton", date(2027, 6, 25)),
        ("FI", "Itsenäisyyspäivä", date(2027, 12, 6)),
    ],
)
def test_holiday_has_the_name_of_its_country(country, name, day):
    assert PublicHoliday(day, name) in public_holidays(country, [2027])


def test_day_that_is_kept_by_custom_closes_nothing():
    assert PublicHoliday(date(2027, 6, 5), "Grundlovsdag", closed=False) in public_holidays("DK", [2027])
    assert date(2027, 6, 5) not in closed("DK", 2027)


def test_years_are_given_once_and_in_order():
    days = [each.day for each in public_holidays("NO", [2028, 2027, 2028])]
    assert days == sorted(days)
    assert days.count(date(2028, 1, 1)) == 1


def test_country_that_is_not_known_is_an_error():
    with pytest.raises(KeyError):
        public_holidays("XX", [2027])


@pytest.mark.parametrize("year", range(2026, 2037))
@pytest.mark.parametrize("country", ["NO", "DK", "SE", "FI"])
def test_good_friday_is_closed_everywhere_in_every_year(country, year):
    assert easter(year) - timedelta(days=2) in closed(country, year)


def found(code: FeastCode, year: int):
    (feast,) = [feast for feast in feasts([year]) if feast.code == code]
    return feast


@pytest.mark.parametrize(
    ("code", "first", "last", "about"),
    [
        (FeastCode.RAMADAN, date(2027, 2, 8), date(2027, 3, 8), True),
        (FeastCode.EID_AL_FITR, date(2027, 3, 9), date(2027, 3, 11), True),
        (FeastCode.EID_AL_ADHA, date(2027, 5, 16), date(2027, 5, 18), True),
        (FeastCode.ASHURA, date(2027, 6, 15), date(2027, 6, 15), True),
        (FeastCode.ORTHODOX_CHRISTMAS, date(2027, 1, 7), date(2027, 1, 7), False),
        (FeastCode.ORTHODOX_EASTER, date(2027, 5, 2), date(2027, 5, 2), False),
        (FeastCode.NOWRUZ, date(2027, 3, 21), date(2027, 3, 21), False),
        (FeastCode.DIWALI, date(2027, 10, 29), date(2027, 10, 29), True),
        (FeastCode.ENKUTATASH, date(2027, 9, 12), date(2027, 9, 12), False),
        (FeastCode.LUNAR_NEW_YEAR, date(2027, 2, 6), date(2027, 2, 6), False),
        (FeastCode.PONGAL, date(2027, 1, 15), date(2027, 1, 15), False),
        (FeastCode.VAISAKHI, date(2027, 4, 14), date(2027, 4, 14), False),
        (FeastCode.WOMENS_DAY, date(2027, 3, 8), date(2027, 3, 8), False),
    ],
)
def test_feast_falls_on_its_days(code, first, last, about):
    feast = found(code, 2027)
    assert (feast.first, feast.last, feast.about) == (first, last, about)


def test_ramadan_that_begins_twice_in_a_year_stands_twice():
    assert [feast.first.month for feast in feasts([2030]) if feast.code == FeastCode.RAMADAN] == [1, 12]


def test_feast_the_moon_decides_touches_the_day_before_and_after():
    eid, easter_day = found(FeastCode.EID_AL_FITR, 2027), found(FeastCode.ORTHODOX_EASTER, 2027)
    assert [eid.touches(date(2027, 3, day)) for day in (7, 8, 12, 13)] == [False, True, True, False]
    assert not easter_day.touches(date(2027, 5, 1))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("year", range(2026, 2038))
def test_every_year_of_the_planner_has_its_feasts(year):
    codes = {feast.code for feast in feasts([year])}
    assert codes >= set(FeastCode) - {FeastCode.DIWALI, FeastCode.PONGAL, FeastCode.VAISAKHI, FeastCode.RAMADAN}
    assert year > 2035 or codes == set(FeastCode)


def test_sun_sets_by_the_clock_of_the_place():
    assert abs((sunset(date(2027, 2, 9), **OSLO).hour * 60 + sunset(date(2027, 2, 9), **OSLO).minute) - 1012) <= 5
    assert sunset(date(2027, 6, 21), **OSLO) > time(22, 30)


def test_sun_that_does_not_set_has_no_time():
    assert sunset(date(2027, 6, 21), latitude=69.65, longitude=18.96, zone="Europe/Oslo") is None


@pytest.mark.parametrize("zone", ["Europe/Oslo", "Europe/Copenhagen"])
def test_evening_stays_at_five_o_clock_across_both_changes_of_the_clock(zone):
    day, moments = date(2027, 1, 5), []
    while day.year < 2030:
        moments.append(to_utc(day, time(17), zone))
        day = date.fromordinal(day.toordinal() + 7)
    assert {to_local(moment, zone).time() for moment in moments} == {time(17)}
    assert {moment.hour for moment in moments} == {15, 16}


def test_hour_that_is_left_out_is_counted_on():
    assert is_absent(SPRING, time(2, 30), "Europe/Oslo")
    assert not is_absent(SPRING, time(3), "Europe/Oslo")
    assert to_utc(SPRING, time(2, 30), "Europe/Oslo") == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


def test_hour_that_comes_twice_is_the_first():
    assert is_double(AUTUMN, time(2, 30), "Europe/Oslo")
    assert not is_double(AUTUMN, time(3), "Europe/Oslo")
    assert not is_double(SPRING, time(2, 30), "Europe/Oslo")
    assert to_utc(AUTUMN, time(2, 30), "Europe/Oslo") == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
