"""Her tasks on a phone by what she reads: sign in, say that she cannot come, look how far she has come; a new phone."""

import re
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from playwright.sync_api import BrowserContext, Page, expect

from cohorts.models import Attendance, Cohort, Rsvp
from lms.kit import sms
from lms.people.models import User
from lms.people.roles import Role
from tests.browsers import sign_in_browser
from tests.codes import read_code
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


@pytest.fixture
def shown(cohort, live_server, page: Page) -> Callable[[str], str]:
    """Give a function: the coordinator shows a code on her phone, and a camera reads it."""
    host = Client()
    host.force_login(person_with(Role.COORDINATOR, cohort.district))
    sign_in_browser(page.context, host, live_server.url)
    page.set_viewport_size(PHONE)

    def code(button: str) -> str:
        page.goto(f"{live_server.url}/cohorts/{cohort.public_id}/phones/")
        press(page, button)
        picture = page.get_by_role("img", name="QR-kode")
        expect(picture).to_be_visible()
        return read_code(picture.screenshot())

    return code


@pytest.mark.usefixtures("woman")
@pytest.mark.parametrize("language", ["nb", pytest.param("ar", marks=pytest.mark.long)])
def test_she_signs_in_by_the_code_refuses_an_evening_and_sees_that_she_is_on_track(shown, phone, language, measured):
    began = time.monotonic()
    hers = phone.new_page()
    hers.goto(shown("Vis koden"))
    # Three presses on her phone, and nothing to type.
    press(hers, "Logg inn på denne telefonen")
    expect(hers.get_by_role("heading", name="Velg språket ditt")).to_be_visible()
    with override(language):
        press(hers, {"nb": "Norsk", "ar": "العربيّة"}[language])
        expect(hers.locator("html")).to_have_attribute("lang", language)
        press(hers, _("Very large"))
        expect(hers.get_by_role("heading", name=_("What is next?"))).to_be_visible()
        measured(f"a phone is signed in on the first evening ({language})", time.monotonic() - began, 60)
        expect(hers.locator("html")).to_have_attribute("data-text", "larger")

        press(hers, _("I cannot come"))
        expect(hers.get_by_text(_("You have said that you cannot come."))).to_be_visible()
        assert Rsvp.objects.get().answer == Rsvp.Answer.AWAY

        track = hers.get_by_role("region", name=_("Am I on track?"))
        expect(track.get_by_text(_("You are on track."))).to_be_visible()
        press(hers, _("Your way to the diploma"), "link")
        expect(hers.get_by_role("heading", name=_("Your way to the diploma"))).to_be_visible()
        expect(hers.get_by_text(_("You were there")).first).to_be_visible()


@pytest.mark.long
def test_with_a_new_phone_she_comes_in_by_sms_or_by_a_new_code_and_is_asked_nothing(woman, shown, live_server, browser):
    User.objects.filter(pk=woman.pk).update(phone="+4790123456", text_size="large", interface_language="ar")
    sms.outbox.clear()
    phones = [browser.new_context(viewport=PHONE, locale="ar") for _phone in range(2)]
    by_sms, by_code = (each.new_page() for each in phones)
    by_sms.goto(f"{live_server.url}/ar/account/code/")
    with override("ar"):
        by_sms.get_by_label(_("Phone number or e-mail")).fill("90 12 34 56")
        press(by_sms, _("Send me a code"))
        by_sms.get_by_label(_("Code")).fill(re.search(r"\b\d{6}\b", sms.outbox[-1].text)[0])
        press(by_sms, _("Sign in"))
    by_code.goto(shown("Ny telefon"))  # one is signed in, so this is another one
    with override("ar"):
        press(by_code, _("Sign in on this phone"))
        for hers in (by_sms, by_code):
            expect(hers.get_by_role("heading", name=_("What is next?"))).to_be_visible()
            expect(hers.locator("html")).to_have_attribute("data-text", "large")
    for each in phones:
        each.close()
