"""What becomes of marks, in whatever order they arrive."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohorts.attendance.rules import (
    Cell,
    HeldPart,
    Operation,
    Outcome,
    Reason,
    Status,
    credited_modules,
    decide,
    gives_credit,
    short_names,
)


def operation(status=Status.PRESENT, device="a", number=1, base=0, **more):
    return Operation(key=(device, number), woman=1, status=status, device=device, number=number, base=base, **more)


@pytest.mark.parametrize(
    ("status", "minutes", "credit"),
    [
        ("present", None, True),
        ("late", None, True),
        ("late", 30, True),
        ("late", 31, False),
        ("left_early", 45, False),
        ("excused", None, False),
        ("absent", None, False),
        ("", None, False),
    ],
)
def test_evening_counts_for_whoever_was_there_long_enough(status, minutes, credit):
    assert gives_credit(status, minutes, 30) is credit


def test_what_one_phone_said_last_holds_in_every_order_of_arrival():
    said = [operation(status, number=n) for n, status in enumerate(("present", "late", "", "absent"), 1)]
    for order in permutations(said):
        cell = Cell()
        for each in order:
            cell = decide(cell, each).cell
        assert cell.status == Status.ABSENT


def test_two_phones_that_say_different_things_leave_it_to_a_person():
    cell = decide(Cell(), operation(Status.PRESENT, device="a")).cell
    decision = decide(cell, operation(Status.ABSENT, device="b", base=0))
    assert (decision.outcome, decision.reason, decision.cell) == (Outcome.REFUSED, Reason.CONFLICT, cell)
    assert decide(cell, operation(Status.ABSENT, device="b", base=cell.revision)).cell.status == Status.ABSENT


def test_two_phones_that_say_the_same_agree():
    cell = decide(Cell(), operation(device="a")).cell
    assert decide(cell, operation(device="b")).reason == Reason.AGREED


def test_everyone_else_never_overwrites():
    cell = decide(Cell(), operation(Status.EXCUSED)).cell
    decision = decide(cell, operation(Status.PRESENT, device="b", only_if_empty=True, base=cell.revision))
    assert (decision.reason, decision.cell) == (Reason.KEPT, cell)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.integers(1, 6), st.sampled_from(list(Status)), st.integers(0, 4)),
        max_size=14,
    )
)
def test_no_sequence_lowers_a_revision_or_changes_a_cell_by_what_was_refused(steps):
    cell = Cell()
    for device, number, status, base in steps:
        decision = decide(cell, operation(status, device=device, number=number, base=base))
        assert decision.cell.revision in (cell.revision, cell.revision + 1)
        if decision.outcome == Outcome.REFUSED or decision.reason:
            assert decision.cell == cell
        cell = decision.cell


def test_module_that_comes_again_counts_from_either_evening():
    def twice(first, second):
        return credited_modules([HeldPart(7, 1, first), HeldPart(7, 1, second)])[7]

    assert (twice(False, True), twice(True, None), twice(False, False), twice(False, None)) == (True, True, False, None)


def test_module_over_two_evenings_counts_once_she_was_at_both():
    def both(first, second):
        return credited_modules([HeldPart(7, 2, first, 1), HeldPart(7, 2, second, 2)])[7]

    assert (both(True, True), both(True, False), both(True, None)) == (True, False, None)
    assert credited_modules([HeldPart(7, 2, True)])[7] is None


def test_names_show_no_more_than_tells_women_apart():
    names = {1: "Amina Hassan", 2: "Amina Haddad", 3: "Fatima Ali", 4: "Selam", 5: "Fatima Ali"}
    assert short_names(names) == {1: "Amina Has.", 2: "Amina Had.", 3: "Fatima A.", 4: "Selam", 5: "Fatima A."}
