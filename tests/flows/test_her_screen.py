"""Three of her tasks on a phone by what she reads: sign in, say that she cannot come, look how far she has come."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from playwright.sync_api import BrowserContext, Page, expect

from cohorts.models import Attendance, Cohort, Rsvp
from lms.people.models import User
from lms.people.roles import Role
from tests.factories.cohorts import planned_weekly, trainee_of
from tests.factories.evenings import course_with, taught
from tests.factories.people import person_with

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 360, "height": 740}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def cohort(live_server) -> Cohort:
    return course_with(taught(1), taught(2), taught(3))


@pytest.fixture
def woman(cohort) -> User:
    place = trainee_of(cohort, name="Amina Prøve", interface_language="nb")
    sessions = planned_weekly(cohort, timezone.localdate() - timedelta(days=8))
    for session in sessions[:2]:
        Attendance.objects.create(session=session, enrolment=place, status="present")
    return place.person


@pytest.fixture
def phone(browser) -> BrowserContext:
    """Give her phone, which was never here."""
    context = browser.new_context(viewport=PHONE, reduced_motion="reduce")
    yield context
    context.close()


def press(page: Page, words: str, role: str = "button") -> None:
    """Press what says this, and look that nothing hangs over the edge of the phone."""
    page.get_by_role(role, name=words, exact=False).first.click()
    page.wait_for_load_state()
    assert page.evaluate(SIDEWAYS) == 0, words


@pytest.mark.usefixtures("woman")
@pytest.mark.parametrize("language", ["nb", pytest.param("ar", marks=pytest.mark.long)])
def test_she_signs_in_by_the_code_refuses_an_evening_and_sees_that_she_is_on_track(
    cohort, live_server, page: Page, phone, language
):
    host = Client()
    host.force_login(person_with(Role.COORDINATOR, cohort.district))
    page.context.add_cookies([{"name": "sessionid", "value": host.cookies["sessionid"].value, "url": live_server.url}])
    page.goto(f"{live_server.url}/cohorts/{cohort.public_id}/phones/")
    press(page, "Vis koden")
    expect(page.get_by_role("img", name="QR-kode")).to_be_visible()
    page.get_by_text("Kameraet virker ikke").click()

    hers = phone.new_page()
    hers.goto(page.locator("details .break").inner_text())
    press(hers, "Logg inn på denne telefonen")
    expect(hers.get_by_role("heading", name="Velg språket ditt")).to_be_visible()
    with override(language):
        press(hers, {"nb": "Norsk", "ar": "العربيّة"}[language])
        expect(hers.locator("html")).to_have_attribute("lang", language)
        press(hers, _("Very large"))
        expect(hers.get_by_role("heading", name=_("What is next?"))).to_be_visible()
        expect(hers.locator("html")).to_have_attribute("data-text", "larger")

        press(hers, _("I cannot come"))
        expect(hers.get_by_text(_("You have said that you cannot come."))).to_be_visible()
        assert Rsvp.objects.get().answer == Rsvp.Answer.AWAY

        track = hers.get_by_role("region", name=_("Am I on track?"))
        expect(track.get_by_text(_("You are on track."))).to_be_visible()
        press(hers, _("Your way to the diploma"), "link")
        expect(hers.get_by_role("heading", name=_("Your way to the diploma"))).to_be_visible()
        expect(hers.get_by_text(_("You were there")).first).to_be_visible()
