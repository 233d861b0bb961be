"""A reviewer in a real browser: she opens her link, writes at a part, answers; axe finds nothing."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from lms.people.actions.rights import mirror_roles, sync_roles
from lms.people.roles import Role
from modules.actions.reviews import ask_for_review, save_remarks
from modules.models import ReviewRequest
from tests.browsers import sign_in_browser
from tests.factories.modules import make_module
from tests.factories.people import OrganisationFactory, person_with

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("starter")]

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def link(settings, live_server) -> str:
    """Ask somebody who reads Arabic about a module; give her link."""
    settings.BASE_URL = live_server.url
    secretary = person_with(Role.SECRETARIAT, OrganisationFactory())
    due = timezone.localdate() + timedelta(days=7)
    module = make_module(title="Kropp")
    return ask_for_review(by=secretary, page=module, reviewer="Salma", email="", language="ar", due_on=due)[1]


def test_reviewer_reads_writes_and_answers(page: Page, link):
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(link)
        page.evaluate("document.querySelectorAll('details.more').forEach(each => each.open = true)")
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate(SIDEWAYS) == 0
        page.locator("textarea").first.fill("Se på dette.")
        page.locator("button[value='']").click()
        assert page.locator(".banner.success").count() == 1
    page.locator("button[value=change]").click()
    assert page.locator("form#answer").count() == 0
    assert ReviewRequest.objects.get().remarks.get().text == "Se på dette."


@pytest.mark.parametrize("width", [360, pytest.param(1280, marks=pytest.mark.long)])
def test_draft_is_sent_back_with_the_reviewers_words_in_sight(page: Page, link, client, live_server, width):
    token = link.rstrip("/").rpartition("/")[2]
    module = ReviewRequest.objects.get().page
    part = module.body.raw_data[0]["id"]
    save_remarks(token=token, remarks={part: "Fristen er tre uker."}, answer="change")
    person = person_with(Role.SECRETARIAT, OrganisationFactory(), email="nasra@example.org")
    sync_roles()
    mirror_roles(person)
    module.get_workflow().start(module, ReviewRequest.objects.get().asked_by)
    client.force_login(person)
    sign_in_browser(page.context, client, live_server.url)
    page.set_viewport_size({"width": width, "height": 760})
    page.goto(live_server.url + reverse("wagtailadmin_pages:edit", args=[module.pk]))
    footer, dialogue = page.locator("footer"), page.locator(".modal-content")
    footer.get_by_role("button", name="Flere handlinger").click()
    footer.get_by_role("button", name="Send tilbake").click()
    expect(dialogue).to_contain_text("Fristen er tre uker.", timeout=20_000)
    dialogue.locator("button[type=submit]").click()  # the open menu does not cover it
    expect(dialogue).to_contain_text("påkrevet")
    dialogue.locator("textarea").fill("Se på fristen.")
    dialogue.locator("button[type=submit]").click()
    expect(page.locator(".messages")).to_contain_text("Sendt tilbake", timeout=20_000)
    page.goto(live_server.url + f"/moduler/{module.slug}/")
    expect(page.locator(".edit-bar")).to_contain_text("Se på fristen.")
    assert page.evaluate(SIDEWAYS) == 0
