"""The page of an evening in a browser: what is now, and what is left of it without network."""

from datetime import datetime, time

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from lms.people.roles import Role
from tests.browsers import sign_in_browser
from tests.factories.cohorts import trainee_of
from tests.factories.evenings import course_with, held, taught
from tests.factories.people import person_with
from tests.flows.test_roll import BYTES_ON_PHONE, RULES, SIDEWAYS

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]
SECRETS = ("Havet 1", "Om havet", "Nøkler", "Bølger", "Fiskeren", "Mitt hav", "Beveg armene")


@pytest.fixture
def session():
    return held(course_with(taught(1, sensitivity="yes", neutral_name="Tema")), 1)


@pytest.fixture
def evening(session, live_server, context, client, page: Page):
    """Open the evening on the phone of its coordinator, at twenty to six for the phone and for the site."""
    twenty_to_six = datetime.combine(session.date, time(17, 40), session.begins.tzinfo)
    with time_machine.travel(twenty_to_six):
        trainee_of(session.cohort, name="Amina Hassan")
        trainee_of(session.cohort, name="Berit Karlsen")
        client.force_login(person_with(Role.COORDINATOR, session.cohort.district))
        sign_in_browser(context, client, live_server.url)
        page.set_viewport_size({"width": 360, "height": 740})
        page.clock.set_system_time(twenty_to_six)
        page.goto(f"{live_server.url}/cohorts/evenings/{session.public_id}/")
        yield page


@pytest.mark.long
def test_evening_says_what_is_now_and_keeps_programme_and_roll_without_network(evening: Page, context):
    expect(evening.locator("[data-now-name]")).to_have_text("Om havet")
    expect(evening.locator("[data-now-left]")).to_have_text("132 min igjen")
    expect(evening.locator("[aria-current=step] .at")).to_have_text("17:35")
    for width in (360, 1280):
        evening.set_viewport_size({"width": width, "height": 740})
        assert evening.evaluate(SIDEWAYS) == 0
    found = Axe().run(evening, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    evening.locator("[data-keep-roll=done]").wait_for(state="attached")
    evening.evaluate("navigator.serviceWorker.ready.then(() => true)")
    context.set_offline(True)
    evening.reload()
    expect(evening.locator("[data-now-name]")).to_have_text("Innlegg")
    expect(evening.locator("[data-now-left]")).to_have_text("132 min igjen")
    expect(evening.locator("[data-kept-programme] li")).to_have_count(4)
    expect(evening.locator("[data-counts]")).to_have_text("0 til stede · 0 borte · 2 uten kryss")
    text, *_rest = evening.evaluate(BYTES_ON_PHONE)
    shown = evening.content()
    assert not [secret for secret in SECRETS if secret in text or secret in shown]
    assert evening.evaluate(SIDEWAYS) == 0
    found = Axe().run(evening, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    evening.locator("[data-roll-link]").click()
    expect(evening.locator(".cell")).to_have_count(2)
