"""The plan of the evenings: which days, and why not the others."""

import tomllib
from datetime import UTC, date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cohorts.schedule.rules import (
    Closure,
    Evening,
    Kind,
    Portion,
    Reason,
    RefusalCode,
    Rhythm,
    Sitting,
    closures_of,
    module_order,
    one_each,
    propose_plan,
    reasons_for,
)
from lms.kit.dates import FeastCode, feasts, to_local, to_utc

TUESDAY, THURSDAY, SATURDAY = 2, 4, 6
EVENING = {"start": time(17), "end": time(20)}
YEARS = range(2027, 2030)
STARTER = Path(__file__).parents[3] / "fixtures/closed_days.toml"


def school(municipality: str) -> list[Closure]:
    rows = tomllib.loads(STARTER.read_text(encoding="utf-8"))["closed_days"]
    return [
        Closure(row["first"], row["last"], Reason.SCHOOL_HOLIDAY, row["name"], row["source"], row["year"], row["check"])
        for row in rows
        if row["municipality"] == municipality
    ]


OSLO = [*closures_of("NO", YEARS), *school("oslo")]
KOBENHAVN = [*closures_of("DK", YEARS), *school("kobenhavn")]


def plan(count: int, first: date, closures=(), rhythm: Rhythm | None = None, **more):
    more.setdefault("outline", one_each(range(1, count + 1)))
    return propose_plan(first=first, rhythm=rhythm or Rhythm(), closures=closures, **{**EVENING, **more})


def days(proposal) -> list[date]:
    return [evening.day for evening in proposal.evenings]


def gaps(proposal) -> list[date]:
    return [skipped.day for skipped in proposal.skipped]


@pytest.mark.parametrize(
    ("count", "first", "closures", "expected_gaps", "last"),
    [
        (17, date(2027, 1, 12), OSLO, [date(2027, 2, 23), date(2027, 3, 23)], date(2027, 5, 18)),
        (17, date(2027, 8, 24), OSLO, [date(2027, 10, 5), date(2027, 12, 21), date(2027, 12, 28)], date(2028, 1, 4)),
        (15, date(2027, 1, 12), KOBENHAVN, [date(2027, 2, 16), date(2027, 3, 23)], date(2027, 5, 4)),
    ],
)
def test_plan_of_tuesdays_comes_out_exactly(count, first, closures, expected_gaps, last):
    proposal = plan(count, first, closures)
    tuesdays = [first + timedelta(days=7 * week) for week in range(30)]
    assert days(proposal) == [day for day in tuesdays if day not in expected_gaps][:count]
    assert (gaps(proposal), days(proposal)[-1]) == (expected_gaps, last)
    assert module_order(proposal.evenings) == list(range(1, count + 1))
    assert proposal.refusal is None


def test_skipped_date_says_why_and_where_it_is_written():
    (skipped, _easter) = plan(17, date(2027, 1, 12), OSLO).skipped
    (closure,) = skipped.closures
    assert (closure.reason, closure.name, closure.year) == (Reason.SCHOOL_HOLIDAY, "Vinterferie", "2026/27")
    assert closure.source.startswith("https://www.oslo.kommune.no/")
    assert closure.to_check


def test_two_reasons_on_one_day_are_both_named():
    names = [each.name for each in reasons_for(date(2027, 5, 17), OSLO)]
    assert names == ["Andre pinsedag", "Grunnlovsdag"]


@pytest.mark.parametrize("country", ["NO", "DK", "SE", "FI"])
@pytest.mark.parametrize("day", [date(2027, 12, 24), date(2027, 12, 31), date(2027, 3, 24), date(2028, 4, 12)])
def test_day_that_is_nobodys_holiday_is_closed_all_the_same(country, day):
    assert reasons_for(day, closures_of(country, YEARS))


def test_public_holiday_needs_no_reason_of_ours_beside_it():
    (closure,) = reasons_for(date(2027, 12, 24), closures_of("FI", YEARS))
    assert closure.reason is Reason.PUBLIC_HOLIDAY


def test_first_date_that_is_closed_is_skipped_too():
    assert gaps(plan(3, date(2027, 2, 23), OSLO)) == [date(2027, 2, 23), date(2027, 3, 23)][:1]


# --- rhythms ----------------------------------------------------------------------------------------------------------


def test_every_second_week_stays_the_same_second_week_after_a_gap():
    proposal = plan(4, date(2027, 2, 9), OSLO, Rhythm(frozenset({TUESDAY}), every_weeks=2))
    assert days(proposal) == [date(2027, 2, 9), date(2027, 3, 9), date(2027, 4, 6), date(2027, 4, 20)]
    assert gaps(proposal) == [date(2027, 2, 23), date(2027, 3, 23)]


def test_two_evenings_a_week():
    proposal = plan(4, date(2027, 1, 12), OSLO, Rhythm(frozenset({TUESDAY, THURSDAY})))
    assert days(proposal) == [date(2027, 1, day) for day in (12, 14, 19, 21)]


def test_one_evening_a_week_takes_the_other_weekday_when_the_first_is_closed():
    closed = [Closure(date(2027, 1, 19), date(2027, 1, 19), Reason.OWN, "Flytting")]
    proposal = plan(3, date(2027, 1, 12), closed, Rhythm(frozenset({TUESDAY, THURSDAY}), per_week=1))
    assert days(proposal) == [date(2027, 1, 12), date(2027, 1, 21), date(2027, 1, 26)]
    assert gaps(proposal) == [date(2027, 1, 19)]


def test_double_week_takes_one_more_evening():
    proposal = plan(4, date(2027, 1, 12), OSLO, Rhythm(frozenset({TUESDAY}), also=(date(2027, 1, 21),)))
    assert days(proposal) == [date(2027, 1, day) for day in (12, 19, 21, 26)]


def test_list_of_dates_is_taken_as_it_is():
    dates = (date(2027, 3, 2), date(2027, 1, 14), date(2027, 2, 24), date(2027, 4, 10))
    proposal = plan(3, date(2027, 1, 1), OSLO, Rhythm(dates=dates))
    assert days(proposal) == [date(2027, 1, 14), date(2027, 3, 2), date(2027, 4, 10)]
    assert gaps(proposal) == [date(2027, 2, 24)]


def test_list_of_dates_that_is_too_short_says_how_many_are_missing():
    proposal = plan(3, date(2027, 1, 1), OSLO, Rhythm(dates=(date(2027, 1, 14),)))
    assert (proposal.refusal.code, proposal.refusal.facts["missing"]) == (RefusalCode.TOO_FEW_DATES, 2)
    assert days(proposal) == [date(2027, 1, 14)]


# --- what can be said of an evening -----------------------------------------------------------------------------------


def test_everything_a_course_needs_can_be_said():
    excursion = Sitting(kind=Kind.EXCURSION, venue="library")
    weekend = Sitting((Portion(2), Portion(3), Portion(4)), weekday=SATURDAY, start=time(10), end=time(16))
    outline = (
        Sitting((Portion(1),)),
        weekend,
        Sitting((Portion(5), Portion(6))),
        Sitting((Portion(7, 1, 2),)),
        Sitting((Portion(7, 2, 2),)),
        excursion,
    )
    proposal = plan(0, date(2027, 1, 12), OSLO, outline=outline)
    assert days(proposal) == [
        date(2027, 1, 12),
        date(2027, 1, 16),
        date(2027, 1, 19),
        date(2027, 1, 26),
        date(2027, 2, 2),
        date(2027, 2, 9),
    ]
    assert (proposal.evenings[1].slot.start, proposal.evenings[1].slot.end) == (time(10), time(16))
    assert (proposal.evenings[5].venue, proposal.evenings[5].kind) == ("library", Kind.EXCURSION)
    assert module_order(proposal.evenings) == [1, 2, 3, 4, 5, 6, 7, 7]


def test_evening_that_is_pinned_keeps_its_day_and_later_ones_follow():
    outline = list(one_each(range(4)))
    outline[1] = Sitting(outline[1].portions, day=date(2027, 1, 21))
    proposal = plan(0, date(2027, 1, 12), OSLO, outline=outline)
    assert days(proposal) == [date(2027, 1, 12), date(2027, 1, 21), date(2027, 1, 26), date(2027, 2, 2)]


def test_day_that_is_pinned_is_not_given_twice():
    outline = [*one_each(range(3)), Sitting((Portion(3),), day=date(2027, 1, 19))]
    proposal = plan(0, date(2027, 1, 12), outline=outline)
    assert days(proposal) == [date(2027, 1, day) for day in (12, 19, 26)] + [date(2027, 2, 2)]


# --- notes and refusals -----------------------------------------------------------------------------------------------


def test_feasts_are_notes_and_never_gaps():
    proposal = plan(17, date(2027, 1, 12), OSLO, feasts=feasts(YEARS))
    noted = {note.feast.code: note.day for note in reversed(proposal.notes)}
    assert noted[FeastCode.RAMADAN] == date(2027, 2, 9)
    assert noted[FeastCode.EID_AL_FITR] == date(2027, 3, 9)
    assert noted[FeastCode.EID_AL_ADHA] == date(2027, 5, 18)
    assert date(2027, 3, 9) in days(proposal)


@pytest.mark.parametrize(
    ("closures", "change", "code"),
    [
        ([Closure(date(2027, 1, 1), date(2035, 1, 1), Reason.OWN)], {}, RefusalCode.NO_FREE_DAY),
        ([], {"outline": ()}, RefusalCode.NO_MODULES),
        ([], {"end": time(17)}, RefusalCode.ENDS_BEFORE_IT_STARTS),
    ],
)
def test_plan_that_is_not_possible_says_why(closures, change, code):
    proposal = plan(3, date(2027, 1, 12), closures, **change)
    assert (proposal.refusal.code, proposal.evenings) == (code, ())


# --- for any year, country and weekday --------------------------------------------------------------------------------

ZONES = {"NO": "Europe/Oslo", "DK": "Europe/Copenhagen", "SE": "Europe/Stockholm", "FI": "Europe/Helsinki"}
DATES = st.dates(date(2026, 1, 1), date(2035, 12, 31))
BREAKS = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 25)), max_size=8)
RHYTHMS = st.builds(
    Rhythm,
    weekdays=st.frozensets(st.integers(1, 7), max_size=4),
    every_weeks=st.integers(1, 4),
    per_week=st.integers(0, 3),
)


@settings(max_examples=120, deadline=None)
@given(first=DATES, country=st.sampled_from(sorted(ZONES)), breaks=BREAKS, rhythm=RHYTHMS, count=st.integers(1, 20))
def test_any_plan_keeps_what_it_promises(first, country, breaks, rhythm, count):
    own = [
        Closure(first + timedelta(days=start), first + timedelta(days=start + length), Reason.SCHOOL_HOLIDAY)
        for start, length in breaks
    ]
    closures = [*closures_of(country, range(first.year, first.year + 5)), *own]
    proposal = plan(count, first, closures, rhythm)
    found = days(proposal)
    assert proposal.refusal is None
    assert len(found) == count
    assert found == sorted(set(found))
    assert not any(reasons_for(day, closures) for day in found)
    assert {day.isoweekday() for day in found} <= (rhythm.weekdays or {first.isoweekday()})
    assert module_order(proposal.evenings) == list(range(1, count + 1))
    assert all(skip.closures and skip.day not in found for skip in proposal.skipped)
    assert_stays_at_five(proposal.evenings, ZONES[country])


def assert_stays_at_five(evenings: tuple[Evening, ...], zone: str) -> None:
    for evening in evenings:
        moment = to_utc(evening.day, evening.slot.start, zone)
        assert moment.tzinfo is UTC
        assert to_local(moment, zone).replace(tzinfo=None).time() == time(17)
        assert to_local(moment, zone).date() == evening.day


@settings(max_examples=60, deadline=None)
@given(first=DATES, rhythm=RHYTHMS, quota=st.integers(1, 3))
def test_no_week_has_more_evenings_than_were_asked_for(first, rhythm, quota):
    assume(len(rhythm.weekdays) >= quota)
    weeks = [day.isocalendar()[:2] for day in days(plan(12, first, rhythm=Rhythm(rhythm.weekdays, per_week=quota)))]
    assert max(map(weeks.count, weeks)) <= quota
