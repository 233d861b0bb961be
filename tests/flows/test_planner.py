"""A stranger plans a course of seventeen evenings on her phone, from an empty district; axe finds nothing."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page
from wagtail.models import Locale

from cohorts.models import Cohort, CourseSession
from curriculum.models import CurriculumEdition, EditionModule
from lms.people.models import District
from lms.people.roles import Role
from modules.models import ModulePage
from tests.browsers import sign_in_browser
from tests.factories.curriculum import index_page
from tests.factories.people import person_with

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("starter")]

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
FIRST = date(2027, 8, 24)
TAPS = 7


@pytest.fixture
def coordinator(live_server, context, client):
    """Give an empty district with an edition of seventeen modules, and sign its coordinator in."""
    index, locale = index_page(), Locale.objects.get(language_code="nb")
    edition = CurriculumEdition.objects.create(country_id="NO", code="NO-17", label="Start")
    for number in range(1, 18):
        page = index.add_child(instance=ModulePage(title=f"Modul {number}", locale=locale))
        EditionModule.objects.create(edition=edition, module=page, position=number)
    CurriculumEdition.objects.filter(pk=edition.pk).update(state="released", released_at=timezone.now())
    person = person_with(Role.COORDINATOR, District.objects.get(municipality__slug="oslo", slug="alna"))
    client.force_login(person)
    sign_in_browser(context, client, live_server.url)
    return person


def faultless(page: Page) -> None:
    """Look at the page as a phone in the light and as a desk in the dark."""
    for scheme, width in (("dark", 1280), ("light", 360)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 740})
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, f"{page.url} {scheme} {width}: {found.generate_report()}"
        assert page.evaluate(SIDEWAYS) == 0


class Finger:
    """Taps, and counts: a field that is filled in is one tap more than what is typed."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def press(self, role: str, name: str) -> None:
        self.page.get_by_role(role, name=name).first.click()
        self.taps += 1

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)
        self.taps += 1


def test_course_across_christmas_is_planned_with_few_taps(live_server, page: Page, coordinator):
    page.set_viewport_size({"width": 360, "height": 740})
    finger = Finger(page)
    page.goto(live_server.url + "/cohorts/")
    finger.press("link", "Åpne et kull")
    finger.fill("Navn på kullet", "Høsten 2027")
    finger.press("button", "Åpne")
    finger.press("link", "Planlegg kurskveldene")
    faultless(page)
    finger.fill("Første kveld", FIRST.isoformat())
    finger.press("button", "Vis planen")
    faultless(page)
    assert "17 kvelder fra 24. august 2027" in page.locator("main").inner_text()
    assert page.locator(".plan .gap").count() == 3
    page.get_by_role("link", name="Endre kurskveld 2").click()
    faultless(page)
    page.get_by_role("link", name="Tilbake til planen").click()
    assert not CourseSession.objects.exists()
    finger.press("button", "Bruk denne planen")
    assert page.get_by_role("status").is_visible()
    sessions = Cohort.objects.get().sessions.order_by("number")
    assert [sessions[0].date, sessions[16].date] == [FIRST, date(2028, 1, 4)]
    assert finger.taps == TAPS


def test_plan_is_made_without_a_script(live_server, browser, coordinator, client):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    sign_in_browser(context, client, live_server.url)
    page = context.new_page()
    page.goto(live_server.url + "/cohorts/new/")
    page.get_by_label("Navn på kullet", exact=True).fill("Høsten 2027")
    page.locator("main form button[type=submit]").click()
    page.get_by_role("link", name="Planlegg kurskveldene").click()
    page.get_by_label("Første kveld", exact=True).fill(FIRST.isoformat())
    page.get_by_role("button", name="Vis planen").click()
    assert page.get_by_role("table", name="desember 2027").get_by_text("28. desember: ingen kveld").count() == 1
    page.get_by_role("button", name="Bruk denne planen").click()
    assert Cohort.objects.get().sessions.count() == 17
    context.close()
