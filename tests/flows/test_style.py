"""Every component in a real browser: nothing for axe to find, no sideways scroll."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True)]

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"region": {"enabled": True}},
}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("language", ["", pytest.param("/ar", marks=pytest.mark.long)], ids=["nb", "ar"])
def test_style_page_has_no_axe_findings(live_server, page: Page, language):
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{live_server.url}{language}/dev/style/")
            found = Axe().run(page, options=RULES)
            assert found.violations_count == 0, f"{scheme} {width}: {found.generate_report()}"


@pytest.mark.parametrize("language", ["", pytest.param("/ar", marks=pytest.mark.long)], ids=["nb", "ar"])
def test_style_page_does_not_scroll_sideways(live_server, page: Page, language):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{live_server.url}{language}/dev/style/")
    assert page.evaluate(SIDEWAYS) == 0
    page.set_viewport_size({"width": 640, "height": 900})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(SIDEWAYS) == 0
    page.set_viewport_size({"width": 360, "height": 640})
    assert page.evaluate(SIDEWAYS) == 0


def test_language_menu_opens_and_leads_on_without_javascript(live_server, browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{live_server.url}/dev/style/")
    page.locator("details.menu > summary").click()
    page.get_by_role("link", name="العربيّة").click()
    page.wait_for_url("**/ar/dev/style/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    context.close()


def test_targets_are_large_enough_for_a_thumb(live_server, page: Page):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{live_server.url}/dev/style/")
    small = page.evaluate(
        """[...document.querySelectorAll('a, button, summary, label.choice, input, select, textarea')]
        .filter(e => !e.closest('.choice') || e.matches('.choice'))
        .filter(e => e.offsetParent && !e.matches('.skip'))
        .map(e => [e.outerHTML.slice(0, 80), (e.closest('.card') || e).getBoundingClientRect().height])
        .filter(([, height]) => height < 48)"""
    )
    assert small == []


def test_page_asks_no_other_site(live_server, page: Page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live_server.url}/dev/style/", wait_until="networkidle")
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
