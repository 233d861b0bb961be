"""Reads of how far women have come: what a course consists of, what was marked, and what is made up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from cohorts.roster.models import Cohort, Enrolment
from cohorts.schedule.models import CourseSession
from curriculum.models import CompletionRule, EditionModule
from curriculum.rules import Evening, Rule, Standing

from ..models import Attendance, AttendanceOperation, CatchUp, ModuleCredit
from ..rules import State, Status

MARKS_KEPT = timedelta(days=366)
"""How long after the end of a course its single marks stay: the class `Keep.MARK`."""


@dataclass(frozen=True)
class Course:
    """A cohort's course as it counts: the modules of its edition in order, the rule, what was held and what comes."""

    places: tuple[EditionModule, ...]
    rule: Rule
    late_minutes: int
    held: tuple[CourseSession, ...]
    ahead: tuple[CourseSession, ...]

    @property
    def keys(self) -> list[int]:
        """Give the keys of the modules in order."""
        return [place.pk for place in self.places]

    @property
    def coming(self) -> list[Evening]:
        """Give the evenings ahead as the rule takes them."""
        return [Evening(frozenset(row.edition_module_id for row in each.session_modules.all())) for each in self.ahead]

    @property
    def next_days(self) -> dict[int, date]:
        """Give for each module that is still to come when it comes next."""
        found: dict[int, date] = {}
        for session in self.ahead:
            for row in session.session_modules.all():
                found.setdefault(row.edition_module_id, session.date)
        return found


def course_of(cohort: Cohort) -> Course:
    """Read what a course consists of. Four queries."""
    places = tuple(cohort.edition.places.select_related("module").order_by("position"))
    stored = CompletionRule.objects.get(edition=cohort.edition_id)
    sessions = CourseSession.objects.held().filter(cohort=cohort).prefetch_related("session_modules")
    return _course(places, stored, sessions)


def courses_of(cohorts: Iterable[Cohort]) -> dict[int, Course]:
    """Read what courses consist of, by the keys of their cohorts, without what their modules are called. Four queries,
    however many they are."""
    cohorts = list(cohorts)
    editions = {cohort.edition_id for cohort in cohorts}
    places: dict[int, list[EditionModule]] = {}
    for place in EditionModule.objects.filter(edition__in=editions).order_by("position"):
        places.setdefault(place.edition_id, []).append(place)
    rules = {rule.edition_id: rule for rule in CompletionRule.objects.filter(edition__in=editions)}
    sessions: dict[int, list[CourseSession]] = {}
    for each in CourseSession.objects.held().filter(cohort__in=cohorts).prefetch_related("session_modules"):
        sessions.setdefault(each.cohort_id, []).append(each)
    return {
        cohort.pk: _course(
            tuple(places.get(cohort.edition_id, ())), rules[cohort.edition_id], sessions.get(cohort.pk, ())
        )
        for cohort in cohorts
    }


def _course(places: tuple[EditionModule, ...], stored: CompletionRule, sessions: Iterable[CourseSession]) -> Course:
    by_time = sorted(sessions, key=lambda each: each.begins)
    return Course(
        places=places,
        rule=Rule(
            share=stored.share,
            mandatory=frozenset(place.pk for place in places if place.mandatory),
            catch_up_allowed=stored.catch_up_allowed,
            max_catch_ups=stored.max_catch_ups,
            ways=stored.ways,
        ),
        late_minutes=stored.late_minutes,
        held=tuple(each for each in by_time if each.is_past),
        ahead=tuple(each for each in by_time if not each.is_past),
    )


def credit_kept(course: Course, women: Iterable[Enrolment]) -> dict[int, dict[int, Standing]]:
    """Give what was kept of the women of a course that ended over a year ago, by place and module. One query; none
    for a course that is not so long over."""
    if course.ahead or not course.held or course.held[0].begins > timezone.now() - MARKS_KEPT:
        return {}
    found: dict[int, dict[int, Standing]] = {}
    for each in ModuleCredit.objects.filter(enrolment__in=list(women)):
        found.setdefault(each.enrolment_id, {})[each.edition_module_id] = Standing(each.standing)
    return found


def catch_ups_of(women: Iterable[Enrolment]) -> dict[int, list[CatchUp]]:
    """Give what these women make up, or have made up, by their places. One query."""
    found: dict[int, list[CatchUp]] = {}
    for each in CatchUp.objects.standing().filter(enrolment__in=list(women)).with_evenings():
        found.setdefault(each.enrolment_id, []).append(each)
    return found


def catch_ups_near(cohorts: Iterable[int]) -> list[tuple[CatchUp, str]]:
    """Give what women of these cohorts make up, and who comes to their evenings from others, each with the mark of its
    evening. One query."""
    cohorts = list(cohorts)
    mark = Attendance.objects.filter(session=OuterRef("session"), enrolment=OuterRef("enrolment")).values("status")
    rows = CatchUp.objects.exclude(state=State.DONE).standing().with_evenings().select_related("enrolment")
    rows = rows.filter(Q(enrolment__cohort__in=cohorts) | Q(session__cohort__in=cohorts))
    return [(row, row.status or "") for row in rows.annotate(status=Subquery(mark)).order_by("session__date", "pk")]


def marks_on(sessions: Iterable[CourseSession], women: Iterable[Enrolment]) -> dict[tuple[int, int], Attendance]:
    """Give the marks of women on evenings, by evening and place. One query."""
    rows = Attendance.objects.filter(session__in=list(sessions), enrolment__in=list(women)).exclude(status=Status.NONE)
    return {(mark.session_id, mark.enrolment_id): mark for mark in rows}


@dataclass(frozen=True)
class Book:
    """All evenings of a cohort's course that are not cancelled, its women by name, and the marks of both: by evening
    and place."""

    cohort: Cohort
    course: Course
    women: tuple[Enrolment, ...]
    marks: dict[tuple[int, int], Attendance]

    @property
    def evenings(self) -> tuple[CourseSession, ...]:
        """Give the evenings in the order of time."""
        return self.course.held + self.course.ahead

    @property
    def named(self) -> tuple[Enrolment, ...]:
        """Give the women whose names may stand in a file that is handed out."""
        return tuple(woman for woman in self.women if not woman.person.is_off_lists)

    def mark(self, session: CourseSession, woman: Enrolment) -> Attendance | None:
        """Give what stands for a woman on an evening."""
        return self.marks.get((session.pk, woman.pk))


def book_of(cohort: Cohort) -> Book:
    """Read the whole attendance of a cohort: of the women who take part or have, and of those who left after they had
    been marked. Six queries."""
    course = course_of(cohort)
    places = cohort.enrolments.exclude(state=Enrolment.State.OFFERED).select_related("person")
    everybody = list(places.order_by("person__name", "pk"))
    marks = marks_on(course.held, everybody)
    marked = {woman for _session, woman in marks}
    women = (each for each in everybody if each.state != Enrolment.State.WITHDRAWN or each.pk in marked)
    return Book(cohort, course, tuple(women), marks)


def journal_of(cohort: Cohort) -> QuerySet[AttendanceOperation]:
    """Give what was done about the attendance of a cohort, in its order, without whoever stands in no file."""
    rows = AttendanceOperation.objects.filter(session__cohort=cohort).select_related(
        "session", "by", "enrolment__person"
    )
    return rows.exclude(enrolment__person__is_off_lists=True)
