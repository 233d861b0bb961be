"""When the feedback of an evening is open, and from how many answers on it is shown. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

OPEN_FOR = timedelta(hours=48)
"""How long after an evening it can be answered: whoever needs a night, or her daughter's phone, has it; later one
remembers the next evening, and a forgotten link would be an open door."""
SHOWN_FROM = 5
"""Fewer answers point at somebody: in a group that knows each other four faces are four women."""
LEAST_ROOM = 40
ROOM_FOR_EACH = 2


class Face(IntEnum):
    """How it was."""

    BAD = 1
    SO_SO = 2
    GOOD = 3


class State(StrEnum):
    """Where the feedback of an evening stands."""

    AHEAD = "ahead"
    OPEN = "open"
    CLOSED = "closed"


def state_at(now: datetime, *, begins: datetime, ends: datetime, closed: bool, cancelled: bool) -> State:
    """Tell whether an evening takes answers: from its beginning until 48 hours after it, unless it is closed."""
    if cancelled or closed or now >= ends + OPEN_FOR:
        return State.CLOSED
    return State.OPEN if now >= begins else State.AHEAD


def room_for(women: int) -> int:
    """Give how many answers an evening takes at most: enough for guests and helpers too, and an end for a flood."""
    return max(LEAST_ROOM, ROOM_FOR_EACH * women)


def is_shown(state: State, received: int) -> bool:
    """Tell whether answers are shown: once, when it is closed, and from five on. Shown while it is open, each further
    answer would say whose it is by what it changes."""
    return state is State.CLOSED and received >= SHOWN_FROM


@dataclass(frozen=True)
class Faces:
    """How many showed which face."""

    good: int
    so_so: int
    bad: int

    @property
    def total(self) -> int:
        """Give how many answered."""
        return self.good + self.so_so + self.bad


def counted(faces: Iterable[int]) -> Faces:
    """Count faces."""
    found = list(faces)
    return Faces(found.count(Face.GOOD), found.count(Face.SO_SO), found.count(Face.BAD))
