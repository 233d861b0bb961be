"""The whole way of a changed paragraph in a real browser: from the page, through review, back to its readers."""

import re

import pytest
from playwright.sync_api import Page, expect

from lms.people.actions.rights import mirror_roles, sync_roles
from lms.people.roles import Role
from modules.models import ModulePage
from tests.browsers import sign_in_browser
from tests.factories.curriculum import make_released
from tests.factories.modules import make_module
from tests.factories.people import OrganisationFactory, person_with

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("starter")]

BODY = [
    {"type": "goals", "items": ["Du kan lytte."]},
    {"type": "text", "heading": "Helsestasjonen", "text": "Helsestasjonen er gratis."},
]
NEW = "Helsestasjonen koster ingenting."


@pytest.fixture
def module() -> ModulePage:
    """Release an edition with a module."""
    sync_roles()
    module = make_module(title="Barnets første år", body=BODY)
    make_released(
        [make_module("bcdfgj", title="Start", kind="frame"), module, make_module("bcdfgk", title="Slutt", kind="frame")]
    )
    return module


@pytest.fixture
def secretary(live_server, client, page: Page, module) -> Page:
    """Sign the secretariat in, in the browser."""
    person = person_with(Role.SECRETARIAT, OrganisationFactory())
    mirror_roles(person)
    client.force_login(person)
    sign_in_browser(page.context, client, live_server.url)
    return page


def open_editor(page: Page) -> None:
    """Go from the page into the editor, and wait until it watches what is typed: two seconds after it is there."""
    page.get_by_role("link", name="Rediger denne siden").click()
    expect(page.locator(".content-check__when")).to_have_count(1, timeout=20_000)
    page.wait_for_timeout(2_500)


def choose(page: Page, name: str) -> None:
    """Choose something behind the arrow beside the button at the bottom."""
    page.locator("footer").get_by_role("button", name="Flere handlinger").click()
    page.locator("footer").get_by_role("button", name=re.compile(f"^{name}")).click()


def test_changed_paragraph_goes_through_review_to_its_readers(secretary, live_server, module):
    page, address = secretary, live_server.url + f"/moduler/{module.slug}/"
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address)
    open_editor(page)
    page.locator(".w-panel__header").filter(has_text="Helsestasjonen").locator("[data-panel-toggle]").click()
    page.locator("[contenteditable=true]", has_text="Helsestasjonen er gratis.").click()
    page.keyboard.press("Control+A")
    page.keyboard.type(NEW)
    expect(page.locator("header").get_by_text("Lagret", exact=True)).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="Vis som på en telefon").click()
    expect(page.frame_locator("#w-preview-iframe").locator("article")).to_contain_text(NEW, timeout=15_000)
    assert page.locator("#w-preview-iframe").evaluate("frame => frame.contentWindow.innerWidth") < 480

    choose(page, "Send inn")
    page.wait_for_url(address)
    bar, text = page.locator(".edit-bar"), page.locator("article")
    expect(bar).to_contain_text("Stemmer fakta?")
    expect(text).to_contain_text("Helsestasjonen er gratis.")

    for question, told in (("Stemmer fakta?", "Ett spørsmål gjenstår"), ("Kan teksten publiseres?", "Godkjent og")):
        expect(bar).to_contain_text(question)
        open_editor(page)
        choose(page, "Godkjenn")
        dialogue = page.get_by_role("dialog").filter(has_text=question)
        dialogue.locator("button[type=submit]").click()
        page.wait_for_url(address)
        expect(page.get_by_text(told)).to_be_visible()

    # Published; but an edition holds the old text for its readers, until it is told that this is a correction.
    expect(text).to_contain_text("Helsestasjonen er gratis.")
    bar.get_by_role("link", name="La leserne få rettelsen").click()
    expect(page.locator("main ins").first).to_be_visible()
    page.locator("main form [name=reason]").fill("Det var uklart.")
    page.get_by_role("button", name="La den gjelde fra nå av").click()
    page.get_by_role("link", name="Les siden").click()
    page.wait_for_url(address)
    expect(text).to_contain_text(NEW)
    expect(bar.get_by_role("link", name="La leserne få rettelsen")).to_have_count(0)
