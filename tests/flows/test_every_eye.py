"""Every page a woman meets: nothing for axe to find, nothing that scrolls sideways, every focus in sight."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from playwright.sync_api import Page

from tests import eyes
from tests.house.conftest import world as world_of_rights
from tests.house.world import World

pytestmark = [pytest.mark.flow]
world = world_of_rights  # the same people, places and things in which every right is tried

DAY, NIGHT = {"color_scheme": "light", "forced_colors": "none"}, {"color_scheme": "dark", "forced_colors": "none"}
HER_OWN = [{"color_scheme": scheme, "forced_colors": "active"} for scheme in ("light", "dark")]
"""Colours that the reader has chosen for all pages."""
LIGHTS = (DAY, NIGHT, *HER_OWN)
Lights = tuple[dict[str, str], ...]
OF_THE_HOST = {"roll_offline"}
"""Pages that anybody may fetch, so that a phone can keep them, and that only whoever takes the roll reads."""
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 740}
NARROW = ((640, "100%"), (320, "100%"), (360, "200%"))  # a desk at 200 % and at 400 %; a phone with letters of 200 %


def pages(world: World, language: str) -> Iterator[eyes.Shown]:
    """Give every page of hers in a language: our own views, what stands in Wagtail, and what went wrong."""
    answers = eyes.Answers(world, language)
    for view in eyes.views():
        for method in ("GET", "POST"):
            yield from answers.of(view, method)
    yield from eyes.public_pages(world, language)
    yield from eyes.error_pages(language)


def look_at(page: Page, shown: eyes.Shown, lights: Lights, on_desk: Lights = (DAY,)) -> Iterator[str]:
    """Give what is wrong with a page: for axe on a desk and on a phone, as it opens and in each light with all that was
    folded; for the hand and for the keyboard; and what does not fit when the page is narrow or its text large."""

    def findings(how: str, light: dict[str, str], unfolded: bool = False) -> Iterator[str]:
        page.emulate_media(**light)
        found = eyes.findings(page, forced=light["forced_colors"] == "active", unfolded=unfolded)
        yield from (f"{shown.name}, {how}, {light}: {each}" for each in found)

    page.set_viewport_size(DESK)
    eyes.paint(page, shown)
    for light in on_desk:
        yield from findings("on a desk", light)
    page.set_viewport_size(PHONE)
    yield from findings("on a phone", DAY)
    page.keyboard.press("Tab")
    for complaint in page.evaluate("[...eyes.small(), ...eyes.hidden_focus(), ...eyes.folded()]"):
        yield f"{shown.name}: {complaint}"
    page.evaluate("eyes.unfold()")
    for light in lights:
        yield from findings("on a phone, unfolded", light, unfolded=True)
    for width, size in NARROW:
        page.set_viewport_size({"width": width, "height": 740})
        page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        looked = page.evaluate("[...eyes.sideways(), ...eyes.unreadable()]")
        yield from (f"{shown.name}, {width} px, text of {size}: {each}" for each in looked)
    page.evaluate("eyes.fold()")
    yield from (f"{shown.name}, text of double size: {each}" for each in page.evaluate("eyes.hidden_focus()"))


@pytest.mark.long
@pytest.mark.parametrize("language", ["nb", "ar", "fi"])
def test_page_of_hers_is_right_in_every_light_and_width_and_with_its_mistakes(world, page: Page, language):
    lights = (DAY,) if language == "fi" else LIGHTS  # fi has the longest words
    complaints = []
    with eyes.StandIn(language) as norwegian:
        for shown in pages(world, language):
            complaints += look_at(page, shown, lights)
            lacking = [] if shown.view in OF_THE_HOST else norwegian.seen_in(page.evaluate("eyes.said()"))
            complaints += [f"{shown.name}: not translated: {text}" for text in lacking]
    assert not complaints, "\n".join(complaints)


@pytest.mark.long
@pytest.mark.parametrize("language", ["nb", "ar"])
def test_module_is_right_in_every_light_and_width(world, page: Page, language):
    call_command("load_curriculum", verbosity=0)
    found = eyes.public_pages(world, language)
    complaints = [each for shown in found for each in look_at(page, shown, LIGHTS, LIGHTS)]
    assert not complaints, "\n".join(complaints)


def test_table_of_her_pages_finds_those_she_meets():
    views = eyes.views()
    assert {"my_page", "my_evenings", "evening_reply", "feedback_answer", "my_card", "search", "check"} <= set(views)
    assert "people_list" not in views
