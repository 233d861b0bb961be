"""The doorway in a browser: the code on the wall lets a woman in on her own phone, and a tablet keeps nothing."""

from datetime import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, expect

from cohorts.models import Attendance, Door
from lms.people.roles import Role
from tests.browsers import sign_in_browser
from tests.factories.cohorts import CohortFactory, session_of, trainee_of
from tests.factories.people import person_with

pytestmark = [pytest.mark.flow, pytest.mark.long, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture
def session():
    return session_of(CohortFactory(), timezone.localdate(), starts_at=time(0, 0), ends_at=time(23, 59))


def phone_of(person, browser: Browser, address: str, **more):
    """Give the phone of somebody who is signed in."""
    client = Client()
    client.force_login(person)
    context = browser.new_context(viewport={"width": 360, "height": 740}, base_url=address, **more)
    sign_in_browser(context, client, address)
    return context.new_page()


def is_accessible(page) -> bool:
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_code_on_the_wall_lets_a_woman_in_and_the_page_renews_itself(session, browser, live_server):
    host = person_with(Role.COORDINATOR, session.cohort.district)
    place = trainee_of(session.cohort, name="Amina Abdi")
    wall = phone_of(host, browser, live_server.url)
    wall.clock.install()
    wall.goto(f"/cohorts/evenings/{session.public_id}/door/")
    wall.get_by_role("button", name="Åpne innsjekken").click()
    expect(wall.get_by_text("0 av 1 er her")).to_be_visible()
    expect(wall.get_by_text("Her er det ikke nett")).to_be_hidden()
    assert is_accessible(wall)
    hers = phone_of(place.person, browser, live_server.url, java_script_enabled=False)
    hers.goto(f"/here/{session.public_id}/{Door.objects.get().codes.word}/")
    hers.get_by_role("button", name="Jeg er her").click()
    expect(hers.get_by_text("Du er her. Så fint å se deg!")).to_be_visible()
    assert Attendance.objects.get().source == "self"
    wall.clock.run_for(61_000)
    expect(wall.get_by_text("1 av 1 er her")).to_be_visible()
    wall.context.set_offline(True)
    wall.clock.run_for(61_000)
    expect(wall.get_by_text("Her er det ikke nett")).to_be_visible()
    expect(wall.locator(".door-code")).to_be_hidden()


def test_tablet_takes_a_tap_and_leads_nowhere(session, browser, live_server):
    host = person_with(Role.COORDINATOR, session.cohort.district)
    trainee_of(session.cohort, name="Amina Abdi")
    tablet = phone_of(host, browser, live_server.url)
    tablet.goto(f"/cohorts/evenings/{session.public_id}/kiosk/")
    tablet.get_by_role("button", name="Gjør denne enheten til nettbrettet").click()
    tablet.get_by_role("button", name="Amina A.").click()
    expect(tablet.get_by_text("Du er her. Så fint å se deg!")).to_be_visible()
    assert is_accessible(tablet)
    tablet.get_by_role("button", name="Det var ikke meg: angre").click()
    expect(tablet.get_by_role("button", name="Amina A.")).to_be_visible()
    assert {each["name"] for each in tablet.context.cookies()} <= {"kiosk", "csrftoken"}
    tablet.go_back()
    expect(tablet.get_by_text("Logg ut")).to_have_count(0)
    tablet.goto("/my/")
    assert "/account/" in tablet.url
