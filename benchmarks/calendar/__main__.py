"""Measures calendars: `.venv/bin/python -m benchmarks.calendar`. What misses its target is said so.

The library alone and our whole answer take turns in one process, so that a noisy machine disturbs both. Nothing goes
over the network: what is timed is the request from the first middleware to the last.
"""

import os
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

import benchmarks.calendar.ready  # noqa: F401  # Django needs it before what follows

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from benchmarks.calendar.library import plain_feed
from benchmarks.report import line, load
from cohorts.models import Cohort, CourseSession, FeedCopy
from cohorts.schedule.actions.calendars import make_my_feed
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, VenueFactory, trainee_of
from tests.factories.people import DistrictFactory, person_with

ROUNDS = int(os.environ.get("ROUNDS", "40"))
CLIENT = Client(headers={"host": "localhost"})


def timed(work: Callable[[], object], change: bool) -> tuple[float, float]:
    """Give how long one run takes by the clock, and how much of the processor, in milliseconds."""
    if change:
        FeedCopy.objects.update(version="")
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000


def both(taken: tuple[float, float]) -> str:
    """Give the time by the clock, and that of the processor."""
    return f"{taken[0]:8.1f} ms ({taken[1]:.1f} ms of the processor)"


def medians(*works: Callable[[], object], rounds: int = ROUNDS, change: bool = False) -> list[tuple[float, float]]:
    """Run all of them by turns and give of each the median by the clock and of the processor's time. With `change` the
    stored copy is made out of date before each run, untimed."""
    for work in works:
        work()
    taken = [[timed(work, change) for work in works] for _round in range(rounds)]
    return [tuple(map(statistics.median, zip(*each, strict=True))) for each in zip(*taken, strict=True)]


def hold(cohort: Cohort, evenings: int) -> None:
    """Store a plan of evenings, one a week."""
    venue = VenueFactory(district=cohort.district)
    CourseSession.objects.bulk_create(
        CourseSession(
            cohort=cohort,
            number=number,
            date=date(2027, 1, 12) + timedelta(weeks=number),
            starts_at="17:00",
            ends_at="20:00",
            time_zone="Europe/Oslo",
            venue=venue,
        )
        for number in range(1, evenings + 1)
    )


def fetch(address: str, etag: str = "") -> object:
    """Ask as a phone does."""
    return CLIENT.get(address, headers={"If-None-Match": etag} if etag else {})


def queries_of(work: Callable[[], object]) -> int:
    """Give how many queries it costs."""
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)


def small() -> None:
    """Compare the feed of one cohort with what the library needs for the same events."""
    cohort = CohortFactory(state=Cohort.State.RUNNING)
    hold(cohort, 17)
    address = reverse("calendar_feed", args=[make_my_feed(by=trainee_of(cohort).person)])
    fetch(address)
    with_zones, without, written = medians(
        lambda: plain_feed(17, zones=True), lambda: plain_feed(17, zones=False), lambda: fetch(address), change=True
    )
    etag = fetch(address)["ETag"]
    (copied,) = medians(lambda: fetch(address))
    line("17 events, the library with its zones", both(with_zones))
    line("17 events, the library without a zone", both(without))
    line("17 events, written anew, whole answer", both(written))
    ratio, busy = written[0] / with_zones[0], written[1] / with_zones[1]
    line("whole answer : the library with its zones", f"{ratio:8.2f} x   (target <= 1.3)", ratio <= 1.3)
    line("the same, of the processor's time", f"{busy:8.2f} x   (target <= 1.3)", busy <= 1.3)
    line("17 events, from the stored copy", both(copied))
    FeedCopy.objects.update(version="")
    for name, work in (
        ("written anew", lambda: fetch(address)),
        ("from the copy", lambda: fetch(address)),
        ("not changed (304)", lambda: fetch(address, etag)),
    ):
        count = queries_of(work)
        line(f"17 events, {name}", f"{count:8} queries (target <= 5)", count <= 5)


def large() -> None:
    """Look at the feed of a coordinator with a hundred cohorts."""
    district = DistrictFactory()
    coordinator = person_with(Role.COORDINATOR, district)
    for _cohort in range(100):
        hold(CohortFactory(district=district, state=Cohort.State.RUNNING), 17)
    address = reverse("calendar_feed", args=[make_my_feed(by=coordinator)])
    (first,) = medians(lambda: fetch(address), rounds=3, change=True)
    before = fetch(address)
    (library,) = medians(lambda: plain_feed(1700, zones=True), rounds=3)
    copied, unchanged = medians(lambda: fetch(address), lambda: fetch(address, before["ETag"]))
    line("1,700 events, the library with its zones", both(library))
    line("1,700 events, written anew, whole answer", both(first))
    line("1,700 events, from the stored copy (target <= 10 ms)", both(copied), copied[0] <= 10)
    line("1,700 events, not changed (304) (target <= 10 ms)", both(unchanged), unchanged[0] <= 10)
    line("1,700 events, size", f"{len(before.content) / 1000:8.0f} kB")
    CourseSession.objects.filter(number=9, cohort=Cohort.objects.first()).update(
        starts_at="18:00", ends_at="21:00", sequence=1, changed_at=timezone.now()
    )
    after = fetch(address, before["ETag"])
    fresh = after.status_code == 200 and after.content != before.content
    line("1,700 events, asked after one has changed", f"{'answered anew' if fresh else 'STALE'}", fresh)


def main() -> None:
    """Make a database, measure, throw it away."""
    load("before")
    settings.DEBUG = False  # as in production: nobody keeps a list of all queries
    call_command("migrate", verbosity=0)
    small()
    large()
    load("after")


if __name__ == "__main__":
    main()
