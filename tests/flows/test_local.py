"""What a place adds, in a real browser: filled in on a phone, found faultless by axe, and all of it on paper."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from lms.people.models import District
from lms.people.roles import Role
from tests.factories.local import make_entry
from tests.factories.people import person_with

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("curriculum")]

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PLAYBOOK = "/dreiebok/fra-utdanning-til-praksis/"


@pytest.fixture
def district() -> District:
    """Give a district with one entry in its directory."""
    district = District.objects.get(municipality__slug="oslo", slug="alna")
    make_entry(district, "Helsestasjonen", where="Demoveien 5", note="Gratis")
    return district


def looked_at(page: Page, address: str) -> None:
    """Look at a page as a phone in the light and as a desk in the dark."""
    for scheme, width in (("light", 360), ("dark", 1280)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, f"{address} {scheme} {width}: {found.generate_report()}"
        assert page.evaluate(SIDEWAYS) == 0


def test_directory_and_playbook_are_for_everybody(live_server, page: Page, district):
    for path in ("/local/", "/local/oslo/alna/", "/ar/local/oslo/alna/", "/dreiebok/", PLAYBOOK, PLAYBOOK + "?step=2"):
        looked_at(page, live_server.url + path)
    page.emulate_media(media="print")
    assert page.locator(".playbook-step:visible").count() == page.locator(".playbook-step").count() > 10
    page.emulate_media(media="screen")
    assert page.locator(".playbook-step:visible").count() == 1
    page.get_by_role("link", name="Neste steg").click()
    assert page.url.endswith("?step=3")


def test_coordinator_fills_a_place_on_her_phone(live_server, page: Page, context, client, district):
    client.force_login(person_with(Role.COORDINATOR, district))
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    for path in ("/my/local/", "/my/local/texts/oslo/alna/", "/ar/my/local/new/oslo/alna/"):
        looked_at(page, live_server.url + path)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(live_server.url + "/my/local/")
    page.get_by_role("link", name="I tekstene").click()
    page.get_by_role("link", name="Helsestasjon").click()
    page.get_by_label("Helsestasjonen").check()
    page.get_by_label("Med egne ord").fill("Spør etter Nina.")
    page.get_by_role("button", name="Lagre").click()
    assert page.get_by_role("status").is_visible()
    assert "Helsestasjonen · 23 47 60 00 · Spør etter Nina." in page.locator("main").inner_text()
