"""Where it stands with the guests of an evening, from what was asked and answered. No database."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from enum import IntEnum

CONFIRMED_BEFORE = timedelta(days=21)
"""So long before an evening its guest has to have said yes."""


class Stage(IntEnum):
    """From nobody to ready. The least of what an evening waits for is where the evening stands."""

    NOBODY = 1
    DECLINED = 2  # asked, and nobody who can come is left
    PROPOSED = 3  # asks for another day: the host has to say something
    ASKED = 4
    NEW_ANSWER = 5  # said yes to a time that holds no more
    CONFIRMED = 6
    MATERIAL = 7  # handed in, and to be looked at
    APPROVED = 8
    NOT_NEEDED = 9

    @classmethod
    def settled(cls) -> tuple["Stage", ...]:
        """Give those with which nobody waits for a yes."""
        return tuple(stage for stage in cls if cls.CONFIRMED <= stage < cls.NOT_NEEDED)


def stage_of_request(states: Sequence[str], *, holds: bool = True, approved: Sequence[bool] = ()) -> Stage:
    """Give where it stands with one guest that is wanted, from the states of all who were asked for her place;
    `holds` says whether a yes was said to the evening as it now is, `approved` of each material that whoever comes has
    handed in whether it is let through. If every question was taken back, nobody is
    wanted."""
    live = {state for state in states if state not in ("cancelled", "handed_over")}
    if not live:
        return Stage.NOT_NEEDED
    if "accepted" in live:
        return _stage_of_yes(approved) if holds else Stage.NEW_ANSWER
    if "proposed" in live:
        return Stage.PROPOSED
    if "asked" in live or live == {"queued", "declined"}:
        return Stage.ASKED  # whoever cannot come is followed by the next in the row
    return Stage.DECLINED if "declined" in live else Stage.NOBODY


def _stage_of_yes(approved: Sequence[bool]) -> Stage:
    if not approved:
        return Stage.CONFIRMED
    return Stage.APPROVED if all(approved) else Stage.MATERIAL


def stage_of_evening(stages: Iterable[Stage], *, has_subject: bool) -> Stage:
    """Give where it stands with an evening: the least of all the guests that it wants. A subject wants one, even if
    nobody is asked yet."""
    wanted = [stage for stage in stages if stage != Stage.NOT_NEEDED]
    if wanted:
        return min(wanted)
    return Stage.NOBODY if has_subject else Stage.NOT_NEEDED
