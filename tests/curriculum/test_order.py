"""In which order modules may be taught."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from curriculum.rules import OrderCode, OrderConflict, OrderedModule, find_order_conflicts

COURSE = [
    OrderedModule("intro", opens=True),
    OrderedModule("youth"),
    OrderedModule("method 1"),
    OrderedModule("method 2", after=frozenset({"method 1"})),
    OrderedModule("end", closes=True),
]
RIGHT = ["intro", "youth", "method 1", "method 2", "end"]


def test_order_of_the_edition_has_no_conflicts():
    assert find_order_conflicts(COURSE, RIGHT) == []


def test_subject_may_stand_anywhere_between():
    assert find_order_conflicts(COURSE, ["intro", "method 1", "youth", "method 2", "end"]) == []


def test_module_before_the_opening_one_is_found():
    assert find_order_conflicts(COURSE, ["youth", "intro"]) == [OrderConflict(OrderCode.NOT_FIRST, "intro", "youth")]


def test_module_behind_the_closing_one_is_found():
    assert find_order_conflicts(COURSE, ["intro", "end", "youth"]) == [
        OrderConflict(OrderCode.NOT_LAST, "end", "youth")
    ]


def test_second_method_before_the_first_is_found():
    found = find_order_conflicts(COURSE, ["intro", "method 2", "method 1"])
    assert found == [OrderConflict(OrderCode.TOO_EARLY, "method 2", "method 1")]


def test_prerequisite_that_is_not_planned_yet_is_no_conflict():
    assert find_order_conflicts(COURSE, ["method 2"]) == find_order_conflicts(COURSE, []) == []


def test_evening_of_the_groups_own_is_no_conflict_wherever_it_stands():
    assert find_order_conflicts(COURSE, ["trip", *RIGHT, "party"]) == []


def test_module_held_again_counts_where_it_was_first_and_the_closing_one_still_comes_last():
    assert find_order_conflicts(COURSE, ["intro", "method 1", "method 2", "method 1", "end"]) == []
    found = find_order_conflicts(COURSE, [*RIGHT, "youth"])
    assert found == [OrderConflict(OrderCode.NOT_LAST, "end", "youth")]


def test_two_modules_may_open_together():
    both = [OrderedModule("a", opens=True), OrderedModule("b", opens=True), OrderedModule("c")]
    assert find_order_conflicts(both, ["b", "a", "c"]) == []
    assert {found.module for found in find_order_conflicts(both, ["a", "c", "b"])} == {"b"}


def test_only_orders_that_keep_every_wish_are_without_conflict():
    free = [order for order in permutations(RIGHT) if not find_order_conflicts(COURSE, order)]
    assert len(free) == 3
    assert all(order[0] == "intro" and order[-1] == "end" for order in free)


@given(st.permutations(RIGHT))
def test_part_of_an_order_without_conflicts_has_none(order):
    if not find_order_conflicts(COURSE, order):
        assert find_order_conflicts(COURSE, order[::2]) == []
