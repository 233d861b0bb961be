"""What can be asked of a saved plan, as data: the same wish is shown before and after, and then carried out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from .changing import Changed, cancel, move_one, push_down, restore, swap
from .closed import Closure, reasons_for
from .evenings import Evening, Key, Kind, Portion, Refusal, RefusalCode, Slot
from .planning import LONGEST_GAP, Rhythm

UNDO_WITHIN = timedelta(hours=1)
NEW = "new"
"""The key of an evening that is not stored yet."""


@dataclass(frozen=True)
class Move:
    """Move an evening, alone or with all later ones following down the line."""

    key: Key
    to: Slot
    later: bool = False


@dataclass(frozen=True)
class Swap:
    """Let two evenings change their modules."""

    key: Key
    other: Key


@dataclass(frozen=True)
class Cancel:
    """Cancel an evening."""

    key: Key


@dataclass(frozen=True)
class Restore:
    """Hold a cancelled evening after all, on its old day or on another."""

    key: Key
    to: Slot | None = None


@dataclass(frozen=True)
class Rearrange:
    """Give an evening other times or another venue; the later ones too that had the same as this one."""

    key: Key
    start: time
    end: time
    venue: int | None = None
    later: bool = False


@dataclass(frozen=True)
class Add:
    """Hold an extra evening: without modules of the edition, or to repeat some for those who missed them."""

    to: Slot
    venue: int | None = None
    kind: Kind = Kind.EXTRA
    modules: tuple[int, ...] = ()


@dataclass(frozen=True)
class Join:
    """Hold the modules of another evening on this one too; the other is then cancelled."""

    key: Key
    other: Key


@dataclass(frozen=True)
class Split:
    """Spread an evening over two: its modules where it has several, else the one module in two parts."""

    key: Key
    to: Slot


Wish = Move | Swap | Cancel | Restore | Rearrange | Add | Join | Split


@dataclass(frozen=True)
class Difference:
    """What became of one evening. `before` is None for a new one."""

    before: Evening | None
    after: Evening

    @property
    def is_told(self) -> bool:
        """Tell whether women and calendars must know: its time, its place, or whether it is held."""
        if self.before is None:
            return not self.after.cancelled
        facts = [(each.slot, each.venue, each.cancelled) for each in (self.before, self.after)]
        return facts[0] != facts[1]

    @property
    def is_taught(self) -> bool:
        """Tell whether something else is taught on it."""
        return (self.before.portions if self.before else ()) != self.after.portions


def differences(before: Sequence[Evening], after: Sequence[Evening]) -> list[Difference]:
    """Give the evenings that are not as they were, in their new order."""
    old = {each.key: each for each in before}
    return [Difference(old.get(each.key), each) for each in after if old.get(each.key) != each]


def next_free_day(evenings: Sequence[Evening], rhythm: Rhythm, closures: Sequence[Closure]) -> date | None:
    """Give the first free day of the rhythm behind the last evening; None where there is none for 24 months."""
    if not evenings:
        return None
    last = max(each.day for each in evenings)
    held = [each.day for each in evenings if not each.cancelled]
    for day in rhythm.days_from(last):
        if day - last > LONGEST_GAP:
            return None
        if day > last and not rhythm.is_full(day, held) and not reasons_for(day, closures):
            return day
    return None


def apply_wish(
    evenings: Sequence[Evening], wish: Wish, *, rhythm: Rhythm, closures: Sequence[Closure], now: datetime
) -> Changed:
    """Give the plan as a wish makes it, or why it cannot be. `now` is the local clock, without a zone. What has begun
    never moves, and a wish that changes nothing is refused."""
    match wish:
        case Move(key, to, True):
            changed = push_down(evenings, key, rhythm=rhythm, closures=closures, now=now, to=to)
        case Move(key, to):
            changed = move_one(evenings, key, to=to, now=now)
        case Swap(key, other):
            changed = swap(evenings, key, other, now=now)
        case Cancel(key):
            changed = cancel(evenings, key, now=now)
        case Restore():
            changed = _restore(evenings, wish, now)
        case Rearrange():
            changed = _rearrange(evenings, wish, now)
        case Add(to, venue, kind, modules):
            repeated = tuple(Portion(module) for module in modules)
            changed = _with_new(evenings, Evening(to, repeated, NEW, kind, venue), now)
        case Join(key, other):
            changed = _join(evenings, key, other, now)
        case Split(key, to):
            changed = _split(evenings, key, to, now)
    if not changed.is_refused and not differences(evenings, changed.evenings):
        return _refused(evenings, RefusalCode.NOTHING_CHANGES)
    return changed


def _refused(evenings: Sequence[Evening], code: RefusalCode, **facts) -> Changed:
    return Changed(tuple(evenings), refusal=Refusal(code, facts))


def _in_order(evenings: Sequence[Evening]) -> Changed:
    return Changed(tuple(sorted(evenings, key=lambda each: each.slot)))


def _why_not(evenings: Sequence[Evening], key: Key, now: datetime) -> RefusalCode | None:
    """Give why an evening cannot be changed."""
    found = next((each for each in evenings if each.key == key), None)
    if found is None:
        return RefusalCode.UNKNOWN_EVENING
    if found.cancelled:
        return RefusalCode.CANCELLED
    return RefusalCode.PAST if found.has_begun(now) else None


def _cannot_stand(evenings: Sequence[Evening], slot: Slot, key: Key, now: datetime) -> RefusalCode | None:
    if slot.end <= slot.start:
        return RefusalCode.ENDS_BEFORE_IT_STARTS
    if datetime.combine(slot.day, slot.start) <= now:
        return RefusalCode.INTO_THE_PAST
    taken = any(each.key != key and not each.cancelled and each.slot.overlaps(slot) for each in evenings)
    return RefusalCode.CLASH if taken else None


def _restore(evenings: Sequence[Evening], wish: Restore, now: datetime) -> Changed:
    evening = next((each for each in evenings if each.key == wish.key), None)
    if evening is None or not evening.cancelled:
        return _refused(evenings, RefusalCode.NOTHING_CHANGES if evening else RefusalCode.UNKNOWN_EVENING)
    if wish.to is None or evening.has_begun(now):
        return restore(evenings, wish.key, now=now)
    if problem := _cannot_stand(evenings, wish.to, wish.key, now):
        return _refused(evenings, problem, day=wish.to.day)
    held = replace(evening, slot=wish.to, cancelled=False)
    return _in_order([held if each.key == wish.key else each for each in evenings])


def _rearrange(evenings: Sequence[Evening], wish: Rearrange, now: datetime) -> Changed:
    if problem := _why_not(evenings, wish.key, now):
        return _refused(evenings, problem)
    this = next(each for each in evenings if each.key == wish.key)
    changed = []
    for each in evenings:
        if each.key == wish.key or (wish.later and this.slot < each.slot and not each.cancelled):
            # A day in the weekend has times of its own, an excursion a place of its own: those stay.
            same_time = (each.slot.start, each.slot.end) == (this.slot.start, this.slot.end)
            slot = replace(each.slot, start=wish.start, end=wish.end) if same_time else each.slot
            changed.append(replace(each, slot=slot, venue=wish.venue if each.venue == this.venue else each.venue))
        else:
            changed.append(each)
    for difference in differences(evenings, changed):
        if problem := _cannot_stand(changed, difference.after.slot, difference.after.key, now):
            return _refused(evenings, problem, day=difference.after.day)
    return _in_order(changed)


def _with_new(evenings: Sequence[Evening], new: Evening, now: datetime) -> Changed:
    if problem := _cannot_stand(evenings, new.slot, new.key, now):
        return _refused(evenings, problem, day=new.day)
    return _in_order([*evenings, new])


def _join(evenings: Sequence[Evening], key: Key, other: Key, now: datetime) -> Changed:
    if problem := _why_not(evenings, key, now):
        return _refused(evenings, problem)
    source = next((each for each in evenings if each.key == other), None)
    if source is None:
        return _refused(evenings, RefusalCode.UNKNOWN_EVENING)
    # Of a cancelled evening that lies behind us nothing was held: its modules may find another evening.
    if not source.cancelled and (problem := _why_not(evenings, other, now)):
        return _refused(evenings, problem)
    if key == other or not source.portions:
        return _refused(evenings, RefusalCode.NOTHING_TO_MERGE)
    this = next(each for each in evenings if each.key == key)
    joined = {
        key: replace(this, portions=(*this.portions, *source.portions)),
        other: replace(source, portions=(), cancelled=True),
    }
    return _in_order(_with_whole_modules([joined.get(each.key, each) for each in evenings], source.modules))


def _split(evenings: Sequence[Evening], key: Key, to: Slot, now: datetime) -> Changed:
    if problem := _why_not(evenings, key, now):
        return _refused(evenings, problem)
    this = next(each for each in evenings if each.key == key)
    if not this.portions:
        return _refused(evenings, RefusalCode.NOTHING_TO_SPLIT)
    if to < this.slot:
        return _refused(evenings, RefusalCode.SECOND_HALF_FIRST, day=to.day)
    half = (len(this.portions) + 1) // 2
    whole = len(this.portions) == 1
    first, second = (this.portions, this.portions) if whole else (this.portions[:half], this.portions[half:])
    changed = _with_new(
        [replace(each, portions=first) if each.key == key else each for each in evenings],
        Evening(to, second, NEW, venue=this.venue),
        now,
    )
    if changed.is_refused:
        return replace(changed, evenings=tuple(evenings))
    return _in_order(_with_whole_modules(changed.evenings, this.modules))


def _with_whole_modules(evenings: Sequence[Evening], modules: Sequence[int]) -> list[Evening]:
    """Number the parts of some modules anew in the order of time; two parts of one evening become one. What an evening
    repeats for those who missed it is whole, and no part of any."""
    ordered = sorted(evenings, key=lambda each: each.slot)
    once = [
        tuple(dict.fromkeys(portion.module for portion in each.portions if each.kind is not Kind.CATCH_UP))
        for each in ordered
    ]
    parts = {module: sum(module in held for held in once) for module in modules}
    met = dict.fromkeys(parts, 0)
    changed = []
    for each, held in zip(ordered, once, strict=True):
        portions = {portion.module: portion for portion in each.portions}
        for module in held:
            if module in parts:
                met[module] += 1
                portions[module] = Portion(module, met[module], parts[module])
        changed.append(replace(each, portions=tuple(portions.values())))
    return changed
