"""The picture of a plan before it is used: months, evenings, gaps with their reasons, and what to look at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cohorts.roster.models import Cohort, Venue
from curriculum.models import EditionModule
from lms.people.models import User

from ..models import PlanDraft
from ..queries import conflicts_of, draft_parts, order_conflicts_of, proposal_of, school_days_known_until, warning_codes
from ..queries.people import Named, named_in_two_places
from ..rules import Conflict, Evening, Kind, Sitting, Skipped
from .months import Day, Month, months_between, weekday_names
from .notes import PlanNote, notes_on
from .words import conflict_words, order_words, reason_words, refusal_words, source_words


@dataclass(frozen=True)
class Module:
    """A module on an evening: its number and title in the edition, and which part of it."""

    number: int
    title: str
    part: int = 1
    parts: int = 1


@dataclass(frozen=True)
class Row:
    """One line of the plan: an evening, or a gap (`reason` says why, `source` where it is written)."""

    day: date
    number: int = 0
    place: int = -1  # in the outline
    start: time | None = None
    end: time | None = None
    kind: Kind = Kind.EVENING
    modules: tuple[Module, ...] = ()
    venue: Venue | None = None
    is_elsewhere: bool = False
    is_pinned: bool = False
    has_own_time: bool = False
    notes: tuple[PlanNote, ...] = ()
    warnings: tuple[str, ...] = ()
    reason: str = ""
    source: str = ""

    @property
    def is_gap(self) -> bool:
        """Tell whether nothing is held."""
        return not self.number

    @property
    def is_extra(self) -> bool:
        """Tell whether it holds no module of the edition."""
        return not self.is_gap and not self.modules


@dataclass(frozen=True)
class Preview:
    """A plan as it is shown before it is used."""

    rows: tuple[Row, ...]
    months: tuple[Month, ...]
    refusal: str
    order: tuple[str, ...]
    evenings: tuple[Evening, ...]
    venue: Venue | None
    codes: list[str]  # of the warnings
    named: tuple[User, ...]  # in the warnings
    weekdays: list[tuple[str, str]] = field(default_factory=weekday_names)

    @property
    def held(self) -> list[Row]:
        """Give the evenings."""
        return [row for row in self.rows if not row.is_gap]

    @property
    def gaps(self) -> list[Row]:
        """Give the gaps."""
        return [row for row in self.rows if row.is_gap]

    @property
    def warned(self) -> list[Row]:
        """Give the evenings that something stands in the way of."""
        return [row for row in self.rows if row.warnings]

    @property
    def warnings(self) -> list[tuple[str, list[Row]]]:
        """Give each warning once, with the evenings it is about."""
        sentences = dict.fromkeys(sentence for row in self.warned for sentence in row.warnings)
        return [(sentence, [row for row in self.warned if sentence in row.warnings]) for sentence in sentences]

    def at(self, place: int) -> Row | None:
        """Give the evening at a place of the outline."""
        return next((row for row in self.held if row.place == place), None)


def preview_of(draft: PlanDraft, reader: User) -> Preview:
    """Give the picture of a draft, whose cohort is there `with_places`, as it is shown to a reader. As many queries
    for one evening as for many."""
    cohort, proposal = draft.cohort, proposal_of(draft)
    asked, outline = draft_parts(draft)
    notes = notes_on(proposal, cohort.in_municipality, school_days_known_until(cohort.place))
    modules = modules_of(cohort)
    venues = Venue.objects.of(cohort).in_bulk()
    usual = asked.venue or cohort.venue_id
    conflicts, order = conflicts_of(cohort, proposal.evenings), order_conflicts_of(cohort, proposal.evenings)
    names = {pk: f"{module.number} {module.title}" for pk, module in modules.items()}
    named = named_in_two_places(reader, (each for several in conflicts.values() for each in several))
    build = _Build(outline, modules, venues, usual, notes, conflicts, named)
    rows = [build.evening(evening, number) for number, evening in enumerate(proposal.evenings, 1)]
    rows = sorted([*rows, *(_gap(skipped) for skipped in proposal.skipped)], key=lambda row: (row.day, row.number))
    return Preview(
        rows=tuple(rows),
        months=_months(rows),
        refusal=refusal_words(proposal.refusal) if proposal.refusal else "",
        order=tuple(order_words(each, names) for each in order),
        evenings=proposal.evenings,
        venue=venues.get(usual),
        codes=warning_codes(conflicts, order),
        named=tuple(named.values()),
    )


def modules_of(cohort: Cohort) -> dict[int, Module]:
    """Give the modules of a cohort's edition by the ids of their places. One query."""
    places: Iterable[EditionModule] = cohort.edition.places.select_related("module")
    return {place.pk: Module(place.position, place.shown_title) for place in places}


@dataclass(frozen=True)
class _Build:
    """What the line of an evening is made of."""

    outline: Sequence[Sitting]
    modules: dict[int, Module]
    venues: dict[int, Venue]
    usual: int | None
    notes: Sequence[PlanNote]
    conflicts: dict[int, list[Conflict]]
    named: Named

    def evening(self, evening: Evening, number: int) -> Row:
        """Give the line of one evening."""
        sitting = self.outline[evening.key]
        return Row(
            day=evening.day,
            number=number,
            place=evening.key,
            start=evening.slot.start,
            end=evening.slot.end,
            kind=evening.kind,
            modules=tuple(
                replace(self.modules[each.module], part=each.part, parts=each.parts) for each in evening.portions
            ),
            venue=self.venues.get(evening.venue),
            is_elsewhere=evening.venue != self.usual,
            is_pinned=sitting.day is not None,
            has_own_time=sitting.start is not None or sitting.end is not None,
            notes=tuple(note for note in self.notes if note.day == evening.day),
            warnings=tuple(
                dict.fromkeys(conflict_words(each, self.named) for each in self.conflicts.get(evening.key, ()))
            ),
        )


def _gap(skipped: Skipped) -> Row:
    return Row(skipped.day, reason=reason_words(skipped.closures), source=source_words(skipped.closures))


def _months(rows: Sequence[Row]) -> tuple[Month, ...]:
    """Give the months from the first evening or gap to the last."""
    by_day = {row.day: row for row in rows}
    return months_between(rows[0].day, rows[-1].day, lambda day: _day(day, by_day.get(day))) if rows else ()


def _day(day: date, row: Row | None) -> Day:
    if row is None:
        return Day(day)
    said = {"day": date_format(day, "MONTH_DAY_FORMAT")}
    if row.is_gap:
        return Day(day, "gap", text=_("%(day)s: no evening, %(reason)s") % (said | {"reason": row.reason}))
    return Day(day, "evening", row.number, _("%(day)s: evening %(number)s") % (said | {"number": row.number}))
