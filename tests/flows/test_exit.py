"""Quick exit in a real browser: blank at once, then a neutral page, and Back shows nothing."""

import pytest
from django.test import Client
from playwright.sync_api import Page

from lms.people.models import Session
from tests.factories import people

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]

FORMER = "Kveldene i høst"


def sign_in(page: Page, address: str) -> None:
    """Give the browser the session of a person."""
    client = Client()
    client.force_login(people.UserFactory())
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])


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


def test_shift_three_times_leaves(live_server, page: Page):
    page.goto(f"{live_server.url}/dev/style/")
    for _ in range(3):
        page.keyboard.press("Shift")
    assert_neutral(page)


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


def test_exit_works_without_javascript(live_server, browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 700})
    page = context.new_page()
    sign_in(page, live_server.url)
    page.goto(f"{live_server.url}/my/")
    page.goto(f"{live_server.url}/dev/style/")
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
