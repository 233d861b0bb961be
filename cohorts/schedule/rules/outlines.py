"""Changes the outline of a plan that is not saved yet: what is held together, apart, or beside the edition."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum

from .evenings import Kind, Portion, Refusal, RefusalCode
from .planning import Sitting


@dataclass(frozen=True)
class Outlined:
    """An outline after a change. Where the change is refused it is as before."""

    sittings: tuple[Sitting, ...]
    refusal: Refusal | None = None


def _refused(sittings: Sequence[Sitting], code: RefusalCode) -> Outlined:
    return Outlined(tuple(sittings), Refusal(code))


def swap_sittings(sittings: Sequence[Sitting], one: int, other: int) -> Outlined:
    """Let two evenings change their modules; when and where each evening is stays."""
    if not _there(sittings, one, other):
        return _refused(sittings, RefusalCode.UNKNOWN_EVENING)
    changed = list(sittings)
    changed[one] = replace(sittings[one], portions=sittings[other].portions)
    changed[other] = replace(sittings[other], portions=sittings[one].portions)
    return Outlined(tuple(changed))


def merge_with_next(sittings: Sequence[Sitting], one: int) -> Outlined:
    """Hold the modules of the next evening on this one too; the next one falls away. Two parts of a module become one
    again where they meet."""
    if not _there(sittings, one):
        return _refused(sittings, RefusalCode.UNKNOWN_EVENING)
    if not _there(sittings, one + 1) or not sittings[one].portions or not sittings[one + 1].portions:
        return _refused(sittings, RefusalCode.NOTHING_TO_MERGE)
    portions = (*sittings[one].portions, *sittings[one + 1].portions)
    whole = replace(sittings[one], portions=portions)
    return Outlined(_renumbered([*sittings[:one], whole, *sittings[one + 2 :]]))


def split_in_two(sittings: Sequence[Sitting], one: int) -> Outlined:
    """Spread an evening over two: its modules where it has several, else the one module in two parts. The second
    evening is an ordinary one."""
    if not _there(sittings, one):
        return _refused(sittings, RefusalCode.UNKNOWN_EVENING)
    portions = sittings[one].portions
    if not portions:
        return _refused(sittings, RefusalCode.NOTHING_TO_SPLIT)
    half = (len(portions) + 1) // 2
    first, second = (portions, portions) if len(portions) == 1 else (portions[:half], portions[half:])
    return Outlined(
        _renumbered(
            [*sittings[:one], replace(sittings[one], portions=first), Sitting(portions=second), *sittings[one + 1 :]],
        )
    )


def add_extra(sittings: Sequence[Sitting], after: int, *, kind: Kind = Kind.EXTRA) -> Outlined:
    """Put an evening without a module behind another one; -1 puts it first."""
    if after != -1 and not _there(sittings, after):
        return _refused(sittings, RefusalCode.UNKNOWN_EVENING)
    place = after + 1
    return Outlined((*sittings[:place], Sitting(kind=kind), *sittings[place:]))


def take_away(sittings: Sequence[Sitting], one: int) -> Outlined:
    """Take away an evening that holds no module."""
    if not _there(sittings, one):
        return _refused(sittings, RefusalCode.UNKNOWN_EVENING)
    if sittings[one].portions:
        return _refused(sittings, RefusalCode.HOLDS_MODULES)
    return Outlined((*sittings[:one], *sittings[one + 1 :]))


def pin_to_day(sittings: Sequence[Sitting], one: int, day: date | None) -> Outlined:
    """Let an evening stand on a day of its own, or with None on the next free day again."""
    if not _there(sittings, one):
        return _refused(sittings, RefusalCode.UNKNOWN_EVENING)
    if day is not None and any(each.day == day for number, each in enumerate(sittings) if number != one):
        return _refused(sittings, RefusalCode.CLASH)
    return Outlined((*sittings[:one], replace(sittings[one], day=day, weekday=None), *sittings[one + 1 :]))


def hold_at(sittings: Sequence[Sitting], one: int, venue: int | None) -> Outlined:
    """Hold an evening in another venue; None is the usual one."""
    if not _there(sittings, one):
        return _refused(sittings, RefusalCode.UNKNOWN_EVENING)
    return Outlined((*sittings[:one], replace(sittings[one], venue=venue), *sittings[one + 1 :]))


def set_clock(sittings: Sequence[Sitting], one: int, start: time | None, end: time | None) -> Outlined:
    """Give an evening a time of its own; None is the usual one."""
    if not _there(sittings, one):
        return _refused(sittings, RefusalCode.UNKNOWN_EVENING)
    return Outlined((*sittings[:one], replace(sittings[one], start=start, end=end), *sittings[one + 1 :]))


class StepKind(StrEnum):
    """What can be asked of an outline."""

    SWAP = "swap"
    MERGE = "merge"
    SPLIT = "split"
    EXTRA = "extra"
    EXCURSION = "excursion"
    TAKE_AWAY = "take_away"
    PIN = "pin"
    VENUE = "venue"
    CLOCK = "clock"


@dataclass(frozen=True)
class Step:
    """One wish: which evening, and the other one, the day, the venue or the time where the kind needs it."""

    kind: StepKind
    one: int
    other: int = -1
    day: date | None = None
    venue: int | None = None
    start: time | None = None
    end: time | None = None


STEPS: dict[StepKind, Callable[[Sequence[Sitting], Step], Outlined]] = {
    StepKind.SWAP: lambda sittings, step: swap_sittings(sittings, step.one, step.other),
    StepKind.MERGE: lambda sittings, step: merge_with_next(sittings, step.one),
    StepKind.SPLIT: lambda sittings, step: split_in_two(sittings, step.one),
    StepKind.EXTRA: lambda sittings, step: add_extra(sittings, step.one),
    StepKind.EXCURSION: lambda sittings, step: add_extra(sittings, step.one, kind=Kind.EXCURSION),
    StepKind.TAKE_AWAY: lambda sittings, step: take_away(sittings, step.one),
    StepKind.PIN: lambda sittings, step: pin_to_day(sittings, step.one, step.day),
    StepKind.VENUE: lambda sittings, step: hold_at(sittings, step.one, step.venue),
    StepKind.CLOCK: lambda sittings, step: set_clock(sittings, step.one, step.start, step.end),
}


def take_step(sittings: Sequence[Sitting], step: Step) -> Outlined:
    """Give the outline after a wish, or why it is refused."""
    return STEPS[step.kind](sittings, step)


def _there(sittings: Sequence[Sitting], *places: int) -> bool:
    return all(0 <= place < len(sittings) for place in places)


def _renumbered(sittings: Sequence[Sitting]) -> tuple[Sitting, ...]:
    """Number the parts of each module anew, in the order in which they are held; two of one evening become one."""
    once = [replace(each, portions=tuple(dict.fromkeys(Portion(p.module) for p in each.portions))) for each in sittings]
    modules = [portion.module for each in once for portion in each.portions]
    met: dict[int, int] = {}
    renumbered = []
    for each in once:
        portions = []
        for module in (portion.module for portion in each.portions):
            met[module] = met.get(module, 0) + 1
            portions.append(Portion(module, met[module], modules.count(module)))
        renumbered.append(replace(each, portions=tuple(portions)))
    return tuple(renumbered)
