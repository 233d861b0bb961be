"""Reads for the desk, across the rooms."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Count, F, FilteredRelation, Q
from django.utils import timezone

from cohorts.roster.models import Cohort, Enrolment, Task
from cohorts.schedule.models import CourseSession, EveningExtra, Rsvp
from lms.people.models import User

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
MOST_TASKS = 5
SHARED_FOR = timedelta(days=1)  # how long after an evening its shared link still says what it was about


def open_cohorts_of(user: User) -> list[Cohort]:
    """Give the open cohorts that somebody runs or helps with, the newest first. One query."""
    return list(Cohort.objects.run_by(user).open().with_places())


def tasks_near(user: User) -> list[Task]:
    """Give what is to be done within a week for the open cohorts that somebody runs, or is late already; the most
    urgent first. One query."""
    cohorts = Cohort.objects.run_by(user).open()
    tasks = Task.objects.open().filter(cohort__in=cohorts, until__lte=timezone.localdate() + WEEK)
    return list(tasks.select_related("cohort")[:MOST_TASKS])


def evenings_ahead(cohorts: Iterable[Cohort]) -> list[CourseSession]:
    """Give the evenings of cohorts that are not over, cancelled ones too, in the order of time. Two queries."""
    rows = CourseSession.objects.filter(cohort__in=list(cohorts), date__gte=timezone.localdate() - DAY)
    return [session for session in rows.with_modules() if session.ends > timezone.now()]


def evenings_left(cohort: Cohort) -> int:
    """Count the evenings of a cohort that are to be held and have not begun. One query."""
    rows = CourseSession.objects.held().filter(cohort=cohort, date__gte=timezone.localdate() - DAY)
    return sum(not session.is_past for session in rows)


def women_on(session: CourseSession) -> list[tuple[Enrolment, Rsvp | None, str]]:
    """Give the women who take part now, by name, each with her answer if it holds, and with her mark on the roll. What
    was said of an evening before it was moved does not count. One query."""
    said = FilteredRelation("rsvps", condition=Q(rsvps__session=session.pk, rsvps__sequence=session.sequence))
    marked = FilteredRelation("marks", condition=Q(marks__session=session.pk))
    rows = (
        session.cohort.enrolments.active()
        .select_related("person")
        .annotate(
            said=said,
            marked=marked,
            said_answer=F("said__answer"),
            said_source=F("said__source"),
            said_at=F("said__answered_at"),
            mark=F("marked__status"),
        )
    )
    return [(place, _answer_of(vars(place)), place.mark or "") for place in rows.order_by("person__name", "pk")]


def _answer_of(found: dict[str, Any]) -> Rsvp | None:
    """Give the answer that was read along with a place."""
    if found["said_answer"] is None:
        return None
    return Rsvp(answer=found["said_answer"], source=found["said_source"], answered_at=found["said_at"])


def extras_counted(cohort: Cohort) -> dict[int, int]:
    """Give how many additions each evening of a cohort has, by its key. One query."""
    rows = EveningExtra.objects.filter(session__cohort=cohort).order_by().values_list("session")
    return dict(rows.annotate(Count("pk")))
