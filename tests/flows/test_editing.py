"""Somebody who has never seen Wagtail changes a paragraph: from the page itself, and back to it."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from lms.people.actions.rights import mirror_roles, sync_roles
from lms.people.roles import Role
from modules.models import ModulePage
from tests.factories.modules import make_module
from tests.factories.people import OrganisationFactory, person_with

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]

LONG = "Denne setningen er altfor lang fordi den tar med seg alt som noen kunne komme til å tenke på underveis."
BODY = [
    {"type": "goals", "items": ["Du kan lytte."]},
    {"type": "text", "heading": "Helsestasjonen", "text": "Helsestasjonen er gratis."},
    {"type": "rights", "text": LONG},
]


@pytest.fixture
def module() -> ModulePage:
    """Load the pages, and make a module."""
    call_command("load_starter", verbosity=0)
    sync_roles()
    return make_module(title="Barnets første år", body=BODY)


@pytest.fixture
def secretary(live_server, client, page: Page, module) -> Page:
    """Sign the secretariat in, in the browser."""
    person = person_with(Role.SECRETARIAT, OrganisationFactory())
    mirror_roles(person)
    client.force_login(person)
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    return page


def write(page: Page, old: str, new: str) -> None:
    """Open the part that says something, and say something else in it."""
    page.locator(".w-panel__header").filter(has_text="Helsestasjonen").locator("[data-panel-toggle]").click()
    field = page.locator("[contenteditable=true]", has_text=old)
    field.click()
    page.keyboard.press("Control+A")
    page.keyboard.type(new)


@pytest.mark.parametrize("width", [1280, 360])
def test_paragraph_is_changed_previewed_and_published_from_the_page_itself(secretary, live_server, module, width):
    page = secretary
    page.set_viewport_size({"width": width, "height": 900})
    address = live_server.url + f"/moduler/{module.slug}/"
    page.goto(address)
    page.get_by_role("link", name="Rediger denne siden").click()
    write(page, "Helsestasjonen er gratis.", "Helsestasjonen koster ingenting.")

    # It is saved by itself, and the check reads what was saved.
    expect(page.locator(".content-check__when")).to_have_count(1)
    page.wait_for_function(
        "document.querySelector('[data-w-autosave-indicator-state-value=saved], .w-autosave-indicator')"
    )
    expect(page.locator("[data-content-check-summary]")).to_contain_text("1 råd", timeout=15_000)

    page.get_by_role("button", name="Vis som på en telefon").click()
    inside = page.frame_locator("#w-preview-iframe")
    expect(inside.locator("article")).to_contain_text("Helsestasjonen koster ingenting.", timeout=15_000)
    assert page.locator("#w-preview-iframe").evaluate("frame => frame.contentWindow.innerWidth") < 480
    assert "gratis" in page.request.get(address).text()

    if width == 360:
        page.locator("[data-form-side-close-button]").click()
    page.locator("footer").get_by_role("button", name="Flere handlinger").click()
    page.get_by_role("button", name=re.compile("^Publiser")).click()
    page.wait_for_url(address)
    expect(page.locator("article")).to_contain_text("Helsestasjonen koster ingenting.")
    expect(page.get_by_role("status")).to_contain_text("publisert")


def test_finding_leads_to_its_part(secretary, live_server, module):
    page = secretary
    page.goto(live_server.url + f"/admin/pages/{module.pk}/edit/")
    page.get_by_role("button", name="Innholdssjekk").click()
    page.locator(".content-check").get_by_role("link", name="3. Dine rettigheter").click()
    expect(page.locator("[contenteditable=true]:focus")).to_contain_text("altfor lang")


def test_words_of_a_lost_connection_are_not_lost(secretary, live_server, module):
    page = secretary
    page.goto(live_server.url + f"/admin/pages/{module.pk}/edit/")
    page.context.set_offline(True)
    write(page, "Helsestasjonen er gratis.", "Skrevet uten nett.")
    page.wait_for_timeout(2_000)
    assert "Skrevet uten nett" not in str(module.get_latest_revision().content)
    page.context.set_offline(False)
    page.keyboard.type(" Og så med.")
    page.wait_for_response(re.compile("/edit/"), timeout=15_000)
    page.wait_for_timeout(1_000)
    assert "Skrevet uten nett. Og så med." in str(module.get_latest_revision().content)


def test_second_window_never_writes_over_the_first(secretary, live_server, module):
    one, other = secretary, secretary.context.new_page()
    for each in (one, other):
        each.goto(live_server.url + f"/admin/pages/{module.pk}/edit/")
    write(one, "Helsestasjonen er gratis.", "Fra det ene vinduet.")
    one.wait_for_timeout(3_000)
    write(other, "Helsestasjonen er gratis.", "Fra det andre vinduet.")
    other.wait_for_timeout(3_000)
    assert "Fra det ene vinduet." in str(module.get_latest_revision().content)
    expect(other.locator("body")).to_contain_text("nyere versjon")
    expect(other.locator("[contenteditable=true]", has_text="Fra det andre vinduet.")).to_have_count(1)
