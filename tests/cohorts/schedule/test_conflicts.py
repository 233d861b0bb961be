"""What stands in the way of an evening."""

from dataclasses import replace
from datetime import date, time

import pytest

from cohorts.schedule.rules import (
    Closure,
    ConflictCode,
    Occasion,
    Reason,
    Slot,
    VenueFacts,
    Weight,
    find_conflicts,
)

DAY = date(2027, 1, 12)
HERE = Occasion("here", Slot(DAY, time(17), time(20)), "Europe/Oslo", "hall", frozenset({"Ingrid", "Amal"}))


def other(start: int, end: int, **more) -> Occasion:
    return replace(HERE, key="there", slot=Slot(DAY, time(start), time(end)), **more)


def codes(**more) -> list[ConflictCode]:
    return [conflict.code for conflict in find_conflicts(more.pop("occasion", HERE), **more)]


def test_evening_that_is_alone_has_no_conflicts():
    assert codes(others=[HERE]) == []


def test_venue_that_is_taken_is_a_warning_that_names_the_other_evening():
    (conflict,) = find_conflicts(HERE, others=[other(18, 21, people=frozenset())])
    assert (conflict.code, conflict.weight) == (ConflictCode.VENUE_TAKEN, Weight.WARN)
    assert conflict.facts == {"other": "there", "venue": "hall"}


def test_person_in_two_places_is_named():
    (conflict,) = find_conflicts(HERE, others=[other(19, 21, venue="library", people=frozenset({"Amal", "Sara"}))])
    assert (conflict.code, conflict.facts["people"]) == (ConflictCode.PERSON_TAKEN, {"Amal"})


@pytest.mark.parametrize(("start", "end"), [(14, 17), (20, 22)])
def test_evenings_that_follow_each_other_do_not_collide(start, end):
    assert codes(others=[other(start, end)]) == []


def test_venue_that_nobody_has_named_cannot_be_taken():
    nowhere = replace(HERE, venue=None, people=frozenset())
    assert codes(occasion=nowhere, others=[replace(other(17, 20), venue=None)]) == []


def test_real_time_counts_where_zones_differ():
    helsinki = replace(other(18, 21), zone="Europe/Helsinki", venue=None)  # 17 to 20 in Oslo
    assert codes(others=[helsinki]) == [ConflictCode.PERSON_TAKEN]
    assert codes(others=[replace(helsinki, slot=Slot(DAY, time(21), time(22)))]) == []


def test_closed_day_is_a_warning_with_its_reasons():
    closure = Closure(DAY, DAY, Reason.OWN, "Flytting")
    (conflict,) = find_conflicts(HERE, closures=[closure])
    assert (conflict.code, conflict.facts["closures"]) == (ConflictCode.CLOSED_DAY, (closure,))


@pytest.mark.parametrize(
    ("venue", "more", "expected"),
    [
        (VenueFacts("hall"), {"group_size": 25, "needs_access": True}, []),
        (VenueFacts("hall", seats=20), {"group_size": 20}, []),
        (VenueFacts("hall", seats=20), {"group_size": 21}, [ConflictCode.VENUE_TOO_SMALL]),
        (VenueFacts("hall", accessible=False), {}, []),
        (VenueFacts("hall", accessible=False), {"needs_access": True}, [ConflictCode.VENUE_NOT_ACCESSIBLE]),
        (VenueFacts("hall", opens=time(17), closes=time(20)), {}, []),
        (VenueFacts("hall", opens=time(17, 30)), {}, [ConflictCode.OUTSIDE_VENUE_HOURS]),
        (VenueFacts("hall", closes=time(19, 30)), {}, [ConflictCode.OUTSIDE_VENUE_HOURS]),
    ],
)
def test_venue_must_fit(venue, more, expected):
    assert codes(venue=venue, **more) == expected


def test_evening_that_ends_before_it_starts_is_refused_and_nothing_else_said():
    turned = replace(HERE, slot=Slot(DAY, time(20), time(17)))
    (conflict,) = find_conflicts(turned, closures=[Closure(DAY, DAY, Reason.OWN)])
    assert (conflict.code, conflict.weight) == (ConflictCode.ENDS_BEFORE_IT_STARTS, Weight.REFUSE)


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2027, 3, 28), ConflictCode.HOUR_IS_LEFT_OUT), (date(2027, 10, 31), ConflictCode.HOUR_COMES_TWICE)],
)
def test_hour_of_the_change_of_the_clock_is_a_warning(day, code):
    assert codes(occasion=replace(HERE, slot=Slot(day, time(2, 30), time(5)))) == [code]
