"""When the education is completed: the rule for editions of real size, every verdict, and what must always hold."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.rules import Evening, Rule, Standing, Verdict, judge_completion, needed_modules

PRESENT, MADE_UP, MISSING, NOT_HELD = Standing
NORWAY = range(1, 18)
RULE = Rule(share=Decimal("0.80"), mandatory=frozenset({1, 5, 8, 12, 14, 15, 17}))


def judge(came: str, rule: Rule = RULE, modules=NORWAY, remaining=None):
    """Judge a row of signs: `+` there, `m` made up, `-` missed, `.` not held; what is not held is still to come."""
    signs = {"+": PRESENT, "m": MADE_UP, "-": MISSING, ".": NOT_HELD}
    standings = {key: signs[sign] for key, sign in zip(modules, came, strict=False)}
    if remaining is None:
        remaining = [Evening(frozenset({key})) for key in modules if standings.get(key, NOT_HELD) is NOT_HELD]
    return judge_completion(rule, list(modules), standings, remaining)


# --- how many --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "count", "needed"),
    [
        ("0.8", 17, 14), ("0.8", 15, 12), ("0.8", 10, 8), (0.8, 10, 8), (Fraction(4, 5), 15, 12),
        (Decimal("0.800"), 17, 14), ("1", 17, 17), ("0.01", 17, 1), ("0.5", 0, 0), (0.7, 10, 7), (0.1, 30, 3),
    ],
)  # fmt: skip
def test_share_of_modules_is_rounded_up_and_never_by_an_error_of_floats(share, count, needed):
    assert needed_modules(share, count) == needed


# --- the five verdicts -----------------------------------------------------------------------------------------------


def test_course_that_has_not_begun_is_on_track():
    judged = judge("")
    assert judged.verdict is Verdict.ON_TRACK
    assert (judged.credited, judged.needed, judged.to_attend, judged.ahead) == (0, 14, 14, 17)
    assert judged.mandatory_ahead == (1, 5, 8, 12, 14, 15, 17)


def test_all_evenings_attended_is_completed():
    judged = judge("+" * 17)
    assert judged.verdict is Verdict.COMPLETED
    assert (judged.credited, judged.to_attend, judged.ahead, judged.mandatory_missing) == (17, 0, 0, ())


def test_three_subjects_missed_is_completed_and_a_fourth_is_not():
    assert judge("+--" + "-" + "+" * 13).verdict is Verdict.COMPLETED
    assert judge("+--" + "-" + "+-" + "+" * 11).verdict is Verdict.NEEDS_CATCH_UP


def test_completed_is_said_before_the_last_evening_only_when_nothing_mandatory_is_left():
    assert judge("+" * 16 + ".").verdict is Verdict.ON_TRACK
    without_closing = replace(RULE, mandatory=RULE.mandatory - {17})
    assert judge("+" * 16 + ".", without_closing).verdict is Verdict.COMPLETED


def test_more_than_half_of_what_may_be_missed_puts_her_at_risk():
    assert judge("+-").verdict is Verdict.ON_TRACK
    judged = judge("+--")
    assert judged.verdict is Verdict.AT_RISK
    assert (judged.to_attend, judged.ahead) == (13, 14)


@pytest.mark.parametrize(("count", "missed", "verdict"), [(15, 1, "on_track"), (15, 2, "at_risk"), (10, 2, "at_risk")])
def test_risk_begins_at_the_second_evening_missed_in_smaller_editions_too(count, missed, verdict):
    assert judge("-" * missed, Rule(share="0.8"), range(1, count + 1)).verdict == verdict


def test_mandatory_module_missed_needs_a_catch_up_at_once():
    judged = judge("-" + "+" * 15)
    assert judged.verdict is Verdict.NEEDS_CATCH_UP
    assert (judged.mandatory_missing, judged.can_be_made_up, judged.catch_ups_needed) == ((1,), (1,), 1)


def test_mandatory_module_made_up_counts():
    assert judge("m" + "+" * 16).verdict is Verdict.COMPLETED


def test_fewest_catch_ups_count_a_mandatory_module_towards_the_share():
    judged = judge("-----" + "+" * 12)
    assert judged.verdict is Verdict.NEEDS_CATCH_UP
    assert judged.mandatory_missing == (1, 5)
    assert judged.catch_ups_needed == 2


def test_module_missed_that_comes_again_can_be_attended():
    again = [Evening(frozenset({1})), *(Evening(frozenset({key})) for key in range(3, 18))]
    judged = judge("-+", remaining=again)
    assert judged.verdict is Verdict.ON_TRACK
    assert (1 in judged.mandatory_ahead, judged.mandatory_missing, judged.can_be_made_up) == (True, (), ())


def test_evening_with_two_modules_brings_both():
    judged = judge("+" * 15 + "..", remaining=[Evening(frozenset({16, 17}))])
    assert (judged.verdict, judged.ahead, judged.unplanned) == (Verdict.ON_TRACK, 2, ())


def test_module_without_an_evening_is_named_and_not_held_against_her():
    judged = judge("+" * 16 + ".", remaining=[])
    assert (judged.verdict, judged.unplanned) == (Verdict.ON_TRACK, (17,))


# --- catching up -----------------------------------------------------------------------------------------------------


def test_without_catching_up_a_mandatory_module_missed_is_out_of_reach():
    rule = replace(RULE, catch_up_allowed=False)
    judged = judge("-", rule)
    assert (judged.verdict, judged.can_be_made_up) == (Verdict.OUT_OF_REACH, ())
    assert judge("m" + "+" * 16, rule).verdict is Verdict.OUT_OF_REACH


def test_limit_of_catch_ups_leaves_the_rest_out_of_reach():
    rule = Rule(share="0.8", max_catch_ups=1)
    assert judge("----" + "+" * 13, rule).verdict is Verdict.NEEDS_CATCH_UP
    assert judge("-----" + "+" * 12, rule).verdict is Verdict.OUT_OF_REACH
    assert judge("mm---" + "+" * 12, rule).verdict is Verdict.OUT_OF_REACH


def test_of_two_made_up_the_mandatory_one_counts():
    rule = Rule(share="0.8", mandatory=frozenset({5}), max_catch_ups=1)
    judged = judge("mmmmm" + "+" * 12, rule)
    assert (judged.verdict, judged.credited, judged.mandatory_missing) == (Verdict.OUT_OF_REACH, 13, ())


def test_catch_up_spent_on_a_subject_does_not_take_the_mandatory_one_away():
    rule = Rule(share="0.8", mandatory=frozenset({5}), max_catch_ups=1)
    assert judge("+m++-" + "+" * 12, rule).verdict is Verdict.NEEDS_CATCH_UP
    assert judge("+m++m" + "+" * 12, rule).verdict is Verdict.COMPLETED


# --- strange input ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", [Rule(share="1.2"), Rule(share="0.5", mandatory=frozenset({99}))])
def test_rule_nobody_can_fulfil_is_out_of_reach_from_the_start(rule):
    assert judge("", rule).verdict is Verdict.OUT_OF_REACH


def test_standings_and_evenings_of_modules_the_edition_does_not_have_do_not_count():
    judged = judge_completion(RULE, list(NORWAY), {99: PRESENT}, [Evening(frozenset({77}))])
    assert (judged.credited, judged.ahead) == (0, 17)


def test_module_named_twice_counts_once():
    judged = judge_completion(Rule(share=1), [1, 1, 2], {1: PRESENT, 2: PRESENT}, [])
    assert (judged.verdict, judged.needed) == (Verdict.COMPLETED, 2)


# --- what must always hold -------------------------------------------------------------------------------------------

ORDER = list(Verdict)


@st.composite
def situations(draw):
    """Draw a rule, modules, standings and evenings."""
    modules = list(range(draw(st.integers(1, 12))))
    some = st.sets(st.sampled_from(modules)).map(frozenset)
    rule = Rule(
        share=Fraction(draw(st.integers(1, 20)), 20),
        mandatory=draw(some),
        catch_up_allowed=draw(st.booleans()),
        max_catch_ups=draw(st.none() | st.integers(0, 6)),
    )
    standings = draw(st.dictionaries(st.sampled_from(modules), st.sampled_from(Standing)))
    return rule, modules, standings, draw(st.lists(some.map(Evening), max_size=6))


@given(situations(), st.data())
def test_more_credit_is_never_worse(situation, data):
    rule, modules, standings, remaining = situation
    key = data.draw(st.sampled_from(modules))
    better = [MADE_UP, PRESENT] if standings.get(key) is MISSING else [PRESENT]
    before = judge_completion(rule, modules, standings, remaining)
    after = judge_completion(rule, modules, {**standings, key: data.draw(st.sampled_from(better))}, remaining)
    assert ORDER.index(after.verdict) <= ORDER.index(before.verdict)
    assert after.credited >= before.credited or standings.get(key) is not MISSING


@given(situations())
def test_completed_never_lacks_a_mandatory_module_nor_the_share(situation):
    rule, modules, standings, remaining = situation
    judged = judge_completion(rule, modules, standings, remaining)
    if judged.verdict is Verdict.COMPLETED:
        assert all(standings.get(key) in (PRESENT, MADE_UP) for key in rule.mandatory)
        assert judged.credited >= judged.needed
        assert (judged.to_attend, judged.mandatory_missing, judged.mandatory_ahead) == (0, (), ())


def after_attending(modules, standings, remaining, also=()):
    """Give the standings once she has been to every evening left, and to those the course owes her."""
    coming = {key for evening in remaining for key in evening.modules}
    owed = {key for key in modules if standings.get(key, NOT_HELD) is NOT_HELD}
    return standings | dict.fromkeys(coming | owed, PRESENT) | dict.fromkeys(also, MADE_UP)


@given(situations())
def test_coming_to_everything_left_is_enough_exactly_when_the_verdict_says_so(situation):
    rule, modules, standings, remaining = situation
    verdict = judge_completion(rule, modules, standings, remaining).verdict
    then = judge_completion(rule, modules, after_attending(modules, standings, remaining), []).verdict
    assert (then is Verdict.COMPLETED) == (verdict in (Verdict.COMPLETED, Verdict.ON_TRACK, Verdict.AT_RISK))


@given(situations())
def test_out_of_reach_stays_so_even_with_every_catch_up_and_needs_catch_up_does_not(situation):
    rule, modules, standings, remaining = situation
    judged = judge_completion(rule, modules, standings, remaining)
    then = judge_completion(rule, modules, after_attending(modules, standings, remaining, judged.can_be_made_up), [])
    assert (then.verdict is Verdict.COMPLETED) == (judged.verdict is not Verdict.OUT_OF_REACH)


@given(situations())
def test_fewest_catch_ups_named_are_enough_and_one_less_is_not(situation):
    rule, modules, standings, remaining = situation
    judged = judge_completion(rule, modules, standings, remaining)
    if judged.verdict is not Verdict.NEEDS_CATCH_UP:
        assert judged.catch_ups_needed == 0
        return
    first = sorted(judged.can_be_made_up, key=lambda key: key not in rule.mandatory)

    def verdict_with(count: int) -> Verdict:
        made_up = after_attending(modules, standings, remaining, first[:count])
        return judge_completion(rule, modules, made_up, []).verdict

    assert verdict_with(judged.catch_ups_needed) is Verdict.COMPLETED
    assert verdict_with(judged.catch_ups_needed - 1) is not Verdict.COMPLETED


@given(situations())
def test_figures_fit_together(situation):
    rule, modules, standings, remaining = situation
    judged = judge_completion(rule, modules, standings, remaining)
    assert 0 <= judged.to_attend <= judged.ahead
    assert judged.credited + judged.ahead <= len(modules)
    assert not set(judged.mandatory_missing) & set(judged.mandatory_ahead)
    assert all(standings[key] is MISSING for key in judged.can_be_made_up)
