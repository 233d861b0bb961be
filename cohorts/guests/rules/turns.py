"""Whose turn it is to be asked. No database."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Asked:
    """One of those asked for a place, in the order of asking."""

    state: str
    asked_at: datetime | None


def is_turn_of_the_next(asked: Iterable[Asked], *, after: timedelta, now: datetime) -> bool:
    """Tell whether the next in the queue is to be asked: nobody comes or waits for the host's word, and whoever was
    asked has said no or has been silent for so long."""
    live = [each for each in asked if each.state in ("asked", "proposed", "accepted")]
    if any(each.state != "asked" for each in live):
        return False
    return all(each.asked_at is not None and each.asked_at + after <= now for each in live)
