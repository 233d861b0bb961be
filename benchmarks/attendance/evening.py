"""The page of an evening: how many queries it costs, and how much comes to the phone.

`.venv/bin/python -m benchmarks.attendance.evening`; part of `make bench-attendance`."""

import gzip
import re
import statistics
import time

import benchmarks.ready  # noqa: F401  # Django needs it before what follows

import brotli
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment
from django.urls import reverse
from django.utils import timezone

from benchmarks.report import line
from cohorts.models import Cohort, CourseSession, EveningExtra, GuestInvitation, SessionModule
from curriculum.models import CurriculumEdition
from lms.look import sheet
from lms.people.roles import Role
from tests.databases import databases
from tests.factories.cohorts import CohortFactory, session_of, trainee_of
from tests.factories.guests import GuestFactory, invitation_to
from tests.factories.modules import make_material
from tests.factories.people import person_with

WOMEN = 25
MOST_QUERIES, MOST_KB = 12, 60
TIMES = 25


def evening(cohort: Cohort, *positions: int) -> CourseSession:
    """Give an evening of today with these modules, a guest for each, material and something of its own."""
    session = session_of(cohort, timezone.localdate())
    for order, position in enumerate(positions, 1):
        place = cohort.edition.places.get(position=position)
        SessionModule.objects.create(session=session, edition_module=place, order=order)
        invitation_to(
            session,
            guest=GuestFactory(district=cohort.district, phone=f"+47912345{session.number}{order}"),
            state=GuestInvitation.State.ACCEPTED,
            answered_at=timezone.now(),
            sequence=session.sequence,
            needed=["projector", "parking"],
        )
        make_material(place.module)
        EveningExtra.objects.create(session=session, title="Kartet over nabolaget", text="To og to, ti minutter.")
    return session


def loaded_with(page: str) -> list[bytes]:
    """Give the sheets and scripts that a page asks for, with what these ask for."""
    found: dict[str, bytes] = {"look": sheet().plain}
    waiting = re.findall(rf'"{settings.STATIC_URL}((?:css|js)/[\w-]+)[\w.]*\.(css|js)"', page)
    while waiting:
        name, end = waiting.pop()
        if f"{name}.{end}" in found:
            continue
        text = (settings.ROOT / f"lms/static/{name}.{end}").read_text()
        found[f"{name}.{end}"] = text.encode()
        waiting += [(f"js/{each}", "js") for each in re.findall(r'from "\./([\w-]+)\.js"', text)]
    return list(found.values())


def asked(client: Client, address: str) -> tuple[int, bytes]:
    """Ask for a page; give how many queries it cost, and the page."""
    with CaptureQueriesContext(connection) as queries:
        page = client.get(address).content
    return len(queries), page


def measure(client: Client, session: CourseSession, name: str) -> None:
    """Ask for an evening and print its figures."""
    address = reverse("evening", args=[session.public_id])
    first, _page = asked(client, address)
    queries, page = asked(client, address)
    taken = []
    for _time in range(TIMES):
        began = time.perf_counter()
        client.get(address)
        taken.append((time.perf_counter() - began) * 1000)
    kilo = len(page) / 1000
    beside = loaded_with(page.decode())
    small = sum(len(brotli.compress(each)) for each in beside) / 1000
    line(f"{name}: queries", f"{queries} (<= {MOST_QUERIES})", queries <= MOST_QUERIES)
    line(f"{name}: queries after the content changed", str(first))
    line(f"{name}: page", f"{kilo:.1f} kB (<= {MOST_KB})", kilo <= MOST_KB)
    line(f"{name}: with all it loads", f"{kilo + small:.1f} kB (<= {MOST_KB})", kilo + small <= MOST_KB)
    squeezed = f"{len(gzip.compress(page)) / 1000:.1f} kB gzip, {len(brotli.compress(page)) / 1000:.1f} kB brotli"
    line(f"{name}: page, if a proxy compressed it", squeezed)
    line(f"{name}: median of {TIMES}", f"{statistics.median(taken):.0f} ms")


def main() -> None:
    """Take the modules of the programme, and measure an evening with one of them and one with two."""
    setup_test_environment()
    keeper = databases()
    keeper.prepare()
    try:
        with keeper.beginning_with("editions"):
            edition = CurriculumEdition.objects.released().filter(country="NO").with_size().order_by("-size").first()
            cohort = CohortFactory(edition=edition, state=Cohort.State.RUNNING)
            for _number in range(WOMEN):
                trainee_of(cohort)
            client = Client()
            client.force_login(person_with(Role.COORDINATOR, cohort.district))
            measure(client, evening(cohort, 15), "one module")
            measure(client, evening(cohort, 2, 3), "two modules")
    finally:
        keeper.discard()


if __name__ == "__main__":
    main()
