"""What can be put together, apart or in between before a plan is saved."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohorts.schedule.rules import (
    Kind,
    Portion,
    RefusalCode,
    Sitting,
    add_extra,
    hold_at,
    merge_with_next,
    one_each,
    pin_to_day,
    split_in_two,
    swap_sittings,
    take_away,
)

PLAIN = one_each("abcd")


def shape(sittings) -> list[str]:
    return ["".join(portion.module for portion in sitting.portions) for sitting in sittings]


def test_two_evenings_become_one():
    assert shape(merge_with_next(PLAIN, 1).sittings) == ["a", "bc", "d"]


def test_evening_with_two_modules_becomes_two():
    assert shape(split_in_two(merge_with_next(PLAIN, 1).sittings, 1).sittings) == ["a", "b", "c", "d"]


def test_module_becomes_two_parts_and_whole_again():
    apart = split_in_two(PLAIN, 1).sittings
    assert [sitting.portions for sitting in apart[1:3]] == [(Portion("b", 1, 2),), (Portion("b", 2, 2),)]
    assert merge_with_next(apart, 1).sittings == PLAIN


def test_module_becomes_three_parts():
    thrice = split_in_two(split_in_two(PLAIN, 0).sittings, 0).sittings
    assert [sitting.portions[0] for sitting in thrice[:3]] == [Portion("a", part, 3) for part in (1, 2, 3)]


def test_swapped_evenings_change_their_modules_only():
    held = hold_at(PLAIN, 0, "library").sittings
    swapped = swap_sittings(held, 0, 3).sittings
    assert shape(swapped) == ["d", "b", "c", "a"]
    assert swapped[0].venue == "library"


def test_extra_evening_comes_and_goes():
    more = add_extra(PLAIN, 1).sittings
    assert (shape(more), more[2].kind) == (["a", "b", "", "c", "d"], Kind.EXTRA)
    assert take_away(more, 2).sittings == PLAIN
    assert shape(add_extra(PLAIN, -1).sittings)[0] == ""


def test_pinned_evening_is_let_go_again():
    pinned = pin_to_day(PLAIN, 1, date(2027, 1, 21)).sittings
    assert pinned[1].day == date(2027, 1, 21)
    assert pin_to_day(pinned, 1, None).sittings == PLAIN


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda: merge_with_next(PLAIN, 3), RefusalCode.NOTHING_TO_MERGE),
        (lambda: merge_with_next((*PLAIN, Sitting(kind=Kind.EXTRA)), 3), RefusalCode.NOTHING_TO_MERGE),
        (lambda: split_in_two((Sitting(kind=Kind.EXTRA),), 0), RefusalCode.NOTHING_TO_SPLIT),
        (lambda: take_away(PLAIN, 0), RefusalCode.HOLDS_MODULES),
        (lambda: swap_sittings(PLAIN, 0, 4), RefusalCode.UNKNOWN_EVENING),
        (lambda: merge_with_next(PLAIN, -1), RefusalCode.UNKNOWN_EVENING),
        (lambda: add_extra(PLAIN, 9), RefusalCode.UNKNOWN_EVENING),
        (lambda: hold_at(PLAIN, 7, "library"), RefusalCode.UNKNOWN_EVENING),
        (
            lambda: pin_to_day(pin_to_day(PLAIN, 1, date(2027, 1, 21)).sittings, 2, date(2027, 1, 21)),
            RefusalCode.CLASH,
        ),
    ],
)
def test_what_is_not_possible_changes_nothing(change, code):
    outlined = change()
    assert outlined.refusal.code is code
    assert outlined.sittings


PLACES = st.integers(-1, 12)
STEPS = st.one_of(
    st.tuples(st.just(merge_with_next), PLACES),
    st.tuples(st.just(split_in_two), PLACES),
    st.tuples(st.just(swap_sittings), PLACES, PLACES),
    st.tuples(st.just(take_away), PLACES),
    st.tuples(st.just(add_extra), PLACES),
)


@settings(max_examples=150, deadline=None)
@given(steps=st.lists(STEPS, max_size=15))
def test_any_sequence_of_changes_holds_every_part_of_every_module_exactly_once(steps):
    sittings = PLAIN
    for change, *places in steps:
        sittings = change(sittings, *places).sittings
    found = Counter(portion for sitting in sittings for portion in sitting.portions)
    assert {portion.module for portion in found} == set("abcd")
    assert set(found.values()) == {1}
    for module in "abcd":
        parts = [portion for portion in found if portion.module == module]
        assert sorted(portion.part for portion in parts) == list(range(1, len(parts) + 1))
        assert {portion.parts for portion in parts} == {len(parts)}
