"""Quick exit in a real browser: blank at once, then a neutral page, and Back shows nothing."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from lms.people.models import Session, User
from modules.models import ModulePage
from tests.browsers import sign_in_browser
from tests.factories import people
from tests.factories.cohorts import trainee_of
from tests.factories.evenings import course_with, taught
from tests.flows.test_phone import on_disk

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]

FORMER = "Kveldene i høst"
ASKED = "trinnenestemme"
SENTENCE = "Hun teller trinnene bak den lukkede døren"


def sign_in(page: Page, address: str, person: User | None = None) -> None:
    """Give the browser the session of a person."""
    client = Client()
    client.force_login(person or people.UserFactory())
    sign_in_browser(page.context, client, address)


def assert_neutral(page: Page) -> None:
    """The page shows soup and nothing of us."""
    page.locator("link[href*=plain]").wait_for(state="attached")
    page.wait_for_load_state()
    assert page.url.endswith("/v/")
    assert FORMER not in page.content()
    assert "look." not in page.content()


def test_click_leads_to_the_neutral_page_and_back_stays_there(live_server, page: Page):
    sign_in(page, live_server.url)
    page.goto(f"{live_server.url}/dev/style/")
    page.locator(".exit").click()
    assert_neutral(page)
    assert not Session.objects.exists()
    assert page.context.cookies() == []
    page.go_back()
    assert_neutral(page)


def test_page_is_blank_before_the_server_answers(live_server, page: Page):
    page.goto(f"{live_server.url}/dev/style/")
    title, text, blank = page.evaluate(
        """() => {
        document.querySelector('[data-exit]').click();
        return [document.title, document.body.innerText.trim(), !!document.querySelector('.exit-blank')];
        }"""
    )
    assert (title.strip(), text, blank) == ("", "", True)
    page.wait_for_url("**/v/")


def test_shift_three_times_leaves_and_the_name_that_says_nothing_stays(live_server, page: Page):
    sign_in(page, live_server.url)
    page.context.add_cookies([{"name": settings.NEUTRAL_COOKIE_NAME, "value": "neutral", "url": live_server.url}])
    page.goto(f"{live_server.url}/dev/style/")
    page.evaluate("localStorage.setItem('kept', 'a note')")
    for _ in range(3):
        page.keyboard.press("Shift")
    assert_neutral(page)
    assert [cookie["name"] for cookie in page.context.cookies()] == [settings.NEUTRAL_COOKIE_NAME]
    assert page.evaluate("localStorage.length") == 0
    page.goto(f"{live_server.url}/account/code/")
    assert "Brobygger" not in page.content()


def test_shift_while_typing_does_not_leave(live_server, page: Page):
    page.goto(f"{live_server.url}/dev/style/")
    for key in ("Shift", "Shift", "a", "Shift", "Shift"):
        page.keyboard.press(key)
    assert page.url.endswith("/dev/style/")
    assert FORMER in page.content()


def test_shift_three_times_slower_than_five_seconds_does_not_leave(live_server, page: Page):
    page.clock.install()
    page.goto(f"{live_server.url}/dev/style/")
    for _ in range(4):
        page.keyboard.press("Shift")
        page.clock.fast_forward(2600)
    assert page.url.endswith("/dev/style/")
    assert FORMER in page.content()


def test_exit_works_without_javascript(live_server, browser, careful):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 700})
    page = context.new_page()
    sign_in(page, live_server.url)
    public = live_server.url + ModulePage.objects.get(title="Vold").get_url()
    links = f'<a href="{public}">one</a>'
    context.route("**/elsewhere/", lambda route: route.fulfill(body=links, content_type="text/html"))
    page.goto(f"{live_server.url}/my/")
    page.goto(f"{live_server.url}/elsewhere/")
    page.get_by_role("link").click()
    expect(page.get_by_text(SENTENCE)).to_be_visible()
    page.goto(f"{live_server.url}/dev/style/")
    page.locator(".exit").click()
    assert_neutral(page)
    page.go_back()
    page.go_back()  # what anybody may read opens again, but not by Back
    assert_neutral(page)
    page.goto(f"{live_server.url}/elsewhere/")
    page.get_by_role("link").click()
    expect(page.get_by_text(SENTENCE)).to_be_visible()
    page.locator(".exit").click()
    assert_neutral(page)
    page.goto(f"{live_server.url}/my/")
    assert "/my/" not in page.url.split("?")[0]
    context.close()


def test_exit_stays_in_sight_at_the_foot_of_a_phone(live_server, page: Page):
    page.set_viewport_size({"width": 360, "height": 700})
    page.goto(f"{live_server.url}/dev/style/")
    for place in (0, 2000, 100_000):
        page.evaluate(f"window.scrollTo(0, {place})")
        box = page.locator(".exit").bounding_box()
        assert box["height"] >= 48
        assert box["y"] + box["height"] == pytest.approx(700, abs=1)
        on_top = page.evaluate("document.elementFromPoint(180, 690).className")
        assert on_top == "exit"


# --- a module of her own course --------------------------------------------------------------------------------------


@pytest.fixture
def careful():
    """Give a woman, and the address of a sensitive module as her course has it."""
    said = {"body": [{"type": "text", "heading": "", "text": f"<p>{SENTENCE}.</p>"}]}
    module = taught(1, sensitivity="yes", neutral_name="Tema", title="Vold", content_warning="Tungt.") | said
    place = trainee_of(course_with(module))
    return place.person, f"/cohorts/{place.cohort.public_id}/modules/bcdfg1/?read=all"


def test_leaving_a_module_of_her_course_takes_everything_along_and_back_shows_nothing(live_server, page: Page, careful):
    woman, address = careful
    page.set_viewport_size({"width": 360, "height": 700})
    sign_in(page, live_server.url, woman)
    page.goto(f"{live_server.url}/my/")
    page.evaluate("localStorage.setItem('kept', 'a note'); caches.open('kept')")
    public = ModulePage.objects.get(title="Vold").get_url()
    page.goto(live_server.url + public)  # what anybody may read opens again: it must not by Back
    page.goto(live_server.url + address)
    assert SENTENCE in page.content()
    assert page.title() == "Tema"
    box = page.locator(".exit").bounding_box()
    assert box["height"] >= 48
    assert page.evaluate("document.elementFromPoint(180, 690).className") == "exit"
    page.locator(".exit").click()
    assert_neutral(page)
    assert not Session.objects.exists()
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length") == 0
    assert page.evaluate("caches.keys()") == []
    for _three_times in range(3):
        page.go_back()
        expect(page.get_by_text(SENTENCE)).not_to_be_visible()
        assert "Vold" not in page.title()
    page.goto(live_server.url + address)
    assert SENTENCE not in page.content()
    page.goto(live_server.url + public)  # she herself may come back at any time
    expect(page.get_by_text(SENTENCE)).to_be_visible()


@pytest.fixture
def browser_of_hers(browser_type, browser_type_launch_args, tmp_path):
    return browser_type.launch_persistent_context(tmp_path, locale="nb", **browser_type_launch_args)


@pytest.mark.long
@pytest.mark.parametrize("leaves_quickly", [True, False])
def test_nothing_that_was_read_lies_on_the_disk_after_leaving_or_signing_out(
    live_server, careful, browser_of_hers, tmp_path, leaves_quickly
):
    woman, address = careful
    page = browser_of_hers.new_page()
    sign_in(page, live_server.url, woman)
    page.goto(live_server.url + address)
    assert SENTENCE in page.content()
    page.goto(f"{live_server.url}/search/")
    page.get_by_role("searchbox").fill(ASKED)
    page.keyboard.press("Enter")  # a form would be written down with the history of the tab
    expect(page.get_by_text("Ingenting ble funnet")).to_be_visible()
    if leaves_quickly:
        page.locator(".exit").click()
        assert_neutral(page)
    else:
        page.goto(f"{live_server.url}/account/out/")
        page.locator("main").get_by_role("button", name="Logg ut").click()
        page.wait_for_url(lambda url: "/account/out/" not in url)
    browser_of_hers.close()
    assert on_disk(tmp_path, SENTENCE, ASKED) == set()
