"""Measures calendars: `.venv/bin/python -m benchmarks.calendar`. What misses its target is said so.

The library alone and our whole answer take turns in one process, so that a noisy machine disturbs both. Nothing goes
over the network: what is timed is the request from the first middleware to the last.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

ROUNDS = int(os.environ.get("ROUNDS", "40"))
FOLDER = tempfile.TemporaryDirectory()
os.environ |= {"DATA_DIR": FOLDER.name, "DJANGO_SETTINGS_MODULE": "lms.settings.dev", "BACKGROUND": "external"}

import django  # noqa: E402  # after the settings are chosen

django.setup()

from django.core.management import call_command  # noqa: E402  # after setup
from django.db import connection  # noqa: E402  # after setup
from django.test import Client  # noqa: E402  # after setup
from django.test.utils import CaptureQueriesContext  # noqa: E402  # after setup
from django.urls import reverse  # noqa: E402  # after setup
from django.utils import timezone  # noqa: E402  # after setup

from benchmarks.calendar.library import plain_feed  # noqa: E402  # after setup
from cohorts.models import Cohort, CourseSession, FeedCopy  # noqa: E402  # after setup
from cohorts.schedule.actions.calendars import make_my_feed  # noqa: E402  # after setup
from lms.people.roles import Role  # noqa: E402  # after setup
from tests.factories.cohorts import CohortFactory, VenueFactory, trainee_of  # noqa: E402  # after setup
from tests.factories.people import DistrictFactory, person_with  # noqa: E402  # after setup

CLIENT = Client(headers={"host": "localhost"})


def line(name: str, value: str, met: bool | None = None) -> None:
    """Print one figure, and whether it meets its target."""
    print(f"{name:<52}{value:<40}{'' if met is None else 'met' if met else 'MISSED'}")


def milliseconds(work: Callable[[], object]) -> float:
    """Give how long one run takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def medians(*works: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Run all of them by turns and give the median of each."""
    for work in works:
        work()
    taken = [[milliseconds(work) for work in works] for _round in range(rounds)]
    return [statistics.median(each) for each in zip(*taken, strict=True)]


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


def anew(address: str) -> object:
    """Ask when something has changed: the stored copy is of an older version."""
    FeedCopy.objects.update(version="")
    return fetch(address)


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
    with_zones, without, written, copied = medians(
        lambda: plain_feed(17, zones=True),
        lambda: plain_feed(17, zones=False),
        lambda: anew(address),
        lambda: fetch(address),
    )
    etag = fetch(address)["ETag"]
    line("17 events, the library with its zones", f"{with_zones:8.1f} ms")
    line("17 events, the library without a zone", f"{without:8.1f} ms")
    line("17 events, written anew, whole answer", f"{written:8.1f} ms")
    ratio = written / with_zones
    line("whole answer : the library with its zones", f"{ratio:8.2f} x   (target <= 1.3)", ratio <= 1.3)
    line("whole answer : the library without a zone", f"{written / without:8.2f} x")
    line("17 events, from the stored copy", f"{copied:8.1f} ms")
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
    (first,) = medians(lambda: anew(address), rounds=3)
    before = fetch(address)
    (library,) = medians(lambda: plain_feed(1700, zones=True), rounds=3)
    copied, unchanged = medians(lambda: fetch(address), lambda: fetch(address, before["ETag"]))
    line("1,700 events, the library with its zones", f"{library:8.0f} ms")
    line("1,700 events, written anew, whole answer", f"{first:8.0f} ms")
    line("1,700 events, from the stored copy", f"{copied:8.1f} ms  (target <= 10)", copied <= 10)
    line("1,700 events, not changed (304)", f"{unchanged:8.1f} ms  (target <= 10)", unchanged <= 10)
    line("1,700 events, size", f"{len(before.content) / 1000:8.0f} kB")
    CourseSession.objects.filter(number=9, cohort=Cohort.objects.first()).update(
        starts_at="18:00", ends_at="21:00", sequence=1, changed_at=timezone.now()
    )
    after = fetch(address, before["ETag"])
    fresh = after.status_code == 200 and after.content != before.content
    line("1,700 events, asked after one has changed", f"{'answered anew' if fresh else 'STALE'}", fresh)


def main() -> None:
    """Make a database, measure, throw it away."""
    one, *_others = os.getloadavg()
    line("load of the machine before", f"{one:8.1f}")
    Path(FOLDER.name).mkdir(exist_ok=True)
    call_command("migrate", verbosity=0)
    small()
    large()
    line("load of the machine after", f"{os.getloadavg()[0]:8.1f}")


if __name__ == "__main__":
    main()
