"""What marks add up to: the modules she has, and what to talk about before it is too late. Plain Python, codes out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from curriculum.rules import Judgement, Verdict

from .marks import Status


@dataclass(frozen=True)
class HeldPart:
    """A module, or one of the parts it was spread over, on an evening that is over. `credit` is None as long as nobody
    has marked her."""

    module: Any
    parts: int
    credit: bool | None
    part: int = 1


def credited_modules(held: Iterable[HeldPart]) -> dict[Any, bool | None]:
    """Give for each module whether she has it: yes once she was there for all of its parts, no once she missed one,
    None while a part is to come or a roll is open. What comes again on another evening counts from either."""
    seen: dict[Any, dict[int, list[bool | None]]] = {}
    parts: dict[Any, int] = {}
    for each in held:
        seen.setdefault(each.module, {}).setdefault(each.part, []).append(each.credit)
        parts.setdefault(each.module, each.parts)
    return {
        module: _all_of([_any_of(credits) for credits in heard.values()], parts[module])
        for module, heard in seen.items()
    }


def _any_of(credits: list[bool | None]) -> bool | None:
    if any(credits):
        return True
    return None if None in credits else False


def _all_of(had: list[bool | None], parts: int) -> bool | None:
    if False in had:
        return False
    return True if all(had) and len(had) >= parts else None


class Concern(StrEnum):
    """What somebody who runs the cohort should talk about with a woman, before it is too late."""

    OUT_OF_REACH = "out_of_reach"
    NEEDS_CATCH_UP = "needs_catch_up"
    MANDATORY_MISSED = "mandatory_missed"
    TWO_AWAY = "two_away"  # the last two evenings without a word


def concerns_about(judgement: Judgement, last: Sequence[Status | str]) -> tuple[Concern, ...]:
    """Give what is to be talked about. `last` are her marks of the evenings that were held, the oldest first; evenings
    without a mark are left out."""
    found = []
    if judgement.verdict is Verdict.OUT_OF_REACH:
        found.append(Concern.OUT_OF_REACH)
    elif judgement.verdict is Verdict.NEEDS_CATCH_UP:
        found.append(Concern.NEEDS_CATCH_UP)
    if judgement.mandatory_missing:
        found.append(Concern.MANDATORY_MISSED)
    if len(last) > 1 and all(Status(each) is Status.ABSENT for each in last[-2:]):
        found.append(Concern.TWO_AWAY)
    return tuple(found)
