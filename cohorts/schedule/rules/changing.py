"""Changes a plan that is saved: moves, swaps and cancels evenings. What has begun never moves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from .closed import Closure, reasons_for
from .evenings import Evening, Key, Refusal, RefusalCode, Slot
from .planning import LONGEST_GAP, Rhythm, Skipped


@dataclass(frozen=True)
class Changed:
    """A plan after a change, in order of time. Where the change is refused it is as before."""

    evenings: tuple[Evening, ...]
    skipped: tuple[Skipped, ...] = ()
    refusal: Refusal | None = None

    @property
    def is_refused(self) -> bool:
        """Tell whether nothing was changed."""
        return self.refusal is not None


def move_one(evenings: Sequence[Evening], key: Key, *, to: Slot, now: datetime) -> Changed:
    """Move one evening with everything on it, and no other. `now` is the local clock, without a zone.

    A closed day is no obstacle here: whoever moves an evening there is warned (`find_conflicts`)."""
    problem = _may_change(evenings, key, now) or _may_stand(evenings, {key: to}, now)
    return _refused(evenings, problem) if problem else _moved(evenings, {key: to})


def push_down(
    evenings: Sequence[Evening],
    key: Key,
    *,
    rhythm: Rhythm,
    closures: Sequence[Closure],
    now: datetime,
    to: Slot | None = None,
) -> Changed:
    """Move an evening and let all later ones follow down the line.

    It goes to `to`, or without it to the slot of the one after it; each later one takes the next slot that the plan
    has anyway, and the last ones the next free days of the rhythm, at the time of the evening that was last. Order and
    number stay. Moved to where it disturbs nobody, it moves alone. Refused as `move_one` is, and when no day is
    free for 24 months."""
    problem = _may_change(evenings, key, now)
    if problem:
        return _refused(evenings, problem)
    line = _from(evenings, key)
    slots = [evening.slot for evening in line]
    free = _FreeDays(slots[-1], rhythm, closures)
    pushed = {evening.key for evening in line}
    held = [each.day for each in evenings if not each.cancelled and each.key not in pushed]
    first = to or (slots[1] if len(slots) > 1 else free.next_after(slots[0].day, held))
    new: list[Slot] = []
    for evening in line:
        found = first if not new else _next_slot(evening, slots, new, free, held)
        if isinstance(found, Refusal):
            return _refused(evenings, Refusal(RefusalCode.NO_FREE_DAY, {"since": slots[-1].day}))
        new.append(found)
    moved = {evening.key: slot for evening, slot in zip(line, new, strict=True) if evening.slot != slot}
    problem = _may_stand(evenings, moved, now)
    if problem:
        return _refused(evenings, problem)
    return replace(_moved(evenings, moved), skipped=tuple(free.skipped))


def swap(evenings: Sequence[Evening], one: Key, other: Key, *, now: datetime) -> Changed:
    """Let two evenings change their modules; when and where each is stays."""
    problem = _may_change(evenings, one, now) or _may_change(evenings, other, now)
    if problem:
        return _refused(evenings, problem)
    held = {each.key: each.portions for each in evenings}
    portions = {one: held[other], other: held[one]}
    return _changed(evenings, lambda each: replace(each, portions=portions.get(each.key, each.portions)))


def cancel(evenings: Sequence[Evening], key: Key, *, now: datetime) -> Changed:
    """Cancel an evening. It stays in the plan, for the calendars; its modules are then held nowhere (`left_out`)."""
    problem = _may_change(evenings, key, now)
    if problem:
        return _refused(evenings, problem)
    return _changed(evenings, lambda each: replace(each, cancelled=True) if each.key == key else each)


def restore(evenings: Sequence[Evening], key: Key, *, now: datetime) -> Changed:
    """Let a cancelled evening take place after all, on its old day."""
    evening = _find(evenings, key)
    if evening is None:
        return _refused(evenings, Refusal(RefusalCode.UNKNOWN_EVENING))
    if evening.has_begun(now):
        return _refused(evenings, Refusal(RefusalCode.PAST))
    if any(each.key != key and not each.cancelled and each.slot.overlaps(evening.slot) for each in evenings):
        return _refused(evenings, Refusal(RefusalCode.CLASH, {"day": evening.day}))
    return _changed(evenings, lambda each: replace(each, cancelled=False) if each.key == key else each)


def left_out(evenings: Sequence[Evening]) -> list[int]:
    """Give the modules of cancelled evenings, or parts of them, that no other evening holds."""
    standing = {portion for each in evenings if not each.cancelled for portion in each.portions}
    lost = [portion for each in evenings if each.cancelled for portion in each.portions if portion not in standing]
    return list(dict.fromkeys(portion.module for portion in lost))


# --- what these have in common ----------------------------------------------------------------------------------------


def _find(evenings: Sequence[Evening], key: Key) -> Evening | None:
    return next((each for each in evenings if each.key == key), None)


def _from(evenings: Sequence[Evening], key: Key) -> list[Evening]:
    """Give an evening and the later ones that take place, in order."""
    start = next(each.slot for each in evenings if each.key == key)
    return sorted(
        (each for each in evenings if not each.cancelled and (each.key == key or start < each.slot)),
        key=lambda each: each.slot,
    )


def _may_change(evenings: Sequence[Evening], key: Key, now: datetime) -> Refusal | None:
    evening = _find(evenings, key)
    if evening is None:
        return Refusal(RefusalCode.UNKNOWN_EVENING)
    if evening.cancelled:
        return Refusal(RefusalCode.CANCELLED)
    return Refusal(RefusalCode.PAST) if evening.has_begun(now) else None


def _may_stand(evenings: Sequence[Evening], new: dict[Key, Slot], now: datetime) -> Refusal | None:
    """Give why evenings cannot stand in their new slots."""
    standing = [(each.key, new.get(each.key, each.slot)) for each in evenings if not each.cancelled]
    for key, slot in new.items():
        if slot.end <= slot.start:
            return Refusal(RefusalCode.ENDS_BEFORE_IT_STARTS, {"start": slot.start, "end": slot.end})
        if datetime.combine(slot.day, slot.start) <= now:
            return Refusal(RefusalCode.INTO_THE_PAST, {"day": slot.day})
        if any(other != key and slot.overlaps(taken) for other, taken in standing):
            return Refusal(RefusalCode.CLASH, {"day": slot.day})
    return None


def _refused(evenings: Sequence[Evening], refusal: Refusal) -> Changed:
    return Changed(tuple(evenings), refusal=refusal)


def _changed(evenings: Sequence[Evening], change: Callable[[Evening], Evening]) -> Changed:
    return Changed(tuple(sorted((change(each) for each in evenings), key=lambda each: each.slot)))


def _moved(evenings: Sequence[Evening], new: dict[Key, Slot]) -> Changed:
    return _changed(evenings, lambda each: replace(each, slot=new.get(each.key, each.slot)))


def _next_slot(
    evening: Evening, slots: Sequence[Slot], new: Sequence[Slot], free: "_FreeDays", held: Sequence[date]
) -> Slot | Refusal:
    """Give the next slot of the line after the new ones; an evening that nobody pushes keeps its own."""
    before = new[-1]
    if before < evening.slot and not before.overlaps(evening.slot):
        return evening.slot
    ahead = [slot for slot in slots if before < slot and not before.overlaps(slot)]
    return ahead[0] if ahead else free.next_after(before.day, [*held, *(slot.day for slot in new)])


@dataclass
class _FreeDays:
    """Finds the next free days of a rhythm behind the end of a plan."""

    like: Slot  # whose time they have
    rhythm: Rhythm
    closures: Sequence[Closure]

    def __post_init__(self) -> None:
        self.skipped: list[Skipped] = []

    def next_after(self, day: date, held: Sequence[date]) -> Slot | Refusal:
        """Give the first free slot after a day, in a week that is not full of the evenings held."""
        # Counted from the last evening of the plan, so that every second week stays the same second week.
        for candidate in self.rhythm.days_from(self.like.day):
            if candidate - day > LONGEST_GAP:
                break
            if candidate <= day or candidate <= self.like.day or self.rhythm.is_full(candidate, held):
                continue
            closures = reasons_for(candidate, self.closures)
            if not closures:
                return replace(self.like, day=candidate)
            if all(skip.day != candidate for skip in self.skipped):
                self.skipped.append(Skipped(candidate, closures))
        return Refusal(RefusalCode.NO_FREE_DAY, {"since": day})
