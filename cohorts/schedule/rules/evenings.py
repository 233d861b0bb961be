"""An evening as the rules take it: when it is, and which modules are held on it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

Key = int | str | None
"""What an evening is known by: its place in a proposal, its public id once it is stored, None where nobody asks."""


class RefusalCode(StrEnum):
    """Why a plan or a change is not possible."""

    NO_MODULES = "no_modules"  # there is nothing to plan
    ENDS_BEFORE_IT_STARTS = "ends_before_it_starts"
    NO_FREE_DAY = "no_free_day"  # everything is closed for 24 months
    TOO_FEW_DATES = "too_few_dates"  # the list of dates is shorter than the course
    UNKNOWN_EVENING = "unknown_evening"
    PAST = "past"  # it has begun: what was, was
    INTO_THE_PAST = "into_the_past"
    CANCELLED = "cancelled"
    CLASH = "clash"  # the cohort has another evening at that time
    NOTHING_TO_MERGE = "nothing_to_merge"
    NOTHING_TO_SPLIT = "nothing_to_split"
    NOTHING_CHANGES = "nothing_changes"  # the plan is so already
    SECOND_HALF_FIRST = "second_half_first"  # the second of two evenings would come before the first
    HOLDS_MODULES = "holds_modules"  # only an evening without modules may be taken away


@dataclass(frozen=True)
class Refusal:
    """What is not possible, and what a sentence about it needs."""

    code: RefusalCode
    facts: dict[str, Any] = field(default_factory=dict, hash=False)


class Kind(StrEnum):
    """What sort of evening it is."""

    EVENING = "evening"
    EXTRA = "extra"  # one of the cohort's own, beside the edition
    CATCH_UP = "catch_up"  # it repeats modules for those who missed them
    DAY = "day"  # a day at the weekend
    EXCURSION = "excursion"


@dataclass(frozen=True)
class Portion:
    """A module, or one part of it where it takes several evenings."""

    module: int
    part: int = 1
    parts: int = 1


@dataclass(frozen=True)
class Slot:
    """A local date with a beginning and an end."""

    day: date
    start: time
    end: time

    def __lt__(self, other: "Slot") -> bool:
        return (self.day, self.start, self.end) < (other.day, other.start, other.end)

    def overlaps(self, other: "Slot") -> bool:
        """Tell whether two slots of one zone share some time."""
        return self.day == other.day and self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Evening:
    """One evening of a plan. `key` is what it is stored under, `venue` is None where the cohort meets as usual."""

    slot: Slot
    portions: tuple[Portion, ...] = ()
    key: Key = None
    kind: Kind = Kind.EVENING
    venue: int | None = None
    cancelled: bool = False

    @property
    def day(self) -> date:
        """Give the local date."""
        return self.slot.day

    @property
    def modules(self) -> tuple[int, ...]:
        """Give the modules in the order in which they are held."""
        return tuple(portion.module for portion in self.portions)

    def has_begun(self, now: datetime) -> bool:
        """Tell whether it has begun by the local clock (`now` without a zone)."""
        return datetime.combine(self.slot.day, self.slot.start) <= now


def held(evenings: Iterable[Evening]) -> Counter[Portion]:
    """Count how often each portion is held; cancelled evenings hold nothing."""
    return Counter(portion for evening in evenings if not evening.cancelled for portion in evening.portions)


def module_order(evenings: Iterable[Evening]) -> list[int]:
    """Give the modules as they are met, evening by evening, as `curriculum.rules.find_order_conflicts` takes them. What
    is repeated for those who missed it has been met before."""
    met = (each for each in evenings if not each.cancelled and each.kind is not Kind.CATCH_UP)
    standing = sorted(met, key=lambda each: each.slot)
    return [module for evening in standing for module in evening.modules]
