"""The programme of an evening: clock times, two modules, parts of one, and plans that are too long."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohorts.schedule.rules.programme import Portion, timed
from modules.rules import EveningStep, evening_parts

OSLO = ZoneInfo("Europe/Oslo")
STANDARD = (20, "welcome"), (15, "check-in"), (40, "input"), (25, "exercise"), (15, "break"), (47, "input")
CLOSING = (10, "reflection"), (8, "check-out")


def plan(*steps: tuple[int, str]) -> tuple[EveningStep, ...]:
    return tuple(EveningStep(minutes, kind) for minutes, kind in steps)


def evening(hours: float, *portions: Portion):
    begins = datetime(2027, 1, 12, 17, 0, tzinfo=OSLO)
    ends = datetime(2027, 1, 12, 17 + int(hours), int(hours % 1 * 60), tzinfo=OSLO)
    return timed(portions, begins, ends)


def test_steps_follow_each_other_by_the_local_clock():
    found = evening(3, Portion(plan(*STANDARD, *CLOSING)))
    assert [step.at for step in found.steps] == ["17:00", "17:20", "17:35", "18:15", "18:40", "18:55", "19:42", "19:52"]
    assert (found.planned, found.length, found.too_long, found.left_over) == (180, 180, 0, 0)


def test_plan_that_is_shorter_leaves_minutes_free():
    assert evening(3.5, Portion(plan(*STANDARD, *CLOSING))).left_over == 30


def test_plan_that_is_too_long_ends_in_time_and_keeps_opening_break_and_closing_whole():
    found = evening(2.5, Portion(plan(*STANDARD, *CLOSING)))
    assert (found.is_shortened, found.too_long) == (True, 30)
    assert f"{found.steps[-1].ends:%H:%M}" == "19:30"
    whole = {step.step.kind for step in found.steps if not step.is_shortened}
    assert whole == {"welcome", "check-in", "break", "check-out"}


def test_plan_that_is_far_too_long_is_not_squeezed_and_says_what_comes_too_late():
    found = evening(1.5, Portion(plan(*STANDARD, *CLOSING)))
    assert not found.is_shortened
    assert [step.at for step in found.steps if step.is_too_late] == ["18:40", "18:55", "19:42", "19:52"]


def test_two_modules_open_and_close_the_evening_once():
    found = evening(6, Portion(plan(*STANDARD, *CLOSING)), Portion(()), Portion(plan(*STANDARD, *CLOSING)))
    kinds = [step.step.kind for step in found.steps]
    assert (kinds.count("check-in"), kinds.count("check-out"), kinds[0], kinds[-1]) == (1, 1, "welcome", "check-out")
    assert {step.module for step in found.steps} == {0, 2}


@pytest.mark.parametrize("parts", [2, 3])
def test_module_over_several_evenings_is_held_whole_and_each_evening_opens_and_closes(parts):
    whole = plan(*STANDARD, *CLOSING)
    evenings = [evening(3, Portion(whole, part, parts)) for part in range(1, parts + 1)]
    between = [step.step for found in evenings for step in found.steps[2:-1]]
    assert between == list(whole[2:-1])
    assert all(found.steps[0].step.kind == "welcome" for found in evenings)


KINDS = st.sampled_from(["welcome", "check-in", "input", "exercise", "break", "questions", "check-out"])


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 60), KINDS), min_size=1, max_size=12), st.sampled_from([1, 1.5, 2, 2.5, 3]))
def test_whatever_the_plan_steps_follow_each_other_and_a_shortened_one_ends_in_time(steps, hours):
    found = evening(hours, Portion(plan(*steps)))
    assert [step.step.minutes for step in found.steps] == [minutes for minutes, _kind in steps]
    assert all(one.ends == other.begins for one, other in zip(found.steps, found.steps[1:], strict=False))
    assert all(step.step.minutes * 0.6 - 1 < step.minutes <= step.step.minutes and step.minutes for step in found.steps)
    assert found.is_shortened == (found.too_long > 0 and sum(step.minutes for step in found.steps) == found.length)
    assert found.too_long or not any(step.is_too_late for step in found.steps)


def test_night_of_the_clock_change_does_not_move_the_end():
    begins, ends = (datetime(2027, 3, 28, hour, 30, tzinfo=OSLO) for hour in (1, 4))
    found = timed([Portion(plan((90, "input"), (30, "input")))], begins, ends)
    assert ([step.at for step in found.steps], found.too_long) == (["01:30", "04:00"], 0)


def test_stored_text_gives_plain_words_without_the_marks_of_editors():
    body = [
        {
            "type": "session_plan",
            "value": {
                "steps": [{"type": "item", "value": {"minutes": 5, "kind": "input", "text": "Se (K12) &amp; hør"}}]
            },
        },
        {
            "type": "exercises",
            "value": {"items": [{"exercise": 7}, {"name": "Egen", "how": "<p>Gå [kontroller: tid] ut.</p>"}]},
        },
        {"type": "worksheet", "value": {"title": "Planen [lokalt]"}},
    ]
    found = evening_parts(body, {"7": {"name": "Nøkler", "minutes": 10, "how": "Vis.", "locale_id": 1}})
    assert found.steps[0].text == "Se & hør"
    assert [(each.name, each.minutes, each.how) for each in found.exercises] == [
        ("Nøkler", 10, "Vis."),
        ("Egen", None, "Gå ut."),
    ]
    assert found.sheets == ("Planen",)
