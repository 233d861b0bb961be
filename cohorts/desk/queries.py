"""Reads for the desk, across the rooms."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Count
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


def women_of(cohort: Cohort) -> list[Enrolment]:
    """Give the places of the women who take part now, by name. One query."""
    return list(cohort.enrolments.active().select_related("person").order_by("person__name", "pk"))


def evenings_left(cohort: Cohort) -> int:
    """Count the evenings of a cohort that are to be held and have not begun. One query."""
    rows = CourseSession.objects.held().filter(cohort=cohort, date__gte=timezone.localdate() - DAY)
    return sum(not session.is_past for session in rows)


def answers_for(session: CourseSession) -> dict[int, Rsvp]:
    """Give the answers that hold, by the key of the place. What was said of an evening before it was moved does not
    count. One query."""
    rows = Rsvp.objects.filter(session=session, sequence=session.sequence)
    return {answer.enrolment_id: answer for answer in rows}


def extras_counted(cohort: Cohort) -> dict[int, int]:
    """Give how many additions each evening of a cohort has, by its key. One query."""
    rows = EveningExtra.objects.filter(session__cohort=cohort).order_by().values_list("session")
    return dict(rows.annotate(Count("pk")))
