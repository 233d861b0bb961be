"""The size of a cohort, what is counted for it, and its steps."""

from dataclasses import dataclass
from enum import StrEnum


class SizeWarning(StrEnum):
    """What is said of the number of women. Never a reason to stop."""

    FEW = "few"
    MANY = "many"


def size_warning(women: int, *, least: int, most: int) -> SizeWarning | None:
    """Tell whether a cohort is smaller or larger than its edition aims at."""
    if women < least:
        return SizeWarning.FEW
    return SizeWarning.MANY if women > most else None


DISHES = ("any", "halal", "vegetarian", "vegan", "no_gluten", "no_milk", "no_nuts", "no_fish")
"""Kinds of dishes that are counted for a cohort, never for a person."""


STEPS = {
    "planned": {"running", "cancelled"},
    "running": {"completed", "cancelled"},
    "completed": set(),
    "cancelled": set(),
}
"""From which state a cohort comes into which; the last two are final."""


class Missing(StrEnum):
    """What keeps a cohort from a step, or should be looked at before it."""

    NO_SUCH_STEP = "no-such-step"
    NO_WOMEN = "no-women"
    NO_COORDINATOR = "no-coordinator"
    NOT_ANSWERED = "not-answered"
    NO_VENUE = "no-venue"
    TEXTS_NOT_SIGNED = "texts-not-signed"
    SIZE_FEW = "size-few"
    SIZE_MANY = "size-many"


STOPS = frozenset({Missing.NO_SUCH_STEP, Missing.NO_WOMEN, Missing.NO_COORDINATOR})
"""What keeps a cohort from a step; the rest is said and may be passed over."""


@dataclass(frozen=True)
class Facts:
    """What is known of a cohort before a step."""

    state: str
    women: int
    offered: int = 0
    coordinators: int = 1
    has_venue: bool = True
    unsigned: int = 0
    least: int = 18
    most: int = 25


def check_step(facts: Facts, *, to: str) -> list[Missing]:
    """Give what stands in the way of a step, and what is worth a look before it."""
    if to not in STEPS.get(facts.state, set()):
        return [Missing.NO_SUCH_STEP]
    if to != "running":
        return []
    size = size_warning(facts.women, least=facts.least, most=facts.most)
    found = {
        Missing.NO_WOMEN: not facts.women,
        Missing.NO_COORDINATOR: not facts.coordinators,
        Missing.NOT_ANSWERED: facts.offered > 0,
        Missing.NO_VENUE: not facts.has_venue,
        Missing.TEXTS_NOT_SIGNED: facts.unsigned > 0,
        Missing.SIZE_FEW: bool(facts.women) and size is SizeWarning.FEW,
        Missing.SIZE_MANY: size is SizeWarning.MANY,
    }
    return [code for code, holds in found.items() if holds]
