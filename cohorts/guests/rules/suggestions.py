"""Who fits an evening, and why. No database."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """What speaks for somebody; the first is said first."""

    TAUGHT_HERE = "taught_here"
    TEACHES = "teaches"
    USUAL = "usual"
    ALSO = "also"
    WISHED = "wished"  # is what the evening asks for besides: a woman, a certified guide, her own story
    NOT_WISHED = "not_wished"  # is it not, or nobody has noted it


WEIGHT = {Why.TAUGHT_HERE: 4, Why.TEACHES: 3, Why.USUAL: 2, Why.ALSO: 1, Why.WISHED: 2, Why.NOT_WISHED: -3}


@dataclass(frozen=True)
class Fit:
    """What is known of somebody for one evening. `profession`: first choice, other choice, or neither; `wishes`: for
    each wish of the evening, whether she is it."""

    taught_here: bool = False
    teaches: bool = False
    usual: bool | None = None
    wishes: tuple[bool, ...] = ()


def reasons_of(fit: Fit) -> tuple[Why, ...]:
    """Give what speaks for somebody and against her, the strongest first."""
    found = {
        Why.TAUGHT_HERE: fit.taught_here,
        Why.TEACHES: fit.teaches,
        Why.USUAL: fit.usual is True,
        Why.ALSO: fit.usual is False,
        Why.WISHED: bool(fit.wishes) and all(fit.wishes),
        Why.NOT_WISHED: not all(fit.wishes),
    }
    return tuple(why for why, holds in found.items() if holds)


def weight_of(reasons: Collection[Why]) -> int:
    """Give how well somebody fits, as a number to sort by."""
    return sum(WEIGHT[why] for why in reasons)
