"""The programme of an evening: the steps of its plans with the clock times at which they begin and end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from modules.rules import EveningStep

OPENING = frozenset({"welcome", "check-in"})
CLOSING = frozenset({"check-out"})
WHOLE = OPENING | CLOSING | {"break"}  # never shortened: who eats, prays or says goodbye needs her time
SHORTEST = 0.6  # of a step's minutes; below it something has to be left out, which a person decides


@dataclass(frozen=True)
class Portion:
    """The plan of a module, and which part of it an evening holds when the module is spread over several."""

    steps: tuple[EveningStep, ...]
    part: int = 1
    parts: int = 1


@dataclass(frozen=True)
class TimedStep:
    """A step with its time. `module` is the place of its module on the evening, `minutes` what it gets here."""

    step: EveningStep
    module: int
    minutes: int
    begins: datetime
    ends: datetime
    is_too_late: bool = False  # the evening is over before it begins

    @property
    def at(self) -> str:
        """Give when it begins, by the clock of the place."""
        return f"{self.begins:%H:%M}"

    @property
    def is_shortened(self) -> bool:
        """Tell whether it gets less than its plan says."""
        return self.minutes < self.step.minutes


@dataclass(frozen=True)
class Timed:
    """A programme by the clock, and how it fits."""

    steps: tuple[TimedStep, ...] = ()
    planned: int = 0  # minutes, as the plans say
    length: int = 0  # minutes of the evening
    until: str = ""  # when the evening ends, by the clock of the place
    is_shortened: bool = False

    @property
    def too_long(self) -> int:
        """Give how many minutes the plans are longer than the evening."""
        return max(0, self.planned - self.length)

    @property
    def left_over(self) -> int:
        """Give how many minutes stay free; none without a plan."""
        return max(0, self.length - self.planned) if self.steps else 0


def timed(portions: Iterable[Portion], begins: datetime, ends: datetime) -> Timed:
    """Give the programme of an evening by its local clock; `begins` and `ends` are aware. Plans that are too long are
    shortened evenly between opening and closing as long as every step keeps most of its minutes."""
    steps = joined([of_part(each) for each in portions])
    length = int((ends.astimezone(UTC) - begins.astimezone(UTC)).total_seconds() // 60)
    planned = sum(step.minutes for _module, step in steps)
    minutes = shortened([step for _module, step in steps], length) if planned > length else None
    given = minutes or [step.minutes for _module, step in steps]
    found, at = [], begins.astimezone(UTC)
    for (module, step), lasts in zip(steps, given, strict=True):
        until = at + timedelta(minutes=lasts)
        local = at.astimezone(begins.tzinfo), until.astimezone(begins.tzinfo)
        found.append(TimedStep(step, module, lasts, *local, is_too_late=at >= ends))
        at = until
    return Timed(tuple(found), planned, length, f"{ends:%H:%M}", is_shortened=minutes is not None)


def of_part(portion: Portion) -> tuple[EveningStep, ...]:
    """Give the steps that one of several evenings holds of a module: opening and closing each time, and of what lies
    between its share by minutes."""
    if portion.parts == 1:
        return portion.steps
    core = [step for step in portion.steps if step.kind not in OPENING | CLOSING]
    total = sum(step.minutes for step in core) or 1
    here, passed = set(), 0
    for number, step in enumerate(core):
        middle = (passed + step.minutes / 2) / total
        if int(middle * portion.parts) == portion.part - 1:
            here.add(number)
        passed += step.minutes
    numbers = iter(range(len(core)))
    return tuple(step for step in portion.steps if step.kind in OPENING | CLOSING or next(numbers) in here)


def joined(plans: Sequence[Sequence[EveningStep]]) -> list[tuple[int, EveningStep]]:
    """Give several plans as one: the first opens the evening, the last one closes it. Each step with the place of its
    module."""
    there = [number for number, plan in enumerate(plans) if plan]
    found = []
    for number in there:
        doubled = (OPENING if number != there[0] else frozenset()) | (CLOSING if number != there[-1] else frozenset())
        found += [(number, step) for step in plans[number] if step.kind not in doubled]
    return found


def shortened(steps: Sequence[EveningStep], length: int) -> list[int] | None:
    """Give the minutes of each step so that together they take `length`; None if too little would be left of them."""
    whole = sum(step.minutes for step in steps if _stays_whole(step))
    rest = sum(step.minutes for step in steps if not _stays_whole(step))
    room = length - whole
    if not rest or room < rest * SHORTEST:
        return None
    found, passed = [], 0
    for step in steps:
        if _stays_whole(step):
            found.append(step.minutes)
            continue
        before = passed * room // rest
        passed += step.minutes
        found.append(passed * room // rest - before)  # what is rounded off goes to the next one
    return found


def _stays_whole(step: EveningStep) -> bool:
    return step.kind in WHOLE or step.minutes <= 1
