"""What becomes of a plan when its evenings move."""

import itertools
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohorts.schedule.rules import (
    Closure,
    Reason,
    RefusalCode,
    Rhythm,
    Slot,
    cancel,
    closures_of,
    held,
    left_out,
    module_order,
    move_one,
    one_each,
    propose_plan,
    push_down,
    reasons_for,
    restore,
    swap,
)

TUESDAYS = Rhythm(frozenset({2}))
EASTER = Closure(date(2027, 3, 22), date(2027, 3, 29), Reason.SCHOOL_HOLIDAY, "Påskeferie")
CLOSED = [*closures_of("NO", range(2027, 2030)), EASTER]
MIDDLE = datetime(2027, 2, 10, 12)  # four evenings are over
BEFORE = datetime(2027, 1, 1)


def plan(count: int = 8, first: date = date(2027, 1, 19)):
    found = propose_plan(
        outline=one_each(range(count)), first=first, rhythm=TUESDAYS, start=time(17), end=time(20), closures=CLOSED
    )
    return found.evenings


def slot(day: date, start: time = time(17), end: time = time(20)) -> Slot:
    return Slot(day, start, end)


def days(evenings) -> dict:
    return {evening.key: evening.day for evening in evenings}


def push(evenings, key, now=BEFORE, **more):
    return push_down(evenings, key, rhythm=TUESDAYS, closures=CLOSED, now=now, **more)


# --- one evening ------------------------------------------------------------------------------------------------------


def test_evening_that_moves_alone_takes_its_module_along():
    before = plan()
    changed = move_one(before, 5, to=slot(date(2027, 2, 25)), now=MIDDLE)
    assert days(changed.evenings) == days(before) | {5: date(2027, 2, 25)}
    assert held(changed.evenings) == held(before)


def test_plan_stands_in_order_of_time_after_a_move():
    changed = move_one(plan(), 4, to=slot(date(2027, 3, 4)), now=MIDDLE)
    assert [evening.key for evening in changed.evenings] == [0, 1, 2, 3, 5, 6, 4, 7]
    assert module_order(changed.evenings) == [0, 1, 2, 3, 5, 6, 4, 7]


@pytest.mark.parametrize(
    ("key", "to", "code"),
    [
        (1, slot(date(2027, 3, 4)), RefusalCode.PAST),
        (5, slot(date(2027, 2, 4)), RefusalCode.INTO_THE_PAST),
        (5, slot(date(2027, 3, 2), time(19), time(21)), RefusalCode.CLASH),
        (5, slot(date(2027, 3, 4), time(20), time(17)), RefusalCode.ENDS_BEFORE_IT_STARTS),
        (99, slot(date(2027, 3, 4)), RefusalCode.UNKNOWN_EVENING),
    ],
)
def test_move_that_is_not_possible_changes_nothing(key, to, code):
    before = plan()
    changed = move_one(before, key, to=to, now=MIDDLE)
    assert (changed.refusal.code, changed.evenings) == (code, before)


def test_two_evenings_may_follow_each_other_on_one_day():
    assert not move_one(plan(), 5, to=slot(date(2027, 3, 2), time(20), time(22)), now=MIDDLE).is_refused


def test_evening_that_has_begun_does_not_move():
    during = datetime(2027, 2, 16, 17, 1)
    assert move_one(plan(), 4, to=slot(date(2027, 3, 4)), now=during).refusal.code is RefusalCode.PAST
    assert not move_one(plan(), 4, to=slot(date(2027, 3, 4)), now=during - timedelta(minutes=2)).is_refused


# --- down the line ----------------------------------------------------------------------------------------------------


def test_pushed_evening_takes_all_later_ones_along_and_skips_what_is_closed():
    before = plan()  # the last one is on 9 March
    changed = push(before, 4, now=MIDDLE)
    assert list(days(changed.evenings).values()) == [
        *list(days(before).values())[:4],
        date(2027, 2, 23),
        date(2027, 3, 2),
        date(2027, 3, 9),
        date(2027, 3, 16),
    ]
    again = push(changed.evenings, 4, now=MIDDLE)
    assert days(again.evenings)[7] == date(2027, 3, 30)
    assert [skipped.day for skipped in again.skipped] == [date(2027, 3, 23)]
    assert module_order(again.evenings) == list(range(8))


def test_evening_pushed_to_where_it_disturbs_nobody_moves_alone():
    before = plan()
    changed = push(before, 4, to=slot(date(2027, 2, 18)), now=MIDDLE)
    assert days(changed.evenings) == days(before) | {4: date(2027, 2, 18)}


def test_last_evening_is_pushed_to_the_next_free_day():
    assert days(push(plan(), 7).evenings)[7] == date(2027, 3, 16)


def test_every_second_week_stays_the_same_second_week_down_the_line():
    rhythm = Rhythm(frozenset({2}), every_weeks=2)
    before = propose_plan(
        outline=one_each(range(3)), first=date(2027, 1, 12), rhythm=rhythm, start=time(17), end=time(20)
    ).evenings
    changed = push_down(before, 0, rhythm=rhythm, closures=[], now=BEFORE)
    assert list(days(changed.evenings).values()) == [date(2027, 1, 26), date(2027, 2, 9), date(2027, 2, 23)]


def test_line_without_a_free_day_is_refused():
    closed = [Closure(date(2027, 3, 10), date(2040, 1, 1), Reason.OWN)]
    changed = push_down(plan(), 4, rhythm=TUESDAYS, closures=closed, now=BEFORE)
    assert (changed.refusal.code, changed.evenings) == (RefusalCode.NO_FREE_DAY, plan())


def test_cancelled_evening_is_not_in_the_line():
    before = cancel(plan(), 5, now=MIDDLE).evenings
    changed = push(before, 4, now=MIDDLE)
    assert days(changed.evenings)[5] == days(before)[5]
    assert days(changed.evenings)[4] == days(before)[6]


# --- swap, cancel, restore --------------------------------------------------------------------------------------------


def test_swap_changes_modules_and_leaves_the_days():
    before = plan()
    changed = swap(before, 5, 6, now=MIDDLE)
    assert days(changed.evenings) == days(before)
    assert module_order(changed.evenings) == [0, 1, 2, 3, 4, 6, 5, 7]


def test_swap_with_the_past_is_refused():
    assert swap(plan(), 5, 1, now=MIDDLE).refusal.code is RefusalCode.PAST


def test_cancelled_evening_stays_and_its_module_is_left_out():
    changed = cancel(plan(), 5, now=MIDDLE)
    assert len(changed.evenings) == 8
    assert left_out(changed.evenings) == [5]
    assert 5 not in module_order(changed.evenings)
    assert move_one(changed.evenings, 5, to=slot(date(2027, 3, 4)), now=MIDDLE).refusal.code is RefusalCode.CANCELLED


def test_restored_evening_takes_place_on_its_old_day():
    changed = restore(cancel(plan(), 5, now=MIDDLE).evenings, 5, now=MIDDLE)
    assert changed.evenings == plan()


def test_restored_evening_does_not_push_another_one_aside():
    cancelled = cancel(plan(), 5, now=MIDDLE).evenings
    taken = move_one(cancelled, 6, to=slot(days(cancelled)[5]), now=MIDDLE).evenings
    assert restore(taken, 5, now=MIDDLE).refusal.code is RefusalCode.CLASH


# --- any sequence of changes ------------------------------------------------------------------------------------------

KEYS = st.integers(0, 9)
MOVES = st.tuples(st.just("move"), KEYS, st.dates(date(2026, 12, 1), date(2028, 6, 1)))
PUSHES = st.tuples(st.just("push"), KEYS, st.one_of(st.none(), st.dates(date(2027, 1, 1), date(2028, 6, 1))))
SWAPS = st.tuples(st.just("swap"), KEYS, KEYS)


def apply(evenings, step, now):
    kind, key, given_ = step
    if kind == "move":
        return move_one(evenings, key, to=slot(given_), now=now)
    if kind == "push":
        return push(evenings, key, now=now, to=slot(given_) if given_ else None)
    return swap(evenings, key, given_, now=now)


@settings(max_examples=150, deadline=None)
@given(steps=st.lists(st.one_of(MOVES, PUSHES, SWAPS), max_size=12), passed=st.integers(0, 120))
def test_any_sequence_of_moves_and_swaps_holds_every_module_exactly_once(steps, passed):
    evenings, now = plan(), datetime(2027, 1, 1, 12) + timedelta(days=passed)
    over = [evening for evening in evenings if evening.has_begun(now)]
    for step in steps:
        changed = apply(evenings, step, now)
        assert changed.evenings == evenings or not changed.is_refused
        evenings = changed.evenings
        assert held(evenings) == Counter(portion for evening in plan() for portion in evening.portions)
        assert list(evenings) == sorted(evenings, key=lambda evening: evening.slot)
        assert not any(one.slot.overlaps(other.slot) for one, other in itertools.pairwise(evenings))
        assert [evening for evening in evenings if evening.has_begun(now)] == over


@settings(max_examples=60, deadline=None)
@given(keys=st.lists(st.integers(0, 7), max_size=6))
def test_line_pushed_again_and_again_keeps_its_order_and_avoids_what_is_closed(keys):
    evenings = plan()
    for key in keys:
        evenings = push(evenings, key).evenings
    assert module_order(evenings) == list(range(8))
    assert [evening.key for evening in evenings] == list(range(8))
    assert not any(reasons_for(evening.day, CLOSED) for evening in evenings)
    assert {evening.slot.start for evening in evenings} == {time(17)}


def test_slot_is_only_compared_with_its_own_day():
    assert not slot(date(2027, 1, 1)).overlaps(slot(date(2027, 1, 2)))
    assert replace(slot(date(2027, 1, 1)), end=time(18)) < slot(date(2027, 1, 1))
