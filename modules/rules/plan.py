"""What is odd about the plan of an evening. Nothing of it keeps anybody from saving."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

CHECK_IN, CHECK_OUT = "check-in", "check-out"
BEFORE_CHECK_IN = frozenset({"welcome"})  # food and greetings, while the last ones arrive


class PlanCode(StrEnum):
    """What an editor may want to look at again."""

    TOO_LONG = "too-long"
    TOO_SHORT = "too-short"
    NO_CHECK_IN = "no-check-in"  # another step stands before the check-in, or there is none
    NO_CHECK_OUT = "no-check-out"  # another step stands after the check-out, or there is none


@dataclass(frozen=True)
class PlanStep:
    """A step as far as the rule cares."""

    kind: str
    minutes: int


@dataclass(frozen=True)
class PlanFinding:
    """One thing to look at again, with the sum of the plan and the length it was held against."""

    code: PlanCode
    total: int
    length: int | None = None


def check_plan(steps: Iterable[PlanStep], lengths: Iterable[int] = ()) -> list[PlanFinding]:
    """Give what is odd about a plan: its length against each evening it is meant for, and its first and last step."""
    steps = list(steps)
    total = sum(step.minutes for step in steps)
    found = [
        PlanFinding(PlanCode.TOO_LONG if total > length else PlanCode.TOO_SHORT, total, length)
        for length in dict.fromkeys(lengths)
        if total != length
    ]
    kinds = [step.kind for step in steps]
    opening = [kind for kind in kinds if kind not in BEFORE_CHECK_IN]
    if opening[:1] != [CHECK_IN]:
        found.append(PlanFinding(PlanCode.NO_CHECK_IN, total))
    if kinds[-1:] != [CHECK_OUT]:
        found.append(PlanFinding(PlanCode.NO_CHECK_OUT, total))
    return found
