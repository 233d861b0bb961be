"""What stands in the way of an evening, by real clock times: places, people, closed days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from typing import Any

from lms.kit.dates import is_absent, is_double, to_utc

from .closed import Closure, reasons_for
from .evenings import Key, Slot


class ConflictCode(StrEnum):
    """What can stand in the way."""

    VENUE_TAKEN = "venue_taken"
    PERSON_TAKEN = "person_taken"  # somebody would be in two places
    CLOSED_DAY = "closed_day"
    VENUE_TOO_SMALL = "venue_too_small"
    VENUE_NOT_ACCESSIBLE = "venue_not_accessible"
    OUTSIDE_VENUE_HOURS = "outside_venue_hours"
    HOUR_IS_LEFT_OUT = "hour_is_left_out"  # the clock jumps over it
    HOUR_COMES_TWICE = "hour_comes_twice"
    ENDS_BEFORE_IT_STARTS = "ends_before_it_starts"


class Weight(StrEnum):
    """Whether somebody may decide otherwise, with a reason."""

    WARN = "warn"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Conflict:
    """One thing in the way, and what a sentence about it needs."""

    code: ConflictCode
    weight: Weight = Weight.WARN
    facts: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class VenueFacts:
    """What matters of a venue; None is what nobody has said."""

    key: int
    seats: int | None = None
    accessible: bool | None = None
    opens: time | None = None
    closes: time | None = None


@dataclass(frozen=True)
class Occasion:
    """Something at a time and a place, with people: an evening of this cohort, or anything else that takes them."""

    key: Key
    slot: Slot
    zone: str
    venue: int | None = None
    people: frozenset[int] = frozenset()

    @property
    def begins(self) -> datetime:
        """Give the moment in UTC."""
        return to_utc(self.slot.day, self.slot.start, self.zone)

    @property
    def ends(self) -> datetime:
        """Give the moment in UTC."""
        return to_utc(self.slot.day, self.slot.end, self.zone)

    def overlaps(self, other: "Occasion") -> bool:
        """Tell whether both take place at some moment. One that begins as the other ends does not."""
        return self.begins < other.ends and other.begins < self.ends


def find_conflicts(
    occasion: Occasion,
    *,
    others: Iterable[Occasion] = (),
    closures: Sequence[Closure] = (),
    venue: VenueFacts | None = None,
    group_size: int = 0,
    needs_access: bool = False,
) -> list[Conflict]:
    """Give what stands in the way of an evening, the gravest first.

    `others` is what its people and its venue are needed for elsewhere (the occasion itself among them is passed over).
    `group_size` counts everybody who needs a seat."""
    found = _time_conflicts(occasion)
    if any(conflict.weight is Weight.REFUSE for conflict in found):
        return found
    for other in others:
        if other.key == occasion.key or not occasion.overlaps(other):
            continue
        if occasion.venue is not None and occasion.venue == other.venue:
            found.append(Conflict(ConflictCode.VENUE_TAKEN, facts={"other": other.key, "venue": other.venue}))
        shared = occasion.people & other.people
        if shared:
            found.append(Conflict(ConflictCode.PERSON_TAKEN, facts={"other": other.key, "people": shared}))
    closing = reasons_for(occasion.slot.day, closures)
    if closing:
        found.append(Conflict(ConflictCode.CLOSED_DAY, facts={"day": occasion.slot.day, "closures": closing}))
    return [*found, *_venue_conflicts(occasion.slot, venue, group_size, needs_access)]


def _time_conflicts(occasion: Occasion) -> list[Conflict]:
    slot, zone = occasion.slot, occasion.zone
    if slot.end <= slot.start:
        facts = {"start": slot.start, "end": slot.end}
        return [Conflict(ConflictCode.ENDS_BEFORE_IT_STARTS, Weight.REFUSE, facts)]
    found = []
    for code, is_so in ((ConflictCode.HOUR_IS_LEFT_OUT, is_absent), (ConflictCode.HOUR_COMES_TWICE, is_double)):
        clocks = [clock for clock in (slot.start, slot.end) if is_so(slot.day, clock, zone)]
        if clocks:
            found.append(Conflict(code, facts={"clock": clocks[0], "day": slot.day}))
    return found


def _venue_conflicts(slot: Slot, venue: VenueFacts | None, group_size: int, needs_access: bool) -> list[Conflict]:
    if venue is None:
        return []
    found = []
    if venue.seats is not None and venue.seats < group_size:
        facts: dict[str, Any] = {"venue": venue.key, "seats": venue.seats, "people": group_size}
        found.append(Conflict(ConflictCode.VENUE_TOO_SMALL, facts=facts))
    if needs_access and venue.accessible is False:
        found.append(Conflict(ConflictCode.VENUE_NOT_ACCESSIBLE, facts={"venue": venue.key}))
    if (venue.opens and slot.start < venue.opens) or (venue.closes and venue.closes < slot.end):
        facts = {"venue": venue.key, "opens": venue.opens, "closes": venue.closes}
        found.append(Conflict(ConflictCode.OUTSIDE_VENUE_HOURS, facts=facts))
    return found
