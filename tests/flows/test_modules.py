"""Modules in a real browser: nothing for axe to find, small, readable without a script, and gone at one press."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from modules.models import ModulePage

pytestmark = [pytest.mark.flow, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("curriculum")]

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
OPEN_ALL = "document.querySelectorAll('article details').forEach(each => each.open = true)"


@pytest.fixture
def addresses() -> dict[str, str]:
    """Give the list, an ordinary module, one in another language, and a sensitive one."""
    slugs = dict(ModulePage.objects.filter(locale__language_code="nb").values_list("title", "slug"))
    ordinary, sensitive = slugs["ICDP – foreldreveiledning"], slugs["Vold i nære relasjoner"]
    return {
        "list": "/moduler/",
        "ordinary": f"/moduler/{ordinary}/",
        "other language": f"/ar/moduler/{ordinary}/",
        "sensitive": f"/moduler/{sensitive}/",
    }


def test_modules_can_be_read_by_everybody(live_server, page: Page, addresses):
    problems = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    for name, path in addresses.items():
        for scheme, width in (("light", 360), ("dark", 1280)):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(live_server.url + path)
            for _closed_then_open in range(2):
                found = Axe().run(page, options=RULES)
                assert found.violations_count == 0, f"{name} {scheme} {width}: {found.generate_report()}"
                assert page.evaluate(SIDEWAYS) == 0
                page.evaluate(OPEN_ALL)
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate(SIDEWAYS) == 0
    assert problems == []


def test_module_goes_over_the_wire_small(live_server, page: Page, addresses):
    for path in addresses.values():
        sizes = []
        page.on("requestfinished", lambda request, sizes=sizes: sizes.append(request.sizes()["responseBodySize"]))
        page.goto(live_server.url + path, wait_until="networkidle")
        assert sum(sizes) < 40_000, path  # the test server sends static files as they are
        assert len(sizes) <= 6, path


def test_word_opens_where_it_stands_without_a_script(live_server, browser, addresses):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 900})
    page = context.new_page()
    page.goto(live_server.url + addresses["ordinary"])
    word = page.locator("details.term").first
    assert not word.locator("span").is_visible()
    word.locator("summary").click()
    assert word.locator("span").is_visible()
    context.close()


def test_exit_of_a_sensitive_module_leaves_nothing_to_go_back_to(live_server, page: Page, addresses):
    page.goto(live_server.url + addresses["sensitive"])
    assert page.title() == "Tema"
    page.locator("a.exit").click()
    page.wait_for_url("**/v/")
    page.go_back()
    assert "Vold" not in page.content()
