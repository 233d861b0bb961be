"""A course in a real browser: from an empty district to seventeen evenings on a phone, in a few taps."""

import time
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page

from cohorts.models import Cohort, CourseSession
from lms.people.models import Country, District, LocalGroup
from lms.people.roles import Role
from tests.browsers import sign_in_browser
from tests.factories.curriculum import make_module, make_released
from tests.factories.people import person_with

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("starter")]

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FIVE_MINUTES = 300
MOST_TAPS = 10


class Phone:
    """A phone in the hand of somebody who has never been here: counts what she touches, and looks at each page."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0
        page.set_viewport_size({"width": 360, "height": 740})

    def looks_around(self) -> None:
        """Demand that the page fits and that axe finds nothing."""
        self.page.wait_for_load_state()  # before its style is there, a picture is as wide as it is
        assert self.page.evaluate(SIDEWAYS) == 0, self.page.url
        found = Axe().run(self.page, options=RULES)
        assert found.violations_count == 0, f"{self.page.url}: {found.generate_report()}"

    def taps_on(self, role: str, name: str) -> None:
        """Tap on something by what it says."""
        self.page.get_by_role(role, name=name, exact=True).first.click()  # type: ignore[arg-type]  # a role
        self.page.wait_for_load_state()
        self.taps += 1

    def ticks(self, label: str) -> None:
        """Tick one of several choices."""
        self.page.get_by_label(label).check()
        self.taps += 1

    def fills_in(self, label: str, words: str) -> None:
        """Tap on a field and write."""
        self.page.get_by_label(label).first.fill(words)
        self.taps += 1


@pytest.fixture
def district() -> District:
    """Make an edition of as many modules as the Norwegian one has."""
    kinds = {1: "frame", 17: "frame"}
    modules = [make_module(f"Modul {number}", kinds.get(number, "subject")) for number in range(1, 18)]
    make_released(modules, Country.objects.get(code="NO"), label="Start", code="NO-17")
    return District.objects.get(municipality__slug="oslo", slug="alna")


@pytest.mark.long
def test_stranger_plans_a_course_of_seventeen_evenings_in_five_minutes(
    live_server, page: Page, context, client, district
):
    client.force_login(person_with(Role.COORDINATOR, district))
    sign_in_browser(context, client, live_server.url)
    assert LocalGroup.objects.filter(district=district).exists()
    assert not Cohort.objects.exists()
    phone = Phone(page)
    began = time.monotonic()
    page.goto(live_server.url + "/my/")
    phone.taps_on("link", "Arbeidsbordet")
    phone.taps_on("link", "Åpne et kull")
    phone.fills_in("Navn på kullet", "Alna vår")
    phone.ticks("tirsdag")
    phone.taps_on("button", "Åpne")
    phone.taps_on("link", "Planlegg kurskveldene")
    phone.fills_in("Første kveld", (timezone.localdate() + timedelta(weeks=7)).isoformat())
    phone.taps_on("button", "Vis planen")
    phone.taps_on("button", "Bruk denne planen")
    taken = time.monotonic() - began
    sessions = CourseSession.objects.filter(cohort__name="Alna vår")
    assert sessions.count() == 17
    assert phone.taps <= MOST_TAPS
    assert taken < FIVE_MINUTES
    page.goto(live_server.url + "/cohorts/desk/")
    phone.looks_around()
    phone.taps_on("link", "Alna vår")
    phone.looks_around()
    page.locator(".board th a").first.click()
    phone.looks_around()
    page.go_back()
    page.get_by_role("link", name="Del kveld 1", exact=True).click()
    phone.looks_around()
    assert "Kurskveld 1" in page.locator(".message").inner_text()
