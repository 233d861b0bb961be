"""A reviewer in a real browser: she opens her link, writes at a part, answers; axe finds nothing."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page

from lms.people.roles import Role
from modules.actions.reviews import ask_for_review
from modules.models import ReviewRequest
from tests.factories.modules import make_module
from tests.factories.people import OrganisationFactory, person_with

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def link(settings, live_server) -> str:
    """Ask somebody who reads Arabic about a module; give her link."""
    settings.BASE_URL = live_server.url
    call_command("load_starter", verbosity=0)
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
