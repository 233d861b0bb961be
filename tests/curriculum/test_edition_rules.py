"""What an edition has to be before it can be released."""

from dataclasses import replace
from decimal import Decimal

import pytest

from curriculum.rules import EditionCode, EditionPlan, Finding, Kind, PlannedModule, Rule, Weight, check_edition

GOOD = EditionPlan(
    modules=(
        PlannedModule("intro", 1, Decimal(3), Kind.FRAME),
        PlannedModule("youth", 2, Decimal(3), Kind.SUBJECT),
        PlannedModule("method", 3, Decimal(3), Kind.METHOD),
        PlannedModule("end", 4, Decimal(3), Kind.FRAME),
    ),
    rule=Rule(share="0.8", mandatory=frozenset({"intro", "method", "end"})),
    evening_minutes=180,
    size_min=18,
    size_max=25,
)


def with_module(position: int, /, **changes) -> EditionPlan:
    """Change one module of the good edition."""
    modules = [replace(module, **changes) if module.position == position else module for module in GOOD.modules]
    return replace(GOOD, modules=tuple(modules))


def codes(plan: EditionPlan) -> set[str]:
    """Give what is found."""
    return {finding.code for finding in check_edition(plan)}


def test_good_edition_has_no_findings():
    assert check_edition(GOOD) == []


def test_edition_without_modules_is_refused():
    assert codes(replace(GOOD, modules=())) == {EditionCode.NO_MODULES, EditionCode.MORE_MANDATORY_THAN_MODULES}


def test_two_modules_at_one_position_leave_a_gap_too():
    found = check_edition(with_module(3, position=2))
    assert Finding(EditionCode.POSITION_TAKEN_TWICE, (2,)) in found
    assert Finding(EditionCode.POSITION_GAP, (3,)) in found


def test_order_that_does_not_begin_at_one_has_a_gap():
    assert Finding(EditionCode.POSITION_GAP, (4,)) in check_edition(with_module(4, position=5))


def test_module_that_stands_twice_is_found_at_both_places():
    assert Finding(EditionCode.MODULE_TWICE, (2, 3)) in check_edition(with_module(3, key="youth"))


@pytest.mark.parametrize("hours", [Decimal(0), Decimal(-1)])
def test_module_without_hours_is_refused(hours):
    assert check_edition(with_module(2, hours=hours)) == [Finding(EditionCode.HOURS_NOT_POSITIVE, (2,))]


def test_module_longer_than_an_evening_is_only_worth_a_look():
    found = check_edition(with_module(2, hours=Decimal("4")))
    assert found == [Finding(EditionCode.HOURS_DIFFER_FROM_EVENING, (2,), Weight.WARN)]


def test_edition_must_open_and_close_with_a_frame():
    assert codes(with_module(1, kind=Kind.SUBJECT)) == {EditionCode.FIRST_IS_NO_FRAME}
    assert codes(with_module(4, kind=Kind.METHOD)) == {EditionCode.LAST_IS_NO_FRAME}


def test_one_module_cannot_open_and_close():
    alone = replace(GOOD, modules=GOOD.modules[:1], rule=Rule(share=1))
    assert codes(alone) == {EditionCode.LAST_IS_NO_FRAME}


@pytest.mark.parametrize("minutes", [0, -180])
def test_evening_without_length_is_refused(minutes):
    assert codes(replace(GOOD, evening_minutes=minutes)) == {EditionCode.EVENING_NOT_POSITIVE}


@pytest.mark.parametrize(("least", "most"), [(25, 18), (0, 10)])
def test_size_that_is_turned_round_or_empty_is_refused(least, most):
    assert codes(replace(GOOD, size_min=least, size_max=most)) == {EditionCode.SIZE_TURNED_ROUND}


def test_edition_without_a_rule_is_refused():
    assert codes(replace(GOOD, rule=None)) == {EditionCode.NO_RULE}


@pytest.mark.parametrize("share", ["0", "-0.1", "1.01", 80])
def test_share_nobody_can_reach_or_that_asks_for_nothing_is_refused(share):
    assert codes(replace(GOOD, rule=Rule(share=share))) == {EditionCode.SHARE_OUT_OF_RANGE}


def test_more_mandatory_modules_than_modules_is_refused():
    rule = Rule(share="0.8", mandatory=frozenset("abcde"))
    assert codes(replace(GOOD, rule=rule)) == {EditionCode.MORE_MANDATORY_THAN_MODULES}


def test_mandatory_module_that_is_not_there_is_refused():
    rule = Rule(share="0.8", mandatory=frozenset({"elsewhere"}))
    assert codes(replace(GOOD, rule=rule)) == {EditionCode.MANDATORY_UNKNOWN}
