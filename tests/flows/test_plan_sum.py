"""The sum of an evening in Wagtail's editor, counted in a real browser while its steps are typed."""

import pytest
from playwright.sync_api import Page, expect

from lms.people.actions.rights import mirror_roles, sync_roles
from lms.people.roles import Role
from tests.browsers import sign_in_browser
from tests.factories.curriculum import make_edition
from tests.factories.modules import make_module
from tests.factories.people import OrganisationFactory, person_with

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("starter")]

STEPS = [("welcome", 20), ("check-in", 15), ("input", 137), ("check-out", 8)]


@pytest.fixture
def editor(live_server, client, page: Page) -> Page:
    """Open a module whose plan fills its evening, in the editor of the secretariat."""
    sync_roles()
    steps = [{"kind": kind, "minutes": minutes, "text": kind} for kind, minutes in STEPS]
    module = make_module(body=[{"type": "session_plan", "steps": steps}])
    for code in ("NO-17", "NO-10"):
        make_edition(code=code, modules=[module], evening_minutes=180)
    person = person_with(Role.SECRETARIAT, OrganisationFactory())
    mirror_roles(person)
    client.force_login(person)
    sign_in_browser(page.context, client, live_server.url)
    page.goto(f"{live_server.url}/admin/pages/{module.pk}/edit/")
    page.locator(".w-panel__header").filter(has_text="Kveldsplan").locator("[data-panel-toggle]").first.click()
    return page


def test_sum_follows_what_is_typed_and_what_is_thrown_away(editor):
    said = editor.locator(".plan-sum")
    expect(said).to_contain_text("180 minutter")
    expect(said).to_contain_text("Det er kvelden i NO-17, NO-10.")
    minutes = editor.locator('input[name$="-value-minutes"]')
    minutes.nth(2).fill("197")
    expect(said).to_contain_text("240 minutter")
    expect(said).to_contain_text("60 minutter mer")
    minutes.nth(2).fill("")
    expect(said).to_contain_text("137 minutter mindre")
    minutes.nth(2).fill("137")
    expect(said).to_contain_text("Det er kvelden i NO-17, NO-10.")
    editor.locator('select[name$="-value-kind"]').last.select_option("questions")
    expect(said).to_contain_text("slutter med utsjekk")
