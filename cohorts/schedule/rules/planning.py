"""Proposes the evenings of a course: the next free day for each, and why a day was left out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import count

from lms.kit.dates import Feast

from .closed import Closure, reasons_for
from .evenings import Evening, Kind, Portion, Refusal, RefusalCode, Slot

DAY, WEEK = timedelta(days=1), timedelta(days=7)
LONGEST_GAP = timedelta(days=731)
"""24 months: whoever finds no free day for so long has no plan."""


@dataclass(frozen=True)
class Sitting:
    """What is held on one evening, before it has a date. What is not said is as usual in the cohort: the time, the
    weekday, the venue. `day` pins it to a date of its own."""

    portions: tuple[Portion, ...] = ()
    kind: Kind = Kind.EVENING
    venue: int | None = None
    start: time | None = None
    end: time | None = None
    weekday: int | None = None
    day: date | None = None


@dataclass(frozen=True)
class Rhythm:
    """On which days a cohort meets: weekdays (1 is Monday) every so many weeks, at most `per_week` evenings in one
    (0: all of them), and `also` on single dates (a double week). Or on a list of `dates` and nothing else."""

    weekdays: frozenset[int] = frozenset()
    every_weeks: int = 1
    per_week: int = 0
    also: tuple[date, ...] = ()
    dates: tuple[date, ...] = ()

    def is_full(self, day: date, held: Iterable[date]) -> bool:
        """Tell whether the week of a day has as many of the evenings held as there may be."""
        week = day.isocalendar()[:2]
        return bool(self.per_week) and sum(each.isocalendar()[:2] == week for each in held) >= self.per_week

    def days_from(self, first: date) -> Iterator[date]:
        """Give every day on which there could be an evening, from a date on."""
        if self.dates:
            yield from (day for day in sorted(set(self.dates)) if day >= first)
            return
        sunday = first - first.isoweekday() * DAY
        weekdays = self.weekdays or {first.isoweekday()}
        for week in count():
            start = sunday + week * WEEK
            days = {start + weekday * DAY for weekday in weekdays} if week % self.every_weeks == 0 else set()
            days |= {day for day in self.also if start < day <= start + WEEK}
            yield from (day for day in sorted(days) if day >= first)


@dataclass(frozen=True)
class Skipped:
    """A date of the rhythm on which nothing is held, and everything that closes it."""

    day: date
    closures: tuple[Closure, ...]


@dataclass(frozen=True)
class Note:
    """A feast on or near an evening: worth knowing, never in the way."""

    day: date
    feast: Feast


@dataclass(frozen=True)
class Proposal:
    """A plan: its evenings, what it skipped, what is worth knowing. A refused one holds what was found so far."""

    evenings: tuple[Evening, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[Note, ...] = ()
    refusal: Refusal | None = None


def one_each(modules: Iterable[int]) -> tuple[Sitting, ...]:
    """Give the plain outline of an edition: one module an evening, in its order."""
    return tuple(Sitting(portions=(Portion(module),)) for module in modules)


def propose_plan(
    *,
    outline: Sequence[Sitting],
    first: date,
    rhythm: Rhythm,
    start: time,
    end: time,
    closures: Sequence[Closure] = (),
    feasts: Sequence[Feast] = (),
) -> Proposal:
    """Give each sitting the first free day of the rhythm after the one before it.

    `outline` is what is held, in order; `start` and `end` are by the local clock and count where a sitting says nothing
    else. A sitting that is pinned to a day stands there, whatever is closed. Every date that was passed over is named
    with its reasons; feasts become notes. Refused when there is nothing to plan, an evening ends before it starts, no
    day is free for 24 months, or a list of dates runs out."""
    if not outline:
        return Proposal(refusal=Refusal(RefusalCode.NO_MODULES))
    search = _Search(first, rhythm, closures, {sitting.day for sitting in outline if sitting.day})
    evenings: list[Evening] = []
    refusal = None
    for number, sitting in enumerate(outline):
        begins, ends = sitting.start or start, sitting.end or end
        if ends <= begins:
            refusal = Refusal(RefusalCode.ENDS_BEFORE_IT_STARTS, {"start": begins, "end": ends})
            break
        found = search.next_for(sitting)
        if isinstance(found, Refusal):
            refusal = Refusal(found.code, found.facts | {"missing": len(outline) - number})
            break
        evenings.append(Evening(Slot(found, begins, ends), sitting.portions, number, sitting.kind, sitting.venue))
    evenings.sort(key=lambda evening: evening.slot)
    return Proposal(tuple(evenings), tuple(search.skipped), notes_for(evenings, feasts), refusal)


def notes_for(evenings: Iterable[Evening], feasts: Iterable[Feast]) -> tuple[Note, ...]:
    """Give the feasts that are on or near the evenings, in the order of the evenings."""
    known = list(feasts)
    return tuple(Note(evening.day, feast) for evening in evenings for feast in known if feast.touches(evening.day))


@dataclass
class _Search:
    """Walks along the days of a rhythm."""

    first: date
    rhythm: Rhythm
    closures: Sequence[Closure]
    pinned: set[date]
    skipped: list[Skipped] = field(default_factory=list)
    last: date | None = None  # the day of the evening before
    taken: Counter = field(default_factory=Counter)  # evenings by week

    def next_for(self, sitting: Sitting) -> date | Refusal:
        """Give the day of a sitting, or why there is none."""
        day = sitting.day or self._next_free(self._days(sitting.weekday))
        if not isinstance(day, Refusal):
            self.last = max(day, self.last) if self.last else day
            self.taken[day.isocalendar()[:2]] += 1
        return day

    def _days(self, weekday: int | None) -> Iterator[date]:
        after = self.last + DAY if self.last else self.first
        if weekday is not None:
            return Rhythm(frozenset({weekday})).days_from(after)
        # Counted from the first date, so that every second week stays the same second week.
        return (day for day in self.rhythm.days_from(self.first) if day >= after)

    def _next_free(self, days: Iterable[date]) -> date | Refusal:
        since = self.last or self.first
        for day in days:
            if day - since > LONGEST_GAP:
                return Refusal(RefusalCode.NO_FREE_DAY, {"since": since})
            if day in self.pinned or self._week_is_full(day):
                continue
            closures = reasons_for(day, self.closures)
            if not closures:
                return day
            if all(skip.day != day for skip in self.skipped):
                self.skipped.append(Skipped(day, closures))
        return Refusal(RefusalCode.TOO_FEW_DATES)

    def _week_is_full(self, day: date) -> bool:
        quota = self.rhythm.per_week
        return bool(quota) and day not in self.rhythm.also and self.taken[day.isocalendar()[:2]] >= quota
