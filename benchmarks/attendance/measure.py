"""The measures on one database: each is printed with what was asked for, and whether it is met."""

import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from datetime import time, timedelta
from pathlib import Path
from uuid import uuid4

import benchmarks.ready  # noqa: F401  # Django needs it before what follows

from django.db import connection
from django.db.models import Count, Sum
from django.test import Client
from django.test.utils import setup_test_environment
from django.utils import timezone

from benchmarks.report import line, load
from cohorts.attendance.actions import open_door
from cohorts.attendance.models.marks import Source
from cohorts.models import Attendance, AttendanceOperation, Cohort, CourseSession, Enrolment
from lms.people.models import User
from lms.people.roles import Role
from tests.databases import databases
from tests.factories.cohorts import CohortFactory, session_of, trainee_of
from tests.factories.people import person_with
from tests.serving import Site

PHONES = int(os.environ.get("PHONES", "100"))
MARKS = int(os.environ.get("MARKS", "20000"))
OFFLINE_PHONES = int(os.environ.get("OFFLINE_PHONES", "1000"))
CHECK_INS = int(os.environ.get("CHECK_INS", "300"))
OFFLINE_MARKS = int(os.environ.get("OFFLINE_MARKS", "25"))
EVENINGS, WOMEN = 10, 25
TIMES = 3
POSTMEN = 16
KILLS = 5

Evening = tuple[CourseSession, list[Enrolment]]


def cohorts_of_one(count: int) -> tuple[User, list[Cohort]]:
    """Make cohorts in one district, and give who runs them."""
    first = CohortFactory()
    cohorts = [first, *(CohortFactory(district=first.district) for _ in range(count - 1))]
    return person_with(Role.COORDINATOR, first.district), cohorts


def signed_in(person: User) -> str:
    """Sign somebody in, and give her session."""
    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value


def evenings() -> tuple[str, list[Evening]]:
    """Make cohorts with an evening today; give the session of who runs them, and each evening with its women."""
    host, cohorts = cohorts_of_one(EVENINGS)
    made = [
        (session_of(cohort, timezone.localdate()), [trainee_of(cohort) for _ in range(WOMEN)]) for cohort in cohorts
    ]
    return signed_in(host), made


def send(site: Site, phones: list[dict]) -> dict:
    """Let phones send (phones.py), and give what they saw."""
    script = Path(__file__).with_name("phones.py")
    work = json.dumps({"port": site.port, "phones": phones})
    done = subprocess.run([sys.executable, "-S", str(script)], input=work, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def database_work() -> float:
    """Give the seconds of a processor that a database server on this machine has used for whoever is connected; none
    for SQLite, whose work is that of the site, and for a server elsewhere."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        paths = [Path(f"/proc/{pid}/schedstat") for (pid,) in cursor.fetchall()]
    return sum(int(path.read_text().split()[0]) for path in paths if path.exists()) / 1e9


def parcel(device: str, marks: list[dict]) -> str:
    """Give what a phone sends at once."""
    return json.dumps({"device": device, "marks": marks})


def address(session: CourseSession) -> str:
    """Give where the marks of an evening go."""
    return f"/cohorts/evenings/{session.public_id}/roll/marks/"


def mark(woman: Enrolment, number: int, status: str) -> dict:
    """Give a mark as it is written down on a phone."""
    return {"key": str(uuid4()), "woman": str(woman.public_id), "status": status, "number": number}


def waited(seen: dict) -> float:
    """Give within how many seconds 99 of 100 had their answer."""
    return statistics.quantiles(seen["taken"], n=100)[98]


def marking(site: Site, key: str, made: list[Evening]) -> None:
    """Let every phone send one mark after the other."""
    phones = []
    for which in range(PHONES):
        session, women = made[which % EVENINGS]
        # Phones of one evening do not speak about the same women: whoever does is refused, which costs less.
        own = women[which // EVENINGS :: -(-PHONES // EVENINGS)] or women[:1]
        marks = [
            mark(own[n % len(own)], n, ("present", "late", "absent")[n % 3]) for n in range(1, MARKS // PHONES + 1)
        ]
        sent = [(address(session), parcel(f"phone-at-once-{which}", [each])) for each in marks]
        phones.append({"session": key, "requests": sent})
    before = site.work(), database_work()
    seen = send(site, phones)
    work, base = site.work() - before[0], database_work() - before[1]
    stored = AttendanceOperation.objects.filter(device__startswith="phone-at-once").count()
    count = MARKS // PHONES * PHONES
    speed = count / seen["seconds"]
    line("marks a second", f"{speed:.0f} (>= 150)", speed >= 150)
    line("99 of 100 within", f"{waited(seen):.2f} s (<= 1.5)", waited(seen) <= 1.5)
    line(
        "errors, lost, doubled",
        f"{seen['again']}, {max(0, count - stored)}, {max(0, stored - count)} of {count}",
        stored == count == seen["answered"].get("applied") and not seen["again"],
    )
    # Said beside it, because the clock tells little where other work runs.
    ours, bases, theirs = (each / count * 1000 for each in (work, base, seen["cpu"]))
    print(
        f"{'processor for one mark':<34} {ours:.1f} ms, {bases:.1f} ms of the database, {theirs:.1f} ms of the phones"
    )


def after_offline(site: Site, key: str, made: list[Evening]) -> None:
    """Let phones come back with what they have written down, and send each mark three times in random order."""
    letters = []
    for which in range(OFFLINE_PHONES):
        session, women = made[which % EVENINGS]
        marks = [mark(women[n % WOMEN], n + 1, "present") for n in range(OFFLINE_MARKS)]
        for _time in range(TIMES):
            mixed = random.sample(marks, len(marks))
            letters.append((address(session), parcel(f"phone-offline-{which}", mixed)))
    random.shuffle(letters)
    seen = send(site, [{"session": key, "requests": letters[start::POSTMEN]} for start in range(POSTMEN)])
    rows = AttendanceOperation.objects.filter(device__startswith="phone-offline")
    found = rows.aggregate(rows=Count("pk"), times=Sum("times_received"))
    want = OFFLINE_PHONES * OFFLINE_MARKS
    line("offline, three times each, in", f"{seen['seconds']:.0f} s (<= 300)", seen["seconds"] <= 300)
    line(
        "received, stored once",
        f"{found['times']}, {found['rows']} of {want}",
        found == {"rows": want, "times": TIMES * want} and not seen["again"],
    )


def checking_in(site: Site) -> None:
    """Let women of twelve cohorts say by the code in the doorway that they are here, all within one minute: each opens
    the page, presses the button, and is shown what stands."""
    host, cohorts = cohorts_of_one(-(-CHECK_INS // WOMEN))
    now, phones = timezone.localtime(), []
    begins = max(now - timedelta(minutes=10), now.replace(hour=0, minute=0, second=0))
    for cohort in cohorts:
        session = session_of(cohort, now.date(), starts_at=begins.time(), ends_at=time(23, 59, 59))
        open_door(by=host, session=session)
        phones += [(session, signed_in(trainee_of(cohort).person)) for _woman in range(WOMEN)]
    work = []
    for session, key in phones[:CHECK_INS]:
        page = f"/here/{session.public_id}/{session.door.codes.word}/"
        work.append({"session": key, "requests": [(page, ""), (page, f"key={uuid4()}"), ("/here/", "")]})
    seen = send(site, work)
    stored = Attendance.objects.filter(source=Source.SELF).values("session", "enrolment").distinct().count()
    operations = AttendanceOperation.objects.filter(source=Source.SELF).count()
    line(f"{CHECK_INS} check-ins within", f"{seen['seconds']:.1f} s (<= 60)", seen["seconds"] <= 60)
    line(
        "errors, lost, doubled",
        f"{seen['again']}, {CHECK_INS - stored}, {operations - CHECK_INS} of {CHECK_INS}",
        stored == operations == CHECK_INS and not seen["again"],
    )


def coming_back(site: Site) -> None:
    """Kill all processes, and start again, a few times."""
    seconds = []
    for _time in range(KILLS):
        site.kill()
        seconds.append(site.start())
    line("back after all were killed", f"{max(seconds):.1f} s (<= 5)", max(seconds) <= 5)


def main(parts: list[str]) -> None:
    """Make the evenings, serve them, measure, and leave nothing behind."""
    setup_test_environment()
    keeper = databases()
    keeper.prepare()
    folder = Path(tempfile.mkdtemp(prefix="brobygger-attendance-"))
    site = Site(folder)
    try:
        size = f"{PHONES} phones, {MARKS} marks"
        print(f"{connection.vendor}, {size}")
        load("before")
        key, made = evenings()
        site.start()
        if "marks" in parts:
            marking(site, key, made)
        if "offline" in parts:
            after_offline(site, key, made)
        if "check-ins" in parts:
            checking_in(site)
        if "back" in parts:
            coming_back(site)
    finally:
        site.kill()
        keeper.discard()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    main(sys.argv[1:] or ["marks", "offline", "check-ins", "back"])
