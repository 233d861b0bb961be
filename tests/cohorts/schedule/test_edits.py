"""What a wish makes of a plan, and what no sequence of wishes can do to it."""

from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohorts.schedule.rules import Evening, Portion, RefusalCode, Rhythm, Slot, closures_of, left_out
from cohorts.schedule.rules.edits import (
    NEW,
    Add,
    Cancel,
    Join,
    Move,
    Rearrange,
    Restore,
    Split,
    Swap,
    apply_wish,
    differences,
    next_free_day,
)

TUESDAYS = Rhythm(frozenset({2}))
CLOSED = closures_of("NO", range(2027, 2030))
NOW = datetime(2027, 1, 25, 12)  # the first two evenings are over


def slot(day: date, start: time = time(17), end: time = time(20)) -> Slot:
    return Slot(day, start, end)


PLAN = [
    Evening(slot(date(2027, 1, 12) + timedelta(weeks=week)), (Portion(week),), key=week, venue="home")
    for week in range(7)
]
AFTER = slot(date(2027, 3, 4))


def wished(wish, plan=PLAN, now=NOW):
    return apply_wish(plan, wish, rhythm=TUESDAYS, closures=CLOSED, now=now)


def by_key(changed) -> dict:
    assert not changed.is_refused, changed.refusal
    return {each.key: each for each in changed.evenings}


def test_move_takes_the_modules_along_and_leaves_the_rest():
    changed = wished(Move(3, AFTER))
    assert [each.after.key for each in differences(PLAN, changed.evenings)] == [3]
    assert by_key(changed)[3].portions == (Portion(3),)


def test_later_ones_follow_down_the_line():
    changed = wished(Move(5, PLAN[6].slot, later=True))
    assert by_key(changed)[6].day == date(2027, 3, 2)


def test_other_venue_from_now_on_leaves_excursions_and_long_days_alone():
    plan = [*PLAN]
    plan[5] = Evening(slot(plan[5].day, time(10), time(16)), plan[5].portions, 5, venue="away")
    found = by_key(wished(Rearrange(3, time(18), time(21), venue="new", later=True), plan))
    assert [(found[key].slot.start.hour, found[key].venue) for key in (2, 3, 4, 5, 6)] == [
        (17, "home"),
        (18, "new"),
        (18, "new"),
        (10, "away"),
        (18, "new"),
    ]


def test_joined_evening_holds_both_and_the_other_is_cancelled():
    found = by_key(wished(Join(3, 4)))
    assert found[3].modules == (3, 4)
    assert found[4].cancelled
    assert found[4].portions == ()


def test_modules_of_a_cancelled_evening_find_another_one():
    cancelled = wished(Cancel(3)).evenings
    assert left_out(cancelled) == [3]
    later = datetime(2027, 2, 3)  # the cancelled evening would be over
    assert left_out(wished(Join(4, 3), cancelled, later).evenings) == []


def test_module_is_split_over_two_evenings_and_becomes_one_again():
    split = wished(Split(3, AFTER)).evenings
    found = {each.key: each for each in split}
    assert (found[3].portions, found[NEW].portions) == ((Portion(3, 1, 2),), (Portion(3, 2, 2),))
    assert by_key(wished(Join(3, NEW), split))[3].portions == (Portion(3),)


def test_cancelled_evening_is_held_after_all_on_another_day():
    cancelled = wished(Cancel(3)).evenings
    found = by_key(wished(Restore(3, AFTER), cancelled))
    assert (found[3].slot, found[3].cancelled) == (AFTER, False)


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (Move(0, AFTER), RefusalCode.PAST),
        (Cancel(1), RefusalCode.PAST),
        (Swap(1, 4), RefusalCode.PAST),
        (Join(3, 0), RefusalCode.PAST),
        (Split(0, AFTER), RefusalCode.PAST),
        (Rearrange(0, time(18), time(21), "home"), RefusalCode.PAST),
        (Move(3, slot(date(2027, 1, 20))), RefusalCode.INTO_THE_PAST),
        (Add(slot(date(2027, 1, 20))), RefusalCode.INTO_THE_PAST),
        (Add(PLAN[4].slot), RefusalCode.CLASH),
        (Move(3, PLAN[4].slot), RefusalCode.CLASH),
        (Move(3, slot(AFTER.day, time(20), time(17))), RefusalCode.ENDS_BEFORE_IT_STARTS),
        (Move(3, PLAN[3].slot), RefusalCode.NOTHING_CHANGES),
        (Rearrange(3, time(17), time(20), "home"), RefusalCode.NOTHING_CHANGES),
        (Rearrange(3, time(17), time(16), "home"), RefusalCode.ENDS_BEFORE_IT_STARTS),
        (Restore(3), RefusalCode.NOTHING_CHANGES),
        (Join(3, 3), RefusalCode.NOTHING_TO_MERGE),
        (Join(3, "nobody"), RefusalCode.UNKNOWN_EVENING),
        (Cancel("nobody"), RefusalCode.UNKNOWN_EVENING),
        (Restore("nobody"), RefusalCode.UNKNOWN_EVENING),
        (Split(3, slot(date(2027, 1, 26))), RefusalCode.SECOND_HALF_FIRST),
    ],
)
def test_wish_that_cannot_be_changes_nothing(wish, code):
    changed = wished(wish)
    assert changed.refusal.code == code
    assert changed.evenings == tuple(PLAN)


def test_extra_evening_cannot_be_split():
    extra = wished(Add(AFTER)).evenings
    assert wished(Split(NEW, slot(date(2027, 3, 9))), extra).refusal.code == RefusalCode.NOTHING_TO_SPLIT


def test_next_free_day_is_behind_the_last_evening_and_on_no_holiday():
    easter = [Evening(slot(date(2027, 3, 23)), key=1)]  # the Tuesday before Easter, then Easter Tuesday
    assert next_free_day(easter, TUESDAYS, CLOSED) == date(2027, 3, 30)
    assert next_free_day([], TUESDAYS, CLOSED) is None


# --- any sequence -----------------------------------------------------------------------------------------------------

KEYS = st.integers(0, 7)
SLOTS = st.builds(
    lambda days, hour: slot(date(2027, 1, 10) + timedelta(days=days), time(hour), time(hour + 3)),
    st.integers(0, 90),
    st.sampled_from([10, 17, 18]),
)
MOVES = st.one_of(st.builds(Move, KEYS, SLOTS, st.booleans()), st.builds(Swap, KEYS, KEYS))
ANY = st.one_of(
    MOVES,
    st.builds(Join, KEYS, KEYS),
    st.builds(Split, KEYS, SLOTS),
    st.builds(Add, SLOTS),
    st.builds(Rearrange, KEYS, st.just(time(18)), st.just(time(21)), st.sampled_from(["home", "new"]), st.booleans()),
)


def run_through(wishes) -> list[Evening]:
    plan, number = PLAN, len(PLAN)
    for wish in wishes:
        after = wished(wish, plan).evenings
        assert {each for each in plan if each.has_begun(NOW)} <= {*after}
        plan = []
        for each in after:
            if each.key == NEW:
                plan.append(Evening(each.slot, each.portions, number, each.kind, venue=each.venue))
                number += 1
            else:
                plan.append(each)
    return plan


@settings(max_examples=150, deadline=None)
@given(st.lists(MOVES, max_size=12))
def test_any_sequence_of_moves_and_swaps_holds_every_module_exactly_once(wishes):
    plan = run_through(wishes)
    assert Counter(portion for each in plan for portion in each.portions) == Counter(Portion(n) for n in range(7))
    assert not any(one.slot.overlaps(two.slot) for one in plan for two in plan if one is not two)


@settings(max_examples=150, deadline=None)
@given(st.lists(ANY, max_size=12))
def test_any_sequence_of_wishes_holds_every_part_of_every_module_once(wishes):
    standing = [each for each in run_through(wishes) if not each.cancelled]
    held = Counter(portion for each in standing for portion in each.portions)
    parts = {portion.module: portion.parts for portion in held}
    assert held == Counter(
        {Portion(module, part, count): 1 for module, count in parts.items() for part in range(1, count + 1)}
    )
    assert set(parts) == set(range(7))
