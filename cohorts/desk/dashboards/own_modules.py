"""The modules of her course as a woman finds them again: which were held, which comes next, which are still to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.urls import reverse

from cohorts.roster.models import Cohort, Enrolment
from cohorts.schedule.models import CourseSession, SessionModule
from curriculum.models import EditionModule
from curriculum.queries import places_of, titles_for


class ModuleTime(StrEnum):
    """Where a module of her course stands in time."""

    HELD = "held"
    NEXT = "next"
    COMING = "coming"


@dataclass(frozen=True)
class OwnModule:
    """One module of her course. A sensitive one stands here under its neutral name."""

    place: EditionModule
    title: str
    url: str  # to read it as the course has it
    time: ModuleTime
    day: date | None  # of its first evening; None as long as none is planned

    @property
    def number(self) -> int:
        """Give its number in the edition."""
        return self.place.position


@dataclass(frozen=True)
class OwnModules:
    """The modules of one course of hers, in the order of its edition."""

    cohort: Cohort
    modules: tuple[OwnModule, ...]


def own_modules(places: Iterable[Enrolment], language: str) -> tuple[OwnModules, ...]:
    """Give the modules of each course she has a place in, titles in a language. Three queries for each."""
    return tuple(OwnModules(place.cohort, tuple(modules_of(place.cohort, language))) for place in places)


def modules_of(cohort: Cohort, language: str) -> Iterable[OwnModule]:
    """Give the modules of a cohort in the order of its edition, titles in a language. Three queries."""
    held_by = places_of(cohort.edition)
    titles = titles_for(held_by, language)
    evenings = first_evenings(cohort)
    ahead = [key for key, session in evenings.items() if not session.is_past]
    following = evenings[ahead[0]].pk if ahead else None
    for place in held_by:
        session = evenings.get(place.pk)
        yield OwnModule(
            place=place,
            title=titles[place.pk],
            url=reverse("course_module", args=[cohort.public_id, place.module.slug]),
            time=_time(session, following),
            day=session.date if session else None,
        )


def first_evenings(cohort: Cohort) -> dict[int, CourseSession]:
    """Give the first evening on which each module is held, in the order of time, by the keys of the edition."""
    rows = SessionModule.objects.filter(session__cohort=cohort).exclude(session__state=CourseSession.State.CANCELLED)
    found: dict[int, CourseSession] = {}
    for row in rows.select_related("session").order_by("session__date", "session__starts_at", "order"):
        found.setdefault(row.edition_module_id, row.session)
    return found


def _time(session: CourseSession | None, following: int | None) -> ModuleTime:
    if session is None:
        return ModuleTime.COMING
    if session.is_past:
        return ModuleTime.HELD
    return ModuleTime.NEXT if session.pk == following else ModuleTime.COMING
