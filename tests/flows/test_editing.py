"""The editor of a module in a real browser: findings lead to their parts, and no word is lost."""

import pytest
from playwright.sync_api import Page, expect

from lms.people.actions.rights import mirror_roles, sync_roles
from lms.people.roles import Role
from modules.models import ModulePage
from tests.browsers import sign_in_browser
from tests.factories.modules import make_module
from tests.factories.people import OrganisationFactory, person_with

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("starter")]

LONG = "Denne setningen er altfor lang fordi den tar med seg alt som noen kunne komme til å tenke på underveis."
BODY = [
    {"type": "goals", "items": ["Du kan lytte."]},
    {"type": "text", "heading": "Helsestasjonen", "text": "Helsestasjonen er gratis."},
    {"type": "rights", "text": LONG},
]


@pytest.fixture
def module() -> ModulePage:
    """Make a module."""
    sync_roles()
    return make_module(title="Barnets første år", body=BODY)


@pytest.fixture
def secretary(live_server, client, page: Page, module) -> Page:
    """Sign the secretariat in, in the browser."""
    person = person_with(Role.SECRETARIAT, OrganisationFactory())
    mirror_roles(person)
    client.force_login(person)
    sign_in_browser(page.context, client, live_server.url)
    return page


def draft_of(module: ModulePage) -> str:
    """Give what the newest draft says."""
    return str(ModulePage.objects.get(pk=module.pk).get_latest_revision().content)


def ready(page: Page) -> None:
    """Wait until the editor watches what is typed: Wagtail begins two seconds after its page is there."""
    expect(page.locator(".content-check__when")).to_have_count(1, timeout=20_000)
    page.wait_for_timeout(2_500)


def write(page: Page, old: str, new: str) -> None:
    """Open the part that says something, and say something else in it."""
    page.locator(".w-panel__header").filter(has_text="Helsestasjonen").locator("[data-panel-toggle]").click()
    field = page.locator("[contenteditable=true]", has_text=old)
    field.click()
    page.keyboard.press("Control+A")
    page.keyboard.type(new)


def test_finding_leads_to_its_part(secretary, live_server, module):
    page = secretary
    page.goto(live_server.url + f"/admin/pages/{module.pk}/edit/")
    page.get_by_role("button", name="Innholdssjekk").click()
    page.locator(".content-check").get_by_role("link", name="3. Rettighetene dine").click()
    expect(page.locator("[contenteditable=true]:focus")).to_contain_text("altfor lang")


def test_panel_left_open_covers_nothing_on_a_phone(secretary, live_server, module):
    page = secretary
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(live_server.url + f"/admin/pages/{module.pk}/edit/")
    page.get_by_role("button", name="Innholdssjekk").first.click()
    expect(page.locator(".content-check").get_by_role("link", name="3. Rettighetene dine")).to_be_visible()
    page.reload()
    expect(page.locator(".content-check")).to_be_hidden()
    page.locator("footer").get_by_role("button", name="Flere handlinger").click()
    expect(page.locator("footer").get_by_role("button", name="Send inn")).to_be_visible()


def test_words_of_a_lost_connection_are_not_lost(secretary, live_server, module):
    page = secretary
    page.goto(live_server.url + f"/admin/pages/{module.pk}/edit/")
    ready(page)
    page.context.set_offline(True)
    write(page, "Helsestasjonen er gratis.", "Skrevet uten nett.")
    page.wait_for_timeout(2_000)
    assert "Skrevet uten nett" not in draft_of(module)
    page.context.set_offline(False)
    page.keyboard.type(" Og mer til.")
    for _second in range(40):  # a slow machine saves late
        page.wait_for_timeout(1_000)
        if "Og mer til." in draft_of(module):
            break
    assert "Skrevet uten nett. Og mer til." in draft_of(module)
