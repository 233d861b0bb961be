"""When a paper is replaced or withdrawn: somebody asks, somebody else does it."""

from dataclasses import dataclass

from .decisions import Refusal

REPLACING = ("name", "lost")
"""Reasons for a new paper in the place of the old one."""
WITHDRAWING = ("mistake", "left", "misused")
"""Reasons for which it counts no more."""


@dataclass(frozen=True)
class Asked:
    """What is known of a paper when its end is asked for or confirmed. People are given by their keys; `why` is what
    was asked for, `can_be_replaced` tells whether it is a diploma of somebody who is known here, and `name_changed`
    whether she has confirmed another name than it bears."""

    is_issued: bool
    why: str
    asked_by: int | None
    can_be_replaced: bool = True
    name_changed: bool = False


def why_not_asked(facts: Asked, *, why: str) -> Refusal | None:
    """Say why the end of a paper cannot be asked for, if so."""
    if not facts.is_issued:
        return Refusal.ENDED_ALREADY
    if facts.why and facts.asked_by:
        return Refusal.ASKED_ALREADY
    if why in REPLACING and not facts.can_be_replaced:
        return Refusal.NOBODY_TO_GIVE
    return Refusal.NAME_UNCHANGED if why == "name" and not facts.name_changed else None


def why_not_ended(facts: Asked, *, ended_by: int) -> Refusal | None:
    """Say why somebody cannot end a paper, if so."""
    if not facts.is_issued:
        return Refusal.ENDED_ALREADY
    if not facts.why or facts.asked_by is None:
        return Refusal.NOT_ASKED
    if facts.asked_by == ended_by:
        return Refusal.SAME_PERSON
    if facts.why in REPLACING and not facts.can_be_replaced:
        return Refusal.NOBODY_TO_GIVE
    return Refusal.NAME_UNCHANGED if facts.why == "name" and not facts.name_changed else None
