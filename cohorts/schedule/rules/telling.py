"""What women have to be told of a plan: the difference between what they know and how it stands, of the future only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .evenings import Evening, Key, Slot
from .stored import CANCELLED, Data, slot_from_data


class NewsCode(StrEnum):
    """What is new about an evening."""

    MOVED = "moved"
    PLACE = "place"
    CANCELLED = "cancelled"
    RESTORED = "restored"
    ADDED = "added"


@dataclass(frozen=True)
class News:
    """One thing to tell. `old` is the time they know, as long as it lies ahead; `place_is_new` says that the venue has
    to be named."""

    key: Key
    code: NewsCode
    slot: Slot
    old: Slot | None = None
    venue: int | None = None
    place_is_new: bool = False


def news_of(told: Mapping[str, Data], evenings: Iterable[Evening], *, now: datetime) -> list[News]:
    """Give what is new since women were last told, in order of time. `now` is the local clock, without a zone. Of an
    evening that has begun nothing is said any more."""
    found = [_news(told.get(str(each.key)), each, now) for each in evenings]
    return sorted((news for news in found if news), key=lambda news: news.slot)


def _news(known: Data | None, evening: Evening, now: datetime) -> News | None:
    old = slot_from_data(known) if known else None
    was_on = known is not None and known["state"] != CANCELLED
    if evening.cancelled:
        # They expect it when they were told that it is, wherever it has been moved to in the meantime.
        return News(evening.key, NewsCode.CANCELLED, old) if was_on and old and not _begun(old, now) else None
    if _begun(evening.slot, now):
        return None
    place_is_new = known is None or known["venue"] != evening.venue
    if not was_on:
        code = NewsCode.RESTORED if known else NewsCode.ADDED
        return News(evening.key, code, evening.slot, None, evening.venue, place_is_new)
    if old and old != evening.slot:
        still_ahead = None if _begun(old, now) else old
        return News(evening.key, NewsCode.MOVED, evening.slot, still_ahead, evening.venue, place_is_new)
    return News(evening.key, NewsCode.PLACE, evening.slot, None, evening.venue, True) if place_is_new else None


def _begun(slot: Slot, now: datetime) -> bool:
    return datetime.combine(slot.day, slot.start) <= now
