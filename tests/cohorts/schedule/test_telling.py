"""What women are told is derived: what they know, against how the plan stands."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohorts.schedule.rules import Evening, Slot
from cohorts.schedule.rules.stored import told_of
from cohorts.schedule.rules.telling import NewsCode, news_of

NOW = datetime(2027, 1, 25, 12)


def slot(day: date, start: time = time(17)) -> Slot:
    return Slot(day, start, time(start.hour + 3))


PLAN = [Evening(slot(date(2027, 1, 12) + timedelta(weeks=week)), key=str(week), venue=1) for week in range(5)]
TOLD = told_of(PLAN)
LATER = slot(date(2027, 3, 4))


def told(key: int, **changed) -> list:
    plan = [replace(each, **changed) if each.key == str(key) else each for each in PLAN]
    return [(each.code, each.slot, each.old, each.place_is_new) for each in news_of(TOLD, plan, now=NOW)]


@pytest.mark.parametrize(
    ("changed", "news"),
    [
        ({"slot": LATER}, (NewsCode.MOVED, LATER, PLAN[3].slot, False)),
        ({"slot": LATER, "venue": 2}, (NewsCode.MOVED, LATER, PLAN[3].slot, True)),
        ({"venue": 2}, (NewsCode.PLACE, PLAN[3].slot, None, True)),
        ({"cancelled": True}, (NewsCode.CANCELLED, PLAN[3].slot, None, False)),
        ({"slot": LATER, "cancelled": True}, (NewsCode.CANCELLED, PLAN[3].slot, None, False)),
    ],
)
def test_change_of_an_evening_ahead_is_told(changed, news):
    assert told(3, **changed) == [news]


def test_other_modules_are_no_news():
    assert news_of(TOLD, PLAN, now=NOW) == []


def test_held_after_all_and_extra_evenings_are_told_with_their_place():
    known = TOLD | {"3": TOLD["3"] | {"state": "cancelled"}}
    plan = [*PLAN, Evening(LATER, key="9", venue=1)]
    assert [(each.code, each.place_is_new) for each in news_of(known, plan, now=NOW)] == [
        (NewsCode.RESTORED, False),
        (NewsCode.ADDED, True),
    ]


def test_evening_that_came_and_went_is_no_news():
    assert news_of(TOLD, [*PLAN, Evening(LATER, key="9", cancelled=True)], now=NOW) == []


def test_nothing_is_said_of_an_evening_that_has_begun():
    assert told(1, slot=slot(date(2027, 1, 20))) == []
    assert told(1, cancelled=True) == []
    assert told(1, venue=2) == []


def test_old_time_is_left_out_when_it_lies_behind_us():
    assert told(1, slot=LATER) == [(NewsCode.MOVED, LATER, None, False)]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(-30, 60), st.booleans()), max_size=8))
def test_whatever_happens_only_the_future_is_told_and_going_back_says_nothing(changes):
    plan = list(PLAN)
    for key, days, cancelled in changes:
        plan[key] = replace(plan[key], slot=slot(date(2027, 1, 25) + timedelta(days=days)), cancelled=cancelled)
    for news in news_of(TOLD, plan, now=NOW):
        assert datetime.combine(news.slot.day, news.slot.start) > NOW
        assert news.old is None or datetime.combine(news.old.day, news.old.start) > NOW
    assert news_of(told_of(plan), plan, now=NOW) == []
