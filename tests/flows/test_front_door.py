"""The front door in a real browser: nothing for axe to find, no sideways scroll, menus within the page."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from lms.people.roles import TABLE, PlaceKind, Role
from tests.factories.people import DistrictFactory, LocalGroupFactory, OrganisationFactory, UserFactory, role_of

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("starter")]

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"region": {"enabled": True}},
}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PUBLIC = ["/", "/hjelp/", "/bli-bydelsmor/", "/ar/", "/ar/hjelp/", "/ar/bli-bydelsmor/"]


@pytest.fixture
def signed_in(client, page: Page, live_server):
    """Sign the browser in as somebody with every role."""
    person = UserFactory()
    made = {
        PlaceKind.ORGANISATION: OrganisationFactory(slug="sentralt"),
        PlaceKind.DISTRICT: DistrictFactory(),
        PlaceKind.LOCAL_GROUP: LocalGroupFactory(),
    }
    for role in Role:
        role_of(person, role, made[TABLE[role].places[0]])
    client.force_login(person)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])


def look_at(page: Page, url: str) -> None:
    """Read the page as it is on a phone and on a desk, by day and by night."""
    problems = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    for scheme, width in (("light", 360), ("dark", 1280)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(url)
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, f"{url} {scheme} {width}: {found.generate_report()}"
        assert page.evaluate(SIDEWAYS) == 0
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(SIDEWAYS) == 0
    assert problems == []


def test_public_pages_can_be_read_by_everybody(live_server, page: Page):
    for path in PUBLIC:
        look_at(page, live_server.url + path)


@pytest.mark.parametrize("path", ["/my/", pytest.param("/ar/my/", marks=pytest.mark.long)])
def test_my_page_can_be_read_by_everybody(live_server, page: Page, signed_in, path):
    look_at(page, live_server.url + path)


def test_text_of_double_size_fits_a_small_phone(live_server, page: Page, signed_in):
    page.set_viewport_size({"width": 360, "height": 800})
    for path in [*PUBLIC, "/my/", "/ar/my/", "/people/add/", "/ar/people/add/"]:
        assert page.goto(live_server.url + path).status == 200, path
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(SIDEWAYS) == 0, path


@pytest.mark.parametrize("width", [360, 760, 1280])
@pytest.mark.parametrize("path", ["/", "/ar/"])
def test_menus_open_within_the_page_without_javascript(live_server, browser, path, width):
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(live_server.url + path)
    for menu in page.locator("header details.menu").all():
        menu.locator("summary").click()
        box = menu.locator("ul").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        menu.locator("summary").click()
    context.close()


def test_whole_page_goes_over_the_wire_small(live_server, page: Page):
    sizes = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto(live_server.url, wait_until="networkidle")
    assert sum(sizes) < 40_000  # the test server sends static files as they are
