"""What the screens about catch-ups show: the ways for one woman, open evenings elsewhere, and what waits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import get_language

from cohorts.roster.models import Cohort
from cohorts.schedule.models import CourseSession
from curriculum.models import EditionModule
from curriculum.queries import titles_for
from lms.people.models import User

from .. import queries
from ..models import CatchUp, OpenEvening
from ..queries import FreePlaces
from ..rules import State, Status, Step, Visit, gives_credit, step_of
from .progress import ModuleLine, ModuleState, Progress, progress_of


@dataclass(frozen=True)
class Choice:
    """A module that one woman missed, and where else it can be heard."""

    line: ModuleLine
    evenings: tuple[FreePlaces, ...] = ()


@dataclass(frozen=True)
class OpenLine:
    """An evening elsewhere as another district sees it, with what the module is called in its edition."""

    row: FreePlaces
    title: str


@dataclass(frozen=True)
class Waiting:
    """What waits in one cohort: `asked` for a yes, `talks` to be confirmed, `new_dates` to be found."""

    cohort: Cohort
    asked: int
    talks: int
    new_dates: int


@dataclass(frozen=True)
class Visited:
    """An evening of hers to which women of other cohorts come."""

    session: CourseSession
    visitors: int


@dataclass(frozen=True)
class CatchUpsWaiting:
    """All of it, for the desk."""

    cohorts: tuple[Waiting, ...] = ()
    evenings: tuple[Visited, ...] = ()


def choices_for(progress: Progress) -> tuple[Choice, ...]:
    """Give what she missed, each with the evenings elsewhere that have a free place. One query at most."""
    cohort = progress.enrolment.cohort
    pages = {line.place.module_id for line in progress.missed if line.may_visit}
    rows = _offered(cohort, pages) if pages and cohort.is_open else []
    return tuple(
        Choice(line, tuple(row for row in rows if line.may_visit and row.module == line.place.module_id))
        for line in progress.missed
    )


def _offered(cohort: Cohort, pages: Iterable[int]) -> list[FreePlaces]:
    return queries.free_places(cohort.in_municipality.country_id, besides=[cohort.pk], modules=list(pages))


def open_lines(user: User) -> tuple[OpenLine, ...]:
    """Give the open evenings of the countries she runs cohorts in, besides her own, by date. Three queries for each
    country."""
    own = list(Cohort.objects.run_by(user).values_list("pk", flat=True))
    rows = [row for country in queries.countries_run_in(user) for row in queries.free_places(country, besides=own)]
    titles = _page_titles(row.module for row in rows)
    return tuple(OpenLine(row, titles.get(row.module, "")) for row in rows)


def _page_titles(pages: Iterable[int]) -> dict[int, str]:
    """Give what modules are called, by the keys of their pages; a sensitive one by its neutral name."""
    places = EditionModule.objects.filter(module__in=set(pages)).select_related("module").order_by("pk")
    newest = {place.module_id: place for place in places}
    titles = titles_for(newest.values(), get_language() or "") if newest else {}
    return {page: titles[place.pk] for page, place in newest.items()}


@dataclass(frozen=True)
class OpenPage:
    """One open evening elsewhere, and the women of hers who missed what it teaches."""

    public_id: UUID
    day: date
    district: str
    free: int
    titles: tuple[str, ...]
    women: tuple[tuple[Progress, ModuleLine], ...]


def open_page(user: User, evening: UUID) -> OpenPage | None:
    """Give an open evening for a coordinator of another cohort; None if it is closed, full, over, or not for her."""
    lines = [line for line in open_lines(user) if line.row.public_id == evening]
    if not lines:
        return None
    pages = {line.row.module for line in lines}
    women = []
    for cohort in Cohort.objects.run_by(user).filter(state=Cohort.State.RUNNING).with_places():
        places = cohort.enrolments.active().select_related("person").order_by("person__name", "pk")
        for progress in progress_of(cohort, places):
            women += [(progress, line) for line in progress.missed if line.may_visit and line.place.module_id in pages]
    row = lines[0].row
    return OpenPage(row.public_id, row.date, row.district, row.free, tuple(line.title for line in lines), tuple(women))


def under_way(shown: Iterable[Progress]) -> list[tuple[Progress, ModuleLine]]:
    """Give what is being made up, woman by woman: what somebody has to do something about first."""
    rows = [
        (progress, line)
        for progress in shown
        for line in progress.modules
        if line.making_up and line.making_up.step is not Step.DONE and line.state is not ModuleState.PRESENT
    ]
    return sorted(rows, key=lambda each: each[1].making_up.step is Step.AGREED and each[1].making_up.row.is_visit)


@dataclass(frozen=True)
class Visitor:
    """A woman of another cohort who comes to an evening, as its host sees her."""

    row: CatchUp
    name: str
    step: Step


def visitors_of(session: CourseSession) -> tuple[OpenEvening | None, tuple[Visitor, ...]]:
    """Give for whom an evening is open, and who is awaited, by name. Two queries."""
    rows = CatchUp.objects.visits_to(session).with_evenings().select_related("enrolment__person")
    found = [Visitor(row, row.enrolment.person.name, _step(row)) for row in rows.order_by("enrolment__person__name")]
    return OpenEvening.objects.filter(session=session).first(), tuple(found)


def _step(row: CatchUp, status: str = "") -> Step:
    """Give where a catch-up stands by the mark of its evening."""
    if not row.is_visit:
        return step_of(row.state)
    session = row.session
    credit = gives_credit(Status(status), None, 0) if status else None
    is_same = row.sequence == session.sequence
    return step_of(row.state, Visit(not session.is_cancelled, row.teaches, is_same, session.is_past, credit))


def catch_ups_waiting(run: Iterable[Cohort]) -> CatchUpsWaiting:
    """Give what waits in the cohorts that somebody runs, and how many come to their evenings. One query; none without
    a cohort."""
    cohorts = {cohort.pk: cohort for cohort in run}
    if not cohorts:
        return CatchUpsWaiting()
    steps: dict[int, list[tuple[CatchUp, Step]]] = {}
    visited: dict[CourseSession, int] = {}
    for row, status in queries.catch_ups_near(cohorts):
        step = _step(row, status)
        if row.enrolment.cohort_id in cohorts:
            steps.setdefault(row.enrolment.cohort_id, []).append((row, step))
        if row.is_visit and row.state == State.AGREED and _is_hosted(row.session, cohorts):
            visited[row.session] = visited.get(row.session, 0) + 1
    waiting = [_waiting(cohorts[pk], rows) for pk, rows in steps.items()]
    return CatchUpsWaiting(
        tuple(each for each in waiting if each.asked or each.talks or each.new_dates),
        tuple(Visited(session, number) for session, number in visited.items()),
    )


def _is_hosted(session: CourseSession, cohorts: Mapping[int, Cohort]) -> bool:
    return session.cohort_id in cohorts and not session.is_past and not session.is_cancelled


def _waiting(cohort: Cohort, rows: list[tuple[CatchUp, Step]]) -> Waiting:
    return Waiting(
        cohort=cohort,
        asked=sum(row.is_visit and step is Step.ASKED for row, step in rows),
        talks=sum(not row.is_visit and step is not Step.DONE for row, step in rows),
        new_dates=sum(step is Step.NEW_DATE for _row, step in rows),
    )
