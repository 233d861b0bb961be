"""The table of all cohorts of a country, without names: worked out by the database, a page at a time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from cohorts.attendance.dashboards import AttendanceTotals, attendance_totals
from cohorts.guests.queries import evenings_late
from cohorts.roster.models import Cohort, CohortCoordinator, Enrolment, Question
from cohorts.schedule.models import Announcement, CourseSession
from lms.people.models import User
from lms.people.models.assignments import places_where
from lms.people.roles import Right

ON_A_PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """Which cohorts of the table somebody wants to see."""

    state: str = ""
    words: str = ""
    needing: bool = False
    by_date: bool = False


@dataclass(frozen=True)
class CohortRow:
    """A cohort of the table. What is out of the ordinary stands as a flag; everything else is plain."""

    cohort: Cohort
    women: int
    evenings: int
    next_date: date | None
    next_without_venue: bool
    guests_missing: int  # evenings of the next three weeks for which no guest has said yes
    heard_on: date | None
    attendance: AttendanceTotals | None = None  # None before its first evening

    @property
    def without_plan(self) -> bool:
        """Tell whether it is open and has no evenings."""
        return self.cohort.is_open and not self.evenings

    @property
    def stands_still(self) -> bool:
        """Tell whether it runs and no evening comes."""
        return self.cohort.state == Cohort.State.RUNNING and bool(self.evenings) and self.next_date is None

    @property
    def unusual_size(self) -> bool:
        """Tell whether it runs with fewer or more women than is aimed at."""
        aimed_at = self.cohort.size_min <= self.women <= self.cohort.size_max
        return self.cohort.state == Cohort.State.RUNNING and not aimed_at


def cohorts_followed_by(user: User, wanted: Wanted) -> QuerySet[Cohort]:
    """Give the cohorts whose figures somebody follows, as she wants them, each with its figures. One query."""
    ahead = CourseSession.objects.filter(cohort=OuterRef("pk"), date__gte=timezone.localdate()).held().order_by("date")
    women = Enrolment.objects.taken().filter(cohort=OuterRef("pk")).order_by().values("cohort")
    evenings = CourseSession.objects.filter(cohort=OuterRef("pk")).held().order_by().values("cohort")
    late = evenings_late(timezone.localdate()).filter(cohort=OuterRef("pk"))
    questions = Question.objects.filter(cohort=OuterRef("pk")).order_by().values("cohort")
    told = Announcement.objects.filter(cohort=OuterRef("pk"), is_sent=True).order_by("-version").values("at")
    team = CohortCoordinator.objects.current().filter(cohort=OuterRef("pk")).order_by().values("cohort")
    rows = Cohort.objects.filter(places_where(user, Right.FOLLOW_COHORTS)).with_places().select_related("plan")
    rows = rows.annotate(
        next_date=Subquery(ahead.values("date")[:1]),
        next_venue=Subquery(ahead.values("venue")[:1]),
        asked_at=Subquery(questions.values(at=Max("asked_at"))),
        answered_at=Subquery(questions.values(at=Max("answered_at"))),
        told_at=Subquery(told[:1]),
        seen_on=Subquery(team.values(on=Max("person__last_active_on"))),
        women=Coalesce(Subquery(women.values(number=Count("pk"))), 0),
        guests_missing=Coalesce(Subquery(late.order_by().values("cohort").values(number=Count("pk"))), 0),
        evenings=Coalesce(Subquery(evenings.values(number=Count("pk"))), 0),
    )
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.words:
        places = Q(district__name__icontains=wanted.words) | Q(municipality__name__icontains=wanted.words)
        rows = rows.filter(places | Q(name__icontains=wanted.words))
    if wanted.needing:
        rows = rows.filter(_needing(ahead, evenings, late))
    # By its key a page is found without working out the figures of all others.
    return rows.order_by(F("next_date").asc(nulls_last=True), "-pk") if wanted.by_date else rows.order_by("-pk")


def _needing(ahead: QuerySet, evenings: QuerySet, late: QuerySet) -> Q:
    """Give the condition that something of a row is out of the ordinary, as `CohortRow` has it."""
    running, planned = Q(state=Cohort.State.RUNNING), Q(state=Cohort.State.PLANNED)
    return (
        ((running | planned) & ~Exists(evenings))
        | (running & ~Exists(ahead))
        | ((running | planned) & Exists(late))
        | ((running | planned) & Q(next_date__isnull=False, next_venue__isnull=True))
        | (running & (Q(women__lt=F("size_min")) | Q(women__gt=F("size_max"))))
    )


def heard_on(cohort: Cohort) -> date | None:
    """Give the day of the last contact with a cohort that came with its figures: a question was asked or answered, the
    women were sent a message, the plan was changed, or somebody who runs it was here."""
    plan = cohort.plan.changed_at if hasattr(cohort, "plan") else None
    moments = [moment for moment in (cohort.asked_at, cohort.answered_at, cohort.told_at, plan) if moment]
    days = [timezone.localdate(moment) for moment in moments]
    return max([*days, *([cohort.seen_on] if cohort.seen_on else [])], default=None)


def rows_of(cohorts: Iterable[Cohort]) -> list[CohortRow]:
    """Give the rows of cohorts that came with their figures, with their attendance: seven queries for every fifty."""
    cohorts = list(cohorts)
    rows = []
    for start in range(0, len(cohorts), ON_A_PAGE):
        some = cohorts[start : start + ON_A_PAGE]
        totals = attendance_totals(some)
        rows += [replace(row_of(cohort), attendance=totals.get(cohort.pk)) for cohort in some]
    return rows


def row_of(cohort: Cohort) -> CohortRow:
    """Give a row of the table, without attendance, from a cohort that came with its figures."""
    return CohortRow(
        cohort=cohort,
        women=cohort.women,
        evenings=cohort.evenings,
        next_date=cohort.next_date,
        next_without_venue=cohort.is_open and cohort.next_date is not None and cohort.next_venue is None,
        guests_missing=cohort.guests_missing if cohort.is_open else 0,
        heard_on=heard_on(cohort),
    )
