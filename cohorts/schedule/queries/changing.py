"""What becomes of a saved plan by a wish: how it stands before and after, and what arises from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from cohorts.roster.models import Cohort
from curriculum.queries import ordered_modules, rule_of
from curriculum.rules import OrderConflict, Way, find_order_conflicts
from lms.kit.dates import to_local

from ..models import CoursePlan, PlanChange
from ..rules import Closure, Conflict, ConflictCode, Evening, Refusal, Rhythm, Weight, left_out, module_order
from ..rules.edits import Difference, Split, Wish, apply_wish, differences, next_free_day
from ..rules.evenings import Key, Slot
from ..rules.planning import Skipped
from ..rules.stored import evenings_from_data
from .evenings import plan_as_data
from .planning import closures_at, conflicts_of

MODULE_LEFT_OUT = "module_left_out"
YEARS_AHEAD = 3
"""Down the line no evening moves further than 24 months."""
OF_THE_VENUE = frozenset({ConflictCode.VENUE_TOO_SMALL, ConflictCode.VENUE_NOT_ACCESSIBLE})


def may_repeat(cohort: Cohort) -> bool:
    """Tell whether the edition of a cohort lets evenings repeat modules for those who missed them. One query."""
    rule = rule_of(cohort.edition, places=())
    return rule is None or rule.allows(Way.EVENING)


@dataclass(frozen=True)
class Caution:
    """One thing to look at before a change, which a coordinator may decide to pass over. `about` is what a sentence
    needs: a conflict of an evening, a conflict of the order, or the place of a module in the edition."""

    code: str
    key: Key
    about: Conflict | OrderConflict | int

    @property
    def name(self) -> str:
        """Give what it is accepted by."""
        return f"{self.code}:{self.key}"


@dataclass(frozen=True)
class Outlook:
    """A plan before and after a wish. A refused one is the same before and after."""

    version: int
    before: tuple[Evening, ...]
    after: tuple[Evening, ...]
    numbers: dict[Key, int]
    changes: tuple[Difference, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    cautions: tuple[Caution, ...] = ()
    refusal: Refusal | None = None

    @property
    def told(self) -> tuple[Difference, ...]:
        """Give the changes that women and calendars must know of."""
        return tuple(each for each in self.changes if each.is_told)


def local_now(cohort: Cohort) -> datetime:
    """Give the clock at the place of a cohort, without a zone."""
    return to_local(timezone.now(), cohort.time_zone).replace(tzinfo=None)


def version_of(cohort: Cohort) -> int:
    """Give the version of the plan; 0 when there is none."""
    return CoursePlan.objects.filter(cohort=cohort).values_list("version", flat=True).first() or 0


def evenings_now(cohort: Cohort) -> tuple[Evening, ...]:
    """Give the plan as the rules take it: each evening under its public id. Two queries."""
    return evenings_from_data(plan_as_data(cohort))


def newest_to_undo(cohort: Cohort) -> PlanChange | None:
    """Give the change that would be taken back next, however long ago it was; None where there is none."""
    rows = cohort.plan_changes.filter(undone_at__isnull=True)
    newest = rows.exclude(kind=PlanChange.Kind.UNDONE).first()
    return newest if newest and newest.kind != PlanChange.Kind.USED else None


def rhythm_of(cohort: Cohort) -> Rhythm:
    """Give the days on which a cohort meets, and on how many of them in one week at most. One query."""
    every_weeks = 2 if cohort.rhythm == Cohort.Rhythm.FORTNIGHTLY else 1
    per_week = CoursePlan.objects.filter(cohort=cohort).values_list("per_week", flat=True).first() or 0
    return Rhythm(frozenset(cohort.weekdays), every_weeks, per_week)


def free_slot_of(cohort: Cohort) -> Slot | None:
    """Give the next free day behind the last evening, at the time of that one; None where there is none."""
    evenings = evenings_now(cohort)
    day = next_free_day(evenings, rhythm_of(cohort), _closures(cohort, evenings))
    return Slot(day, evenings[-1].slot.start, evenings[-1].slot.end) if day else None


def outlook_of(cohort: Cohort, wish: Wish) -> Outlook:
    """Give a plan before and after a wish, with what there is to look at: conflicts that were not there before,
    modules that come into a wrong order, and modules that nobody holds any more."""
    version, rows = version_of(cohort), plan_as_data(cohort)
    before, numbers = evenings_from_data(rows), {row["session"]: row["number"] for row in rows}
    changed = apply_wish(
        before, wish, rhythm=rhythm_of(cohort), closures=_closures(cohort, before), now=local_now(cohort)
    )
    if changed.refusal:
        return Outlook(version, before, before, numbers, refusal=changed.refusal)
    found = differences(before, changed.evenings)
    cautions = [
        *_conflicts(cohort, found, wish),
        *_out_of_order(cohort, before, changed.evenings),
        *_left_out(before, changed.evenings),
    ]
    return Outlook(version, before, changed.evenings, numbers, tuple(found), changed.skipped, tuple(cautions))


def refused_outright(cautions: Sequence[Caution]) -> list[str]:
    """Give the codes of what nobody may pass over."""
    return [each.code for each in cautions if isinstance(each.about, Conflict) and each.about.weight is Weight.REFUSE]


def _closures(cohort: Cohort, evenings: Sequence[Evening]) -> list[Closure]:
    years = {evening.day.year for evening in evenings} | {local_now(cohort).year}
    return closures_at(cohort.place, range(min(years), max(years) + YEARS_AHEAD))


def _conflicts(cohort: Cohort, changes: Sequence[Difference], wish: Wish) -> list[Caution]:
    """Give the conflicts of evenings that are new by these changes. How big a venue is, and whether it has steps, is
    said once: when the venue is chosen for an evening."""
    held = [each for each in changes if each.is_told and not each.after.cancelled]
    if not held:
        return []
    after = conflicts_of(cohort, [each.after for each in held])
    found = []
    for change in held:
        passed = OF_THE_VENUE if _keeps_venue(cohort, change, wish) else frozenset()
        found += [
            Caution(conflict.code.value, change.after.key, conflict)
            for conflict in after.get(change.after.key, [])
            if conflict.code not in passed
        ]
    return found


def _keeps_venue(cohort: Cohort, change: Difference, wish: Wish) -> bool:
    """Tell whether nobody chose a venue for this evening: it stays where it was, or is the second half of one."""
    if change.before is None:
        return isinstance(wish, Split)
    return (change.before.venue or cohort.venue_id) == (change.after.venue or cohort.venue_id)


def _out_of_order(cohort: Cohort, before: Sequence[Evening], after: Sequence[Evening]) -> list[Caution]:
    """Give the conflicts of the order of modules that are new."""
    if module_order(before) == module_order(after):
        return []
    places = {place.pk: place.module_id for place in cohort.edition.places.all()}
    modules = ordered_modules(cohort.edition)

    def conflicts(evenings: Sequence[Evening]) -> list[OrderConflict]:
        return find_order_conflicts(modules, [places[pk] for pk in module_order(evenings) if pk in places])

    known = conflicts(before)
    held_on = {places.get(module): each.key for each in after if not each.cancelled for module in each.modules}
    return [
        Caution(conflict.code.value, held_on.get(conflict.module), conflict)
        for conflict in conflicts(after)
        if conflict not in known
    ]


def _left_out(before: Sequence[Evening], after: Sequence[Evening]) -> list[Caution]:
    known = left_out(before)
    holding = {module: each.key for each in after for module in each.modules}
    return [Caution(MODULE_LEFT_OUT, holding[module], module) for module in left_out(after) if module not in known]
