"""How a missed module is made up: what has become of it, what may be begun, and what to tell her. Plain Python."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from curriculum.rules import Judgement, Rule, Verdict, Way

MOST_PLACES = 30
"""For so many visitors an evening can be open."""


BEGUN = (Way.VISIT, Way.READ)
"""The ways that somebody asks for. To an evening of her own cohort that repeats it she simply comes."""


class Wish(StrEnum):
    """When she would like to talk about what she has read."""

    BEFORE = "before"
    AFTER = "after"
    PHONE = "phone"


class State(StrEnum):
    """What somebody has said or done about it."""

    ASKED = "asked"
    AGREED = "agreed"
    DONE = "done"  # the talk was held; a visit is done by the mark of its evening
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


OPEN = (State.ASKED, State.AGREED, State.DONE)


class Step(StrEnum):
    """Where it stands, derived from what was said and from the evening as it now is."""

    ASKED = "asked"
    AGREED = "agreed"
    NEW_DATE = "new_date"  # the evening was moved, is not held, teaches something else, or she was not there
    DONE = "done"


@dataclass(frozen=True)
class Visit:
    """The evening of a visit as it now is. `teaches`: the module that she misses is taught there; `is_same`: its time
    and place have not changed since it was agreed; `credit`: what the mark there gives her, None without one."""

    is_held: bool
    teaches: bool
    is_same: bool
    is_past: bool
    credit: bool | None = None


def step_of(state: State | str, visit: Visit | None = None) -> Step:
    """Say where an open catch-up stands. `visit` is None for one by reading."""
    if state == State.DONE or (visit and state == State.AGREED and visit.credit and visit.teaches):
        return Step.DONE
    if visit is None:
        return Step(state)
    lost = not (visit.is_held and visit.teaches) or visit.credit is False or (state == State.ASKED and visit.is_past)
    if lost or not (visit.is_same or visit.is_past):
        return Step.NEW_DATE
    return Step(state)


def ways_to_begin(rule: Rule, begun: Iterable[Any], module: Any) -> frozenset[Way]:
    """Give the ways in which one more module may be begun: those that the edition allows, if it would still count."""
    return frozenset(filter(rule.allows, BEGUN)) if still_counts(rule, begun, module) else frozenset()


def still_counts(rule: Rule, begun: Iterable[Any], module: Any) -> bool:
    """Tell whether one more made up would count beside those that are made up or begun. A mandatory one takes the
    place of one that is not."""
    if not rule.catch_up_allowed:
        return False
    begun = set(begun) - {module}
    if rule.max_catch_ups is None or len(begun) < rule.max_catch_ups:
        return True
    mandatory = {key for key in begun if key in rule.mandatory}
    return module in rule.mandatory and len(mandatory) < rule.max_catch_ups


class HintCode(StrEnum):
    """What is to be told of a module that she missed."""

    NEW_DATE = "new_date"
    BOOKED = "booked"  # she is awaited on an evening
    ASKED = "asked"  # she would like to come to one
    TALK = "talk"  # she reads it, a talk is left
    AGAIN = "again"  # it comes again in her own cohort
    ELSEWHERE = "elsewhere"  # there is a free place on an evening
    READ = "read"  # it can be read


@dataclass(frozen=True)
class Hint:
    """One thing to tell: of which module, when and where."""

    code: HintCode
    module: Any
    day: date | None = None
    where: str = ""


def hints_for(
    judgement: Judgement,
    missed: Sequence[Any],
    *,
    begun: Mapping[Any, Hint],
    again: Mapping[Any, date],
    elsewhere: Mapping[Any, tuple[date, str]],
    may_read: bool = True,
) -> tuple[Hint, ...]:
    """Give what to tell of the modules she missed, in their order: what has been begun, what comes again, and of what
    can be made up as much as she needs, the mandatory ones first. Nothing where it would not matter."""
    if judgement.verdict in (Verdict.COMPLETED, Verdict.OUT_OF_REACH):
        return ()
    told = {key: begun[key] for key in missed if key in begun}
    told |= {key: Hint(HintCode.AGAIN, key, again[key]) for key in missed if key in again and key not in told}
    under_way = sum(hint.code in (HintCode.BOOKED, HintCode.ASKED, HintCode.TALK) for hint in told.values())
    most = {Verdict.NEEDS_CATCH_UP: judgement.catch_ups_needed, Verdict.AT_RISK: 1}.get(judgement.verdict, 0)
    possible = [key for key in judgement.can_be_made_up if key not in told]
    # A day is worth more than none.
    possible.sort(key=lambda key: (key not in judgement.mandatory_missing, key not in elsewhere))
    for key in possible[: max(0, most - under_way)]:
        if key in elsewhere:
            told[key] = Hint(HintCode.ELSEWHERE, key, *elsewhere[key])
        elif may_read and judgement.verdict is Verdict.NEEDS_CATCH_UP:
            told[key] = Hint(HintCode.READ, key)
    return tuple(told[key] for key in missed if key in told)
