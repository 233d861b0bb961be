"""Measures the table of all cohorts with 1, 50 and 400 cohorts: `.venv/bin/python -m benchmarks.cohorts`."""

import statistics
import time
from datetime import timedelta

import benchmarks.ready  # noqa: F401  # Django needs it before what follows

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Cohort, CourseSession, Enrolment
from lms.people.models import User
from lms.people.roles import Role
from tests.databases import databases
from tests.factories.cohorts import CohortFactory
from tests.factories.people import OrganisationFactory, person_with

COHORTS = (1, 50, 400)
EVENINGS, WOMEN = 17, 20
TIMES = 25
ASKED = ("", "?needing=on", "?by_date=on")


def add_cohorts(pattern: Cohort, count: int) -> None:
    """Add cohorts like the first one until there are so many, each with evenings before and after today, and women."""
    have, today = Cohort.objects.count(), timezone.localdate()
    group = {"district": pattern.district, "local_group": pattern.local_group, "edition": pattern.edition}
    sizes = {"size_min": 18, "size_max": 25, "state": Cohort.State.RUNNING}
    Cohort.objects.bulk_create(Cohort(**group, **sizes, name=f"Kull {number}") for number in range(have, count))
    for cohort in Cohort.objects.filter(sessions__isnull=True):
        CourseSession.objects.bulk_create(
            CourseSession(
                cohort=cohort,
                number=week,
                date=today + timedelta(weeks=week - cohort.pk % EVENINGS),
                starts_at="17:00",
                ends_at="20:00",
                time_zone="Europe/Oslo",
            )
            for week in range(1, EVENINGS + 1)
        )
    women = list(User.objects.filter(name__startswith="Prøve")[:WOMEN])
    for cohort in Cohort.objects.filter(enrolments__isnull=True):
        Enrolment.objects.bulk_create(Enrolment(cohort=cohort, person=woman) for woman in women)


def measured(client: Client, address: str) -> tuple[float, int]:
    """Give the median time of one answer in milliseconds, and its queries."""
    client.get(address)
    taken = []
    for _time in range(TIMES):
        began = time.perf_counter()
        client.get(address)
        taken.append((time.perf_counter() - began) * 1000)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return statistics.median(taken), len(queries)


def main() -> None:
    """Print a line for each number of cohorts and each filter."""
    setup_test_environment()
    keeper = databases()
    keeper.prepare()
    try:
        client = Client()
        client.force_login(person_with(Role.SECRETARIAT, OrganisationFactory()))
        for number in range(WOMEN):
            User.objects.create_user(name=f"Prøve {number}", phone=f"+4791{number:06d}")
        pattern = CohortFactory(name="Kull 0", state=Cohort.State.RUNNING)
        print(f"{'cohorts':>8} {'filter':<14} {'ms':>7} {'queries':>8}")
        for count in COHORTS:
            add_cohorts(pattern, count)
            for asked in ASKED:
                taken, queries = measured(client, reverse("cohorts_table") + asked)
                print(f"{count:>8} {asked or '–':<14} {taken:>7.1f} {queries:>8}")
    finally:
        keeper.discard()


if __name__ == "__main__":
    main()
