"""Every page a woman meets, shown in a browser without a server: the client of the matrix asks, the browser paints."""

import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Page, Route
from wagtail.models import Page as WagtailPage

from lms.people.roles import Role
from tests.house.asking import HOW, How
from tests.house.checks import Question
from tests.house.matrix import read_table
from tests.house.world import ANONYMOUS, World

SITE = "http://localhost:9"  # nothing listens there: every request is answered below
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}
FINDINGS = """async (rules) => {
  document.getAnimations().forEach(each => each.finish());
  return (await axe.run(document, rules)).violations.map(each =>
  `${each.id}: ${each.help} | ${each.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`);
}"""
WHO = (Role.TRAINEE.value, Role.VOLUNTEER.value, ANONYMOUS)
"""Whose pages these are; the first who may see a page is shown it."""
LOOKING = Path(__file__).with_suffix(".js").read_text()
NOT_PAGES = {"dev_mailbox", "dev_letter", "dev_style", "phone_text"}
"""Pages of whoever builds the site, of which `test_style.py` looks at the last one; and a text that `phone` shows,
which runs no script."""


@dataclass(frozen=True)
class Shown:
    """A page as it was answered."""

    name: str
    path: str
    response: HttpResponse


def views() -> list[str]:
    """Give every view with a page that a trainee, a volunteer or whoever is signed out may open."""
    rows = read_table()
    return [view for view, row in rows.items() if view not in NOT_PAGES and any(row[who].is_open for who in WHO)]


def asked(world: World, view: str, language: str, method: str = "GET") -> Shown | None:
    """Ask for a view in a language as the first to whom it is a page; None if it is one to nobody. By POST the form
    is empty, so that what comes says what is wrong with it."""
    how, row = HOW.get(view, How()), read_table()[view]
    if method not in how.methods:
        return None
    for who in WHO:
        question = Question(view, how, row[who], world, world.actor(who))
        for letter, arguments in question.objects().items() if row[who].is_open else ():
            if not row[who].allows(letter):
                continue
            path = address(view, arguments, language)
            response = question.ask(method, path, letter, fill=False)
            kind = response.headers.get("Content-Type", "")
            if response.status_code == 200 and kind.startswith("text/html"):
                return Shown(f"{view} in {language}, {who}", path, response)
            break
    return None


def address(view: str, arguments: dict, language: str) -> str:
    """Give the address of a view in a language."""
    with translation.override(language):
        positional = arguments.get("args", ())
        return reverse(view, args=positional, kwargs=None if positional else arguments)


def public_pages(world: World, language: str) -> Iterator[Shown]:
    """Ask for every published page of Wagtail, signed out."""
    for page in WagtailPage.objects.live().filter(depth__gt=1, locale__language_code=language).order_by("path"):
        if not (address_of_page := page.get_url()):
            continue  # it stands under no home page
        path = urlsplit(address_of_page).path
        response = world.actor(ANONYMOUS).ask("GET", path)
        if response.status_code == 200:
            yield Shown(f"{page.title} in {language}", path, response)


def paint(page: Page, shown: Shown) -> None:
    """Show an answer in the browser, with the sheets and scripts it asks for, under the policy it came with."""

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        if route.request.is_navigation_request():
            kept = {name: value for name, value in shown.response.headers.items() if name != "Content-Length"}
            route.fulfill(status=200, headers=kept, body=shown.response.content)
        elif path.startswith(settings.STATIC_URL) and (found := finders.find(path.removeprefix(settings.STATIC_URL))):
            route.fulfill(path=found, content_type=mimetypes.guess_type(found)[0])
        elif path.startswith("/look."):
            sheet = Client().get(path)
            route.fulfill(body=sheet.content, content_type="text/css")
        else:
            route.fulfill(status=404, body="")

    page.unroute_all()
    page.route("**/*", answer)
    page.goto(SITE + shown.path, wait_until="load")
    page.evaluate(AXE)
    page.evaluate(LOOKING)


def findings(page: Page, forced: bool = False) -> list[str]:
    """Give what axe finds on the page as it is shown now; a colour on its way to another has arrived first. Where the
    reader's own colours are `forced`, contrast is hers, and axe cannot see it: it reads `-webkit-text-fill-color`,
    which Chromium tells as it was before."""
    rules = RULES | ({"rules": {"color-contrast": {"enabled": False}}} if forced else {})
    return page.evaluate(FINDINGS, rules)
