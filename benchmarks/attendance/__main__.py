"""Measures marks from many phones at once: `make bench-attendance`, or `.venv/bin/python -m benchmarks.attendance`.

PHONES, MARKS, OFFLINE_PHONES and OFFLINE_MARKS make it smaller. On PostgreSQL it runs with DATABASE_URL."""

import os
import random
import shutil
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.test")

import django

django.setup()

from django.db import connection  # noqa: E402  # after setup
from django.db.models import Count, Sum  # noqa: E402  # after setup
from django.test import Client  # noqa: E402  # after setup
from django.test.utils import setup_test_environment  # noqa: E402  # after setup
from django.utils import timezone  # noqa: E402  # after setup

from cohorts.models import AttendanceOperation, CourseSession, Enrolment  # noqa: E402  # after setup
from lms.people.roles import Role  # noqa: E402  # after setup
from tests.databases import databases  # noqa: E402  # after setup
from tests.factories.cohorts import CohortFactory, session_of, trainee_of  # noqa: E402  # after setup
from tests.factories.people import person_with  # noqa: E402  # after setup
from tests.serving import Phone, Site  # noqa: E402  # after setup

PHONES = int(os.environ.get("PHONES", "100"))
MARKS = int(os.environ.get("MARKS", "20000"))
OFFLINE_PHONES = int(os.environ.get("OFFLINE_PHONES", "1000"))
OFFLINE_MARKS = int(os.environ.get("OFFLINE_MARKS", "25"))
EVENINGS, WOMEN = 10, 25
TIMES = 3


def line(what: str, value: str, met: bool) -> None:
    """Print one measure and whether it is met."""
    print(f"{what:<34} {value:<34} {'met' if met else 'NOT MET'}")


def evenings() -> tuple[str, list[tuple[CourseSession, list[Enrolment]]]]:
    """Make cohorts with an evening today; give the session of who runs them, and each evening with its women."""
    first = CohortFactory()
    host = person_with(Role.COORDINATOR, first.district)
    cohorts = [first, *(CohortFactory(district=first.district) for _ in range(EVENINGS - 1))]
    made = [
        (session_of(cohort, timezone.localdate()), [trainee_of(cohort) for _ in range(WOMEN)]) for cohort in cohorts
    ]
    client = Client()
    client.force_login(host)
    return client.cookies["sessionid"].value, made


def all_at_once(jobs: list) -> None:
    """Run them in threads of their own, and wait for all."""
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def marking(site: Site, key: str, made: list) -> None:
    """Let every phone send one mark after the other, each over and over until it is acknowledged."""
    taken: list[float] = []
    errors: list[int] = []

    def job(number: int):
        def run() -> None:
            phone = Phone(site.port, key, f"at-once-{number}")
            session, women = made[number % EVENINGS]
            for turn in range(MARKS // PHONES):
                # A phone marks women of its own, so that phones do not speak about the same one.
                woman = women[(number // EVENINGS + turn * (PHONES // EVENINGS or 1)) % WOMEN]
                mark = phone.mark(woman.public_id, ("present", "late", "absent")[turn % 3])
                began = time.perf_counter()
                while phone.send(session.public_id, [mark]) is None:
                    errors.append(number)
                    time.sleep(0.1)
                taken.append(time.perf_counter() - began)

        return run

    began = time.perf_counter()
    all_at_once([job(number) for number in range(PHONES)])
    seconds = time.perf_counter() - began
    stored = AttendanceOperation.objects.filter(device__startswith="phone-at-once").count()
    sent = MARKS // PHONES * PHONES
    ninety_nine = statistics.quantiles(taken, n=100)[98]
    line("marks a second", f"{sent / seconds:.0f} (>= 150)", sent / seconds >= 150)
    line("99 of 100 within", f"{ninety_nine:.2f} s (<= 1.5)", ninety_nine <= 1.5)
    line(
        "errors, lost, doubled",
        f"{len(errors)}, {max(0, sent - stored)}, {max(0, stored - sent)} of {sent}",
        sent == stored and not errors,
    )


def after_offline(site: Site, key: str, made: list) -> None:
    """Let phones come back with what they have written down, and send each mark three times in random order."""
    letters = []
    for number in range(OFFLINE_PHONES):
        phone = Phone(site.port, key, f"offline-{number}")
        session, women = made[number % EVENINGS]
        marks = [phone.mark(women[turn % WOMEN].public_id) for turn in range(OFFLINE_MARKS)]
        for _time in range(TIMES):
            letters.append((phone.name, session.public_id, random.sample(marks, len(marks))))
    random.shuffle(letters)
    shares = [letters[start :: min(PHONES, 16)] for start in range(min(PHONES, 16))]

    def job(share: list):
        def run() -> None:
            postman = Phone(site.port, key, "postman")
            for name, evening, marks in share:
                postman.name = name
                while postman.send(evening, marks) is None:
                    time.sleep(0.1)

        return run

    began = time.perf_counter()
    all_at_once([job(share) for share in shares])
    seconds = time.perf_counter() - began
    rows = AttendanceOperation.objects.filter(device__startswith="phone-offline")
    found = rows.aggregate(rows=Count("pk"), times=Sum("times_received"))
    want = OFFLINE_PHONES * OFFLINE_MARKS
    line("offline, three times each, in", f"{seconds:.0f} s (<= 300)", seconds <= 300)
    line(
        "received, stored once",
        f"{found['times']}, {found['rows']} of {want}",
        found == {"rows": want, "times": TIMES * want},
    )


def main() -> None:
    """Make the evenings, serve them, measure, and leave nothing behind."""
    setup_test_environment()
    keeper = databases()
    keeper.prepare()
    folder = Path(tempfile.mkdtemp(prefix="brobygger-attendance-"))
    site = Site(folder)
    try:
        size = f"{PHONES} phones, {MARKS} marks"
        print(f"{connection.vendor}, {size}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        key, made = evenings()
        site.start()
        marking(site, key, made)
        after_offline(site, key, made)
    finally:
        site.kill()
        keeper.discard()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    main()
