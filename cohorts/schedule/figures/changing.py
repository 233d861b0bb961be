"""A change of a plan as it is looked at before it is saved, and the changes that were made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cohorts.roster.models import Cohort, CohortCoordinator, Venue
from curriculum.models import EditionModule
from curriculum.rules import OrderConflict
from lms.people.models import User

from ..models import PlanChange, Rsvp
from ..queries.changing import Caution, Outlook
from ..queries.people import Named, named_in_two_places
from ..rules import Conflict, Evening
from ..rules.edits import UNDO_WITHIN, Difference, differences
from ..rules.evenings import Key
from ..rules.stored import evenings_from_data
from .months import Day, Month, months_between, weekday_names
from .words import conflict_words, order_words


@dataclass(frozen=True)
class Side:
    """An evening before or after: when, where, what."""

    evening: Evening
    venue: Venue | None
    modules: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """What becomes of one evening. `before` is None for a new one."""

    number: int
    before: Side | None
    after: Side

    @property
    def is_cancelled(self) -> bool:
        """Tell whether it is cancelled by this."""
        return self.after.evening.cancelled and (self.before is None or not self.before.evening.cancelled)

    @property
    def is_restored(self) -> bool:
        """Tell whether it is held after all."""
        return self.before is not None and self.before.evening.cancelled and not self.after.evening.cancelled

    @property
    def has_other_venue(self) -> bool:
        """Tell whether it is held somewhere else."""
        return self.before is not None and self.before.venue != self.after.venue

    @property
    def has_other_modules(self) -> bool:
        """Tell whether something else is taught."""
        return self.before is not None and self.before.modules != self.after.modules


@dataclass(frozen=True)
class Picture:
    """A change before it is saved: what becomes of each evening, the months it touches, and whom it concerns."""

    lines: tuple[Line, ...]
    months: tuple[Month, ...]
    cautions: tuple[tuple[Caution, int, str], ...]  # with the number of its evening and a sentence
    runners: int
    answers: int  # that lapse, because they were given for another time
    named: tuple[User, ...] = ()  # in the cautions
    weekdays: list[tuple[str, str]] = field(default_factory=weekday_names)


@dataclass(frozen=True)
class PastChange:
    """One change that was made, for the history."""

    change: PlanChange
    lines: tuple[Line, ...]
    undo_until: datetime | None = None  # by when it can be taken back, were it the newest
    can_be_undone: bool = False

    @property
    def waits_for_a_newer(self) -> bool:
        """Tell whether it can be taken back as soon as the newer ones are."""
        return self.undo_until is not None and not self.can_be_undone


UNDOABLE = frozenset(PlanChange.Kind) - {
    PlanChange.Kind.USED,
    PlanChange.Kind.UNDONE,
    PlanChange.Kind.CALLED_OFF,
}
"""Changes that can be taken back."""


def picture_of(cohort: Cohort, outlook: Outlook, reader: User) -> Picture:
    """Give a change as a reader looks at it. Six queries, and three more where somebody would be in two places, however
    many evenings it touches."""
    modules = module_names(cohort)
    named = named_in_two_places(reader, (each.about for each in outlook.cautions if isinstance(each.about, Conflict)))
    told = [each.after.key for each in outlook.told if each.before]
    return Picture(
        lines=_lines(outlook.changes, outlook.numbers, modules),
        months=_months(outlook),
        cautions=tuple(
            (each, _number_of(each.key, outlook.numbers), caution_words(each, cohort, modules, named))
            for each in outlook.cautions
        ),
        runners=CohortCoordinator.objects.current().filter(cohort=cohort).count(),
        answers=Rsvp.objects.filter(session__cohort=cohort, session__public_id__in=told).count(),
        named=tuple(named.values()),
    )


def history_of(cohort: Cohort, newest: PlanChange | None) -> list[PastChange]:
    """Give the changes of a plan, newest first. `newest` is the one that would be undone next. Three queries."""
    modules = module_names(cohort)
    found = []
    rows = list(cohort.plan_changes.select_related("by")[:100])
    venues = Venue.objects.in_bulk({each["venue"] for row in rows for each in (*row.before, *row.after)} - {None})
    for row in rows:
        numbers = {each["session"]: each["number"] for each in row.after}
        changes = [] if row.kind == PlanChange.Kind.USED else _changes_in(row)
        until = row.at + UNDO_WITHIN if row.kind in UNDOABLE and not row.undone_at else None
        until = until if until and timezone.now() <= until else None
        lines = _lines(changes, numbers, modules, venues)
        found.append(PastChange(row, lines, until, until is not None and row == newest))
    return found


def since(cohort: Cohort, version: int) -> list[PastChange]:
    """Give what others have changed since a version was looked at, oldest first."""
    return [each for each in reversed(history_of(cohort, None)) if each.change.version > version]


def module_names(cohort: Cohort) -> dict[int, str]:
    """Give number and title of the modules of the edition, by the ids of their places. One query."""
    places: Iterable[EditionModule] = cohort.edition.places.select_related("module")
    return {place.pk: f"{place.position} {place.shown_title}" for place in places}


def caution_words(caution: Caution, cohort: Cohort, modules: Mapping[int, str], named: Named) -> str:
    """Say what there is to look at, and where it helps, what to do."""
    if isinstance(caution.about, Conflict):
        return conflict_words(caution.about, named)
    if isinstance(caution.about, OrderConflict):
        pages = {place.module_id: modules.get(place.pk, "") for place in cohort.edition.places.all()}
        return order_words(caution.about, pages)
    return _(
        "“%(module)s” is then held on no evening. Put it together with another evening, or move the evening instead."
    ) % {"module": modules.get(caution.about, "")}


def _changes_in(row: PlanChange) -> list[Difference]:
    return differences(evenings_from_data(row.before), evenings_from_data(row.after))


def _number_of(key: Key, numbers: Mapping[Key, int]) -> int:
    return numbers.get(key, max(numbers.values(), default=0) + 1)


def _lines(
    changes: Sequence[Difference],
    numbers: Mapping[Key, int],
    modules: Mapping[int, str],
    venues: Mapping[int, Venue] | None = None,
) -> tuple[Line, ...]:
    if venues is None:
        wanted = {side.venue for each in changes for side in (each.before, each.after) if side}
        venues = Venue.objects.in_bulk(wanted - {None})

    def side(evening: Evening | None) -> Side | None:
        if evening is None:
            return None
        names = tuple(
            f"{modules.get(each.module, '')} ({each.part}/{each.parts})"
            if each.parts > 1
            else modules.get(each.module, "")
            for each in evening.portions
        )
        return Side(evening, venues.get(evening.venue), names)

    return tuple(Line(_number_of(each.after.key, numbers), side(each.before), side(each.after)) for each in changes)


def _months(outlook: Outlook) -> tuple[Month, ...]:
    """Give the months from the first day that is touched to the last."""
    touched = {side.day for each in outlook.changes for side in (each.before, each.after) if side}
    if not touched:
        return ()
    was = {each.day: each for each in outlook.before if not each.cancelled}
    becomes = {each.day: each for each in outlook.after if not each.cancelled}
    changed = {each.after.key for each in outlook.changes}
    return months_between(
        min(touched), max(touched), lambda day: _day(day, was.get(day), becomes.get(day), changed, outlook.numbers)
    )


def _day(day: date, was: Evening | None, becomes: Evening | None, changed: set[Key], numbers: Mapping[Key, int]) -> Day:
    evening = becomes or was
    if evening is None:
        return Day(day)
    number = _number_of(evening.key, numbers)
    said = {"day": date_format(day, "MONTH_DAY_FORMAT"), "number": number}
    if becomes is None:
        return Day(day, "was", number, _("%(day)s: evening %(number)s before the change") % said)
    if becomes.key in changed:
        return Day(day, "becomes", number, _("%(day)s: evening %(number)s after the change") % said)
    return Day(day, "evening", number, _("%(day)s: evening %(number)s") % said)
