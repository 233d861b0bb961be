"""Every page a woman meets, shown in a browser without a server: the client of the matrix asks, the browser paints."""

import mimetypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.shortcuts import render
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation
from django.utils.translation import trans_real
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
FILLED_IN = re.compile(r"%\(\w+\)s|%[sd]|\{\w*\}|<[^>]+>|\n")
WRITTEN_IN = settings.LANGUAGE_CODE
TAGS = re.compile(r"<(\w+(?: class=\"[^\"]*\")?)")
WRONG = ("400", "403", "403_csrf", "404", "429", "500")
"""Pages that say what went wrong, by the names of their templates."""
NOT_PAGES = {"dev_mailbox", "dev_letter", "dev_style", "phone_text"}
"""Pages of whoever builds the site, of which `test_style.py` looks at the last one; and a text that `phone` shows,
which runs no script."""


@dataclass(frozen=True)
class Shown:
    """A page as it was answered."""

    name: str
    path: str
    response: HttpResponse
    view: str = ""


def views() -> list[str]:
    """Give every view with a page that a trainee, a volunteer or whoever is signed out may open."""
    rows = read_table()
    return [view for view, row in rows.items() if view not in NOT_PAGES and any(row[who].is_open for who in WHO)]


class Answers:
    """What the views answer in a language. Pages built alike are shown once, whoever asked for them."""

    def __init__(self, world: World, language: str):
        self.world, self.language = world, language
        self.built: set[str] = set()

    def of(self, view: str, method: str = "GET") -> Iterator[Shown]:
        """Ask for a view as each to whom it is open, for each thing that is there and for one that is not. By POST the
        form is empty, so that what comes says what is wrong with it."""
        how, row = HOW.get(view, How()), read_table()[view]
        for who in (each for each in WHO if row[each].is_open and method in how.methods):
            question = Question(view, how, row[who], self.world, self.world.actor(who))
            absent = {"nothing": how.absent()} if how.objects and method == "GET" else {}
            for letter, arguments in (question.objects() | absent).items():
                path = address(view, arguments, self.language)
                response = question.ask(method, path, letter, fill=False)
                if self._is_new_page(view, response):
                    yield Shown(
                        f"{method} {view} in {self.language}, {who}: {response.status_code}", path, response, view
                    )

    def _is_new_page(self, view: str, response: HttpResponse) -> bool:
        """Tell whether an answer is a page of which none was built alike; what is no answer of this view alone counts
        once for all views."""
        kind = response.headers.get("Content-Type", "")
        if response.streaming or not kind.startswith("text/html") or 300 <= response.status_code < 400:
            return False
        built = how_built(response)
        known = {built, f"{view} {built}"}
        is_new = bool(known - self.built) if response.status_code == 200 else built not in self.built
        self.built |= known
        return is_new


def how_built(response: HttpResponse) -> str:
    """Give of what a page is built. The words do not count, nor how often an entry of a list comes again."""
    return " ".join(dict.fromkeys(TAGS.findall(response.content.decode().partition("<main")[2])))


class StandIn:
    """Stands in for a language, in its place before Norwegian, and notes each text that the language lacks."""

    def __init__(self, language: str):
        self.catalogue = trans_real.translation(language)
        self.norwegian = self.catalogue._fallback
        self.given: dict[str, str] = {}

    def __enter__(self) -> "StandIn":
        self.catalogue._fallback = self
        return self

    def __exit__(self, *_what) -> None:
        self.catalogue._fallback = self.norwegian

    def gettext(self, text: str) -> str:
        """Give a text in Norwegian, or as it stands in the program."""
        self.given[text] = said = self.norwegian.gettext(text) if self.norwegian else text
        return said

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Give a text with a number."""
        said = self.norwegian.ngettext(one, many, number) if self.norwegian else (one if number == 1 else many)
        self.given[one] = said
        return said

    def seen_in(self, text: str) -> list[str]:
        """Give those that a reader meets, by their longest piece between what is filled in. A single small word may
        stand there for another reason."""
        pieces = {message: max(FILLED_IN.split(said), key=len).strip() for message, said in self.given.items()}
        telling = {message: piece for message, piece in pieces.items() if " " in piece or piece[:1].isupper()}
        return [message for message, piece in telling.items() if re.search(rf"\b{re.escape(piece)}\b", text)]


def error_pages(language: str) -> Iterator[Shown]:
    """Give the pages that say what went wrong."""
    prefix = "" if language == WRITTEN_IN else f"/{language}"
    with translation.override(language):
        for name in WRONG:
            request = RequestFactory().get(f"{prefix}/")
            yield Shown(f"{name} in {language}", request.path, render(request, f"{name}.html"))


def address(view: str, arguments: dict, language: str) -> str:
    """Give the address of a view in a language."""
    with translation.override(language):
        positional = arguments.get("args", ())
        return reverse(view, args=positional, kwargs=None if positional else arguments)


def public_pages(world: World, language: str) -> Iterator[Shown]:
    """Ask for every published page of Wagtail, signed out: those written in a language, and those that are shown in it
    as they were written, of which one of each kind is enough."""
    written = WagtailPage.objects.live().filter(depth__gt=1).order_by("path").select_related("locale")
    own = [page for page in written if page.locale.language_code == language]
    keys = {page.translation_key for page in own}
    others = [page for page in written if page.locale.language_code == WRITTEN_IN and page.translation_key not in keys]
    built = set()
    for page in [*own, *others]:
        if not (address_of_page := page.get_url()):
            continue  # it stands under no home page
        path = urlsplit(address_of_page).path
        path = path if page in own else f"/{language}{path}"
        response = world.actor(ANONYMOUS).ask("GET", path)
        if response.status_code == 200 and (page in own or how_built(response) not in built):
            built.add(how_built(response))
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


def findings(page: Page, forced: bool = False, unfolded: bool = False) -> list[str]:
    """Give what axe finds on the page as it is shown now; a colour on its way to another has arrived first. Where the
    reader's own colours are `forced`, contrast is hers, and axe cannot see it: it reads `-webkit-text-fill-color`,
    which Chromium tells as it was before. With all `unfolded` a menu lies over what is below it, which axe takes for a
    target that is too small; `eyes.folded` measures each alone."""
    off = (["color-contrast"] if forced else []) + (["target-size"] if unfolded else [])
    return page.evaluate(FINDINGS, RULES | {"rules": {rule: {"enabled": False} for rule in off}})
