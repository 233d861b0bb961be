"""When women can say by themselves that they are here, and what becomes of it. Plain Python, codes out."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from .marks import Status

OPENS_BEFORE = timedelta(minutes=45)
"""How long before an evening a woman can say that she is here: by then the host is there to lay the tables."""
CLOSES_AFTER = timedelta(minutes=15)
"""How long after its end: whoever forgot it can do it on her way out, and nobody from home."""


class Entry(StrEnum):
    """What becomes of a woman who says that she is here, or why it does not count."""

    HERE = "here"
    ALREADY = "already"  # she stands there as come
    ASK_HOST = "ask_host"  # the host has written something else; that stands
    CANCELLED = "cancelled"
    TOO_EARLY = "too_early"
    OVER = "over"
    NOT_OPEN = "not_open"  # the host has not opened it, or has closed it again
    TOO_OLD = "too_old"  # the code has changed since
    WRONG = "wrong"  # no such number
    TOO_MANY = "too_many"  # she has guessed too often
    NO_EVENING = "no_evening"  # none of hers is today
    UNKNOWN = "unknown"  # nobody of this evening


def why_shut(*, begins: datetime, ends: datetime, now: datetime, cancelled: bool, opened: bool) -> Entry | None:
    """Say why nobody can check in by herself at a moment, if so. All moments are aware."""
    if cancelled:
        return Entry.CANCELLED
    if now < begins.astimezone(UTC) - OPENS_BEFORE:
        return Entry.TOO_EARLY
    if now > ends.astimezone(UTC) + CLOSES_AFTER:
        return Entry.OVER
    return None if opened else Entry.NOT_OPEN


def arrival(*, begins: datetime, now: datetime, allowed: int) -> tuple[Status, int | None]:
    """Give the mark of somebody who comes at a moment: there, or late with the minutes she missed once these are more
    than her edition lets pass."""
    minutes = (now - begins.astimezone(UTC)) // timedelta(minutes=1)
    return (Status.LATE, minutes) if minutes > allowed else (Status.PRESENT, None)
