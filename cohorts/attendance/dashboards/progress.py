"""How far each woman has come, and the sentence that says so: the same for her and for whoever runs the cohort."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import get_language

from cohorts.roster.models import Cohort, Enrolment
from cohorts.schedule.models import CourseSession
from curriculum.models import EditionModule
from curriculum.queries import titles_for
from curriculum.rules import Judgement, Standing, judge_completion

from .. import queries
from ..models import Attendance, CatchUp
from ..queries import Course
from ..rules import (
    BEGUN,
    Concern,
    HeldPart,
    Hint,
    HintCode,
    Step,
    Visit,
    Way,
    concerns_about,
    credited_modules,
    gives_credit,
    hints_for,
    step_of,
    ways_to_begin,
)
from .sentences import sentence_for

HINTS = {Step.NEW_DATE: HintCode.NEW_DATE, Step.AGREED: HintCode.BOOKED, Step.ASKED: HintCode.ASKED}


class ModuleState(StrEnum):
    """What one woman has of one module, as it is shown."""

    PRESENT = "present"
    MADE_UP = "made_up"
    MISSING = "missing"
    OPEN = "open"  # held, and nobody has marked her, or the second half is to come
    AHEAD = "ahead"


@dataclass(frozen=True)
class MakingUp:
    """A module that is being made up, and where that stands."""

    row: CatchUp
    step: Step


@dataclass(frozen=True)
class ModuleLine:
    """One module of the edition, what she has of it, and whether it is one of those that everybody needs."""

    place: EditionModule
    title: str  # in the language at hand; of a sensitive module its neutral name
    state: ModuleState
    can_be_made_up: bool = False
    making_up: MakingUp | None = None
    again: date | None = None  # it comes again in her own cohort
    ways: frozenset[Way] = frozenset()  # in which she may begin: she missed it, nothing is under way, it would count

    @property
    def may_begin(self) -> bool:
        """Tell whether she may ask to make it up at all."""
        return bool(self.ways)

    @property
    def may_visit(self) -> bool:
        """Tell whether she may ask for a place on an evening elsewhere."""
        return Way.VISIT in self.ways

    @property
    def may_read(self) -> bool:
        """Tell whether she may read it and ask for a talk."""
        return Way.READ in self.ways

    @property
    def is_mandatory(self) -> bool:
        """Tell whether everybody needs it."""
        return self.place.mandatory


@dataclass(frozen=True)
class Progress:
    """How far one woman has come."""

    enrolment: Enrolment
    judgement: Judgement
    modules: tuple[ModuleLine, ...]
    concerns: tuple[Concern, ...]
    has_begun: bool
    hints: tuple[Hint, ...] = ()
    only_by_evening: bool = False  # what is missed is made up on evenings that repeat it, and no other way
    by_evening: bool = False  # each module that is left has an evening of its own
    is_over: bool = False  # the course has ended: nothing can be made up in it any more

    @property
    def sentence(self) -> str:
        """Say it, in the language at hand."""
        return sentence_for(self)

    @property
    def missed(self) -> tuple[ModuleLine, ...]:
        """Give the modules that were held without her and are not made up."""
        return tuple(line for line in self.modules if line.state is ModuleState.MISSING)


@dataclass(frozen=True)
class _Had:
    """What one woman has, before anybody looks for what else there is."""

    woman: Enrolment
    had: dict[int, bool | None]
    standings: dict[int, Standing]
    making_up: dict[int, MakingUp]
    last: list[str]
    judgement: Judgement

    def missed(self, course: Course) -> list[int]:
        """Give the modules she missed, in order."""
        return [key for key in course.keys if self.standings.get(key) is Standing.MISSING]


def progress_of(cohort: Cohort, women: Iterable[Enrolment]) -> list[Progress]:
    """Give how far these women of a cohort have come. Seven queries, however many women and evenings, and one more
    where something was missed that can be made up elsewhere."""
    women = list(women)
    course = queries.course_of(cohort)
    found = judged(course, women)
    titles = titles_for(course.places, get_language() or "")
    elsewhere = _elsewhere(cohort, course, found)
    return [_progress(course, had, titles, elsewhere, is_over=not cohort.is_open) for had in found]


def judged(course: Course, women: Iterable[Enrolment]) -> list[_Had]:
    """Judge these women by what was marked and made up, or by what was kept of it. Two queries, and one more for a
    course that began over a year ago."""
    women = list(women)
    kept = queries.credit_kept(course, women)
    making_up = queries.catch_ups_of(women)
    visited = {each.session for rows in making_up.values() for each in rows if each.is_visit}
    marks = queries.marks_on([*course.held, *visited], women)
    return [
        _as_kept(course, woman, kept[woman.pk])
        if woman.pk in kept
        else _judge(course, woman, marks, making_up.get(woman.pk, []))
        for woman in women
    ]


def judged_among(
    course: Course,
    women: Iterable[Enrolment],
    marks: Mapping[tuple[int, int], Attendance],
    making_up: Mapping[int, list[CatchUp]],
) -> list[_Had]:
    """Judge these women by marks and catch-ups that have been read, perhaps those of others among them. No query."""
    return [_judge(course, woman, marks, making_up.get(woman.pk, [])) for woman in women]


def own_progress(places: Iterable[Enrolment]) -> tuple[Progress, ...]:
    """Give how far somebody has come in each of her places whose course runs; hardly ever more than one. As many
    queries as `progress_of`, for each."""
    running = (place for place in places if place.cohort.state == Cohort.State.RUNNING)
    return tuple(each for place in running for each in progress_of(place.cohort, [place]))


def women_to_talk_with(cohort: Cohort) -> int:
    """Count the women of a running cohort with whom something is to be talked about. Seven queries; none before the
    course has begun."""
    if cohort.state != Cohort.State.RUNNING:
        return 0
    course = queries.course_of(cohort)
    women = cohort.enrolments.filter(state=Enrolment.State.ACTIVE)  # of those who have completed it is decided
    return sum(bool(concerns_about(each.judgement, each.last)) for each in judged(course, women))


def _judge(
    course: Course, woman: Enrolment, marks: Mapping[tuple[int, int], Attendance], rows: Iterable[CatchUp]
) -> _Had:
    own = {session.pk: marks[session.pk, woman.pk] for session in course.held if (session.pk, woman.pk) in marks}
    had = credited_modules(_parts(course, own))
    making_up = {
        each.edition_module_id: _making_up(course, each, marks.get((each.session_id, woman.pk))) for each in rows
    }
    standings = {key: Standing.PRESENT if has else Standing.MISSING for key, has in had.items() if has is not None}
    made = {key for key, each in making_up.items() if each.step is Step.DONE}
    standings |= {key: Standing.MADE_UP for key in made if standings.get(key) is not Standing.PRESENT}
    # Who was not on an evening that only repeats has missed nothing by that.
    evenings = [each for each in course.held if each.kind != CourseSession.Kind.CATCH_UP]
    last = [own[session.pk].status for session in evenings if session.pk in own]
    judgement = judge_completion(course.rule, course.keys, standings, course.coming)
    return _Had(woman, had, standings, making_up, last, judgement)


def _as_kept(course: Course, woman: Enrolment, standings: dict[int, Standing]) -> _Had:
    had = {key: standing is Standing.PRESENT for key, standing in standings.items()}
    return _Had(woman, had, standings, {}, [], judge_completion(course.rule, course.keys, standings, course.coming))


def _making_up(course: Course, row: CatchUp, mark: Attendance | None) -> MakingUp:
    if not row.is_visit:
        return MakingUp(row, step_of(row.state))
    session = row.session
    credit = gives_credit(mark.status, mark.minutes, course.late_minutes) if mark else None
    visit = Visit(
        is_held=not session.is_cancelled,
        teaches=row.teaches,
        is_same=row.sequence == session.sequence,
        is_past=session.is_past,
        credit=credit,
    )
    return MakingUp(row, step_of(row.state, visit))


def _elsewhere(cohort: Cohort, course: Course, found: Iterable[_Had]) -> dict[int, tuple[date, str]]:
    """Give where and when modules that somebody could make up can be made up next, by their keys in the edition."""
    wanted = {key for each in found for key in each.judgement.can_be_made_up}
    pages = {place.module_id: place.pk for place in course.places if place.pk in wanted}
    if not pages or not cohort.is_open or not course.rule.allows(Way.VISIT):
        return {}
    offered: dict[int, tuple[date, str]] = {}
    for row in queries.free_places(cohort.in_municipality.country_id, besides=[cohort.pk], modules=list(pages)):
        offered.setdefault(pages[row.module], (row.date, row.district))
    return offered


def _progress(
    course: Course, had: _Had, titles: Mapping[int, str], elsewhere: Mapping[int, tuple[date, str]], *, is_over: bool
) -> Progress:
    missed = had.missed(course)
    again = {key: day for key, day in course.next_days.items() if key in missed}
    begun = {key: _hint(key, each) for key, each in had.making_up.items() if each.step is not Step.DONE}
    counted = {key for key, each in had.making_up.items() if each.step is not Step.NEW_DATE}
    free = set() if is_over else set(missed) - counted
    modules = tuple(
        ModuleLine(
            place,
            titles[place.pk],
            _state(place.pk, had),
            place.pk in had.judgement.can_be_made_up and not is_over,
            had.making_up.get(place.pk),
            again.get(place.pk),
            ways_to_begin(course.rule, counted, place.pk) if place.pk in free else frozenset(),
        )
        for place in course.places
    )
    left = {key for key in course.keys if had.standings.get(key) not in (Standing.PRESENT, Standing.MADE_UP)}
    evenings = [evening for evening in course.coming if evening.modules & left]
    reads = course.rule.allows(Way.READ)
    hints = hints_for(had.judgement, missed, begun=begun, again=again, elsewhere=elsewhere, may_read=reads)
    return Progress(
        had.woman,
        had.judgement,
        modules,
        concerns_about(had.judgement, had.last),
        has_begun=bool(course.held),
        hints=() if is_over else hints,
        only_by_evening=course.rule.allows(Way.EVENING) and not any(map(course.rule.allows, BEGUN)),
        by_evening=len(evenings) == had.judgement.ahead and not had.judgement.unplanned,
        is_over=is_over,
    )


def _hint(key: int, each: MakingUp) -> Hint:
    if not each.row.is_visit:
        return Hint(HintCode.TALK, key)
    return Hint(HINTS[each.step], key, each.row.session.date, str(each.row.session.cohort.place))


def _parts(course: Course, own: dict[int, Attendance]) -> Iterable[HeldPart]:
    for session in course.held:
        mark = own.get(session.pk)
        credit = gives_credit(mark.status, mark.minutes, course.late_minutes) if mark else None
        for row in _modules_of(session):
            yield HeldPart(row.edition_module_id, row.parts, credit, row.part)


def _modules_of(session: CourseSession) -> Iterable:
    return session.session_modules.all()  # read along with the evenings


def _state(key: int, had: _Had) -> ModuleState:
    if had.standings.get(key) is Standing.MADE_UP:
        return ModuleState.MADE_UP
    if key not in had.had:
        return ModuleState.AHEAD
    return {True: ModuleState.PRESENT, False: ModuleState.MISSING, None: ModuleState.OPEN}[had.had[key]]
