"""What a woman comes for, done with the keyboard alone and by what a screen reader says: roles, names, headings.

From the code on the screen on she follows labels, and no address is typed for her.
"""

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.cache import cache
from django.utils import timezone, translation
from django.utils.translation import get_language, gettext
from playwright.sync_api import Locator, Page, expect

from cohorts.models import Rsvp
from curriculum.models import CurriculumEdition
from lms.people.actions.links import make_link
from lms.people.models import AccessLink
from modules.models import HelpService
from tests.factories.cohorts import CohortFactory, planned_weekly, trainee_of
from tests.phones import A_VOICE

pytestmark = [
    pytest.mark.flow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("editions"),
    pytest.mark.parametrize("language", ["nb", pytest.param("ar", marks=pytest.mark.long)]),
    pytest.mark.parametrize("line", ["quick", pytest.param("slow", marks=pytest.mark.long)]),
]
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}  # 400 kbit/s
PHONE = {"width": 360, "height": 740}
LEVELS = "() => [...document.querySelectorAll('h1, h2, h3, h4')].map(each => Number(each.tagName[1]))"
NAMES = "() => [...document.querySelectorAll('nav')].map(n => n.ariaLabel || n.getAttribute('aria-labelledby'))"
MOST = 60  # presses of Tab; nobody would go on for longer
HER_LANGUAGE = {"nb": "Norsk", "ar": "العربيّة"}
VIOLENCE = {"nb": re.compile("vold", re.IGNORECASE), "ar": re.compile("العنف")}
"""What she looks for among the numbers."""


def _(label: str) -> str:
    """Give a label as it stands in her language; one left in English would be found there and still help nobody.
    (“Pause” is the same in Norwegian.)"""
    said = gettext(label)
    assert said != label or get_language() == "nb", f"“{label}” is not translated."
    return said


@pytest.fixture
def place():
    """Give the place of a woman whose course has held five evenings."""
    edition = CurriculumEdition.objects.released().filter(country__code="NO").order_by("-pk").first()
    cohort = CohortFactory(edition=edition, state="running")
    planned_weekly(cohort, timezone.localdate() - timedelta(days=32))
    return trainee_of(cohort, name="Amina Prøve")


@pytest.fixture
def phone(place, language, line, live_server, page: Page) -> Page:
    """Give a phone on which she signs in by the code on a screen, with the keyboard, and stands on My page."""
    place.person.interface_language = language
    place.person.save(update_fields=["interface_language"])
    cache.clear()
    token = make_link(by=None, purpose=AccessLink.Purpose.SIGN_IN, subject=place.person, lifetime=timedelta(minutes=10))
    prefix = "" if language == "nb" else f"/{language}"
    page.set_viewport_size(PHONE)
    page.add_init_script(A_VOICE)
    if line == "slow":
        page.set_default_timeout(90_000)
        expect.set_options(timeout=30_000)
        wire = page.context.new_cdp_session(page)
        wire.send("Network.enable")
        wire.send("Network.emulateNetworkConditions", SLOW)
    page.goto(f"{live_server.url}{prefix}/in/{token}/")
    with translation.override(language):
        listened_to(page)
        press(page, page.get_by_role("button", name=_("Sign in on this phone")))
        listened_to(page)
        press(page, page.get_by_role("button", name=HER_LANGUAGE[language]))
        listened_to(page)
        press(page, page.get_by_role("button", name=_("Normal")))
        expect(page.get_by_role("heading", level=1)).to_contain_text("Amina")
        yield page
    expect.set_options(timeout=5_000)


def go_to(page: Page, what: Locator) -> None:
    """Go to something with Tab, and see that it shows where she is."""
    expect(what).to_have_count(1)
    for _press in range(MOST):
        page.keyboard.press("Tab")
        if what.evaluate("each => each === document.activeElement"):
            break
    else:
        pytest.fail(f"{what} is not reached by {MOST} presses of Tab.")
    assert what.evaluate("each => getComputedStyle(each).outlineStyle") != "none"


def press(page: Page, what: Locator) -> None:
    """Go to something that leads on, and press Enter."""
    go_to(page, what)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def listened_to(page: Page) -> None:
    """A page says what it is: one main part, one first heading, no level left out, each menu with a name."""
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_role("banner")).to_have_count(1)
    expect(page.get_by_role("contentinfo")).to_have_count(1)
    levels = page.evaluate(LEVELS)
    assert all(after - before <= 1 for before, after in pairwise(levels)), levels
    names = page.evaluate(NAMES)
    assert all(names), names
    assert page.title().strip()


def test_signed_in_by_the_code_on_a_screen_she_hears_four_questions(phone: Page, place, language):
    expect(phone.locator("html")).to_have_attribute("lang", language)
    listened_to(phone)
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Amina")
    asked = [_("What is next?"), _("Am I on track?"), _("Where do I get help?")]
    for question in asked:
        expect(phone.get_by_role("region", name=question)).to_have_count(1)
    heard = phone.get_by_role("heading", level=2).all_inner_texts()
    assert [each for each in heard if each in asked] == asked
    phone.keyboard.press("Tab")
    expect(phone.get_by_role("link", name=_("Skip to the content"))).to_be_focused()
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("main")).to_be_focused()


def test_module_five_is_found_read_and_heard(phone: Page, language):
    press(phone, phone.get_by_role("link", name=_("My modules")))
    listened_to(phone)
    press(phone, phone.get_by_role("main").get_by_role("link", name=re.compile(r"^5\b")))
    listened_to(phone)
    text = phone.get_by_role("article").first
    assert text.get_by_role("heading", level=2).count() >= 3
    go_to(phone, phone.get_by_role("button", name=_("Listen")))
    phone.keyboard.press("Enter")
    player = phone.get_by_role("group", name=_("Listen"))
    expect(
        player.get_by_role("button", name=_("Pause")).or_(player.get_by_role("button", name=_("Play")))
    ).to_be_visible()
    if player.get_by_role("button", name=_("Play")).count():
        go_to(phone, player.get_by_role("button", name=_("Play")))
        phone.keyboard.press("Enter")
    expect(player.get_by_role("button", name=_("Pause"))).to_be_visible()
    said_in, said = phone.evaluate("window.spoken[0]")
    assert said_in.startswith(text.get_attribute("lang"))  # in the language it is written in
    assert said in phone.get_by_role("heading", level=1).inner_text()


def test_no_is_said_and_taken_back(phone: Page, place):
    evening = phone.get_by_role("region", name=_("What is next?"))
    press(phone, evening.get_by_role("button", name=_("I cannot come")))
    expect(evening.get_by_text(_("You have said that you cannot come."))).to_be_visible()
    assert Rsvp.objects.get(enrolment=place).answer == "away"
    press(phone, evening.get_by_role("button", name=_("I am coming after all")))
    expect(evening.get_by_text(_("You have said that you are coming."))).to_be_visible()


def test_she_hears_whether_she_is_on_track(phone: Page):
    track = phone.get_by_role("region", name=_("Am I on track?"))
    sentence = track.get_by_role("paragraph").first.inner_text()
    assert len(sentence) > 10
    press(phone, track.get_by_role("link", name=_("Your way to the diploma")))
    listened_to(phone)
    expect(phone.get_by_role("main")).to_contain_text(sentence)


def test_number_for_violence_is_found_and_the_page_left_at_once(phone: Page, language):
    with translation.override(language):
        press(phone, phone.get_by_role("link", name=_("All help numbers")))
    assert HelpService.objects.get(code="vo-linjen").number == "116 006"
    listened_to(phone)
    violence = phone.get_by_role("listitem").filter(has=phone.get_by_role("heading", name=VIOLENCE[language]))
    expect(violence.get_by_role("link", name="116 006")).to_have_attribute("href", "tel:116006")
    expect(phone.get_by_role("link", name=_("Leave this page now"))).to_be_visible()
    for _press in range(3):
        phone.keyboard.press("Shift")
    phone.wait_for_url("**/v/")
    heading = phone.get_by_role("heading", level=1)
    expect(heading).to_have_text(_("Tomato soup for four"))
    phone.go_back()
    expect(phone.get_by_text("116 006")).to_have_count(0)


def test_exit_is_pressed_with_the_keyboard(phone: Page):
    press(phone, phone.get_by_role("link", name=_("All help numbers")))
    press(phone, phone.get_by_role("link", name=_("Leave this page now")))
    phone.wait_for_url("**/v/")
