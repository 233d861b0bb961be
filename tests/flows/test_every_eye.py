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


def pages(world: World, language: str, methods: tuple[str, ...] = ("GET",)) -> Iterator[eyes.Shown]:
    """Give every page of hers in a language: our own views, then what stands in Wagtail."""
    for view in eyes.views():
        for method in methods:
            if shown := eyes.asked(world, view, language, method):
                yield shown
    yield from eyes.public_pages(world, language)


def look_at(page: Page, shown: eyes.Shown, modes: list[dict], widths: tuple[int, ...]) -> Iterator[str]:
    """Give what is wrong with a page: for axe in each mode and width, for the hand and for the keyboard."""
    page.emulate_media(**modes[0])
    page.set_viewport_size({"width": widths[0], "height": 740})
    eyes.paint(page, shown)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 740})
        for mode in modes:
            page.emulate_media(**mode)
            found = eyes.findings(page, forced=mode["forced_colors"] == "active")
            yield from (f"{shown.name}, {width} px, {mode}: {each}" for each in found)
    page.set_viewport_size({"width": 360, "height": 740})
    page.keyboard.press("Tab")
    for complaint in page.evaluate("[...eyes.small(), ...eyes.hidden_focus()]"):
        yield f"{shown.name}: {complaint}"
    for width, size in ((320, "100%"), (360, "200%")):
        page.set_viewport_size({"width": width, "height": 740})
        page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        yield from (f"{shown.name}, {width} px, text of {size}: {each}" for each in page.evaluate("eyes.sideways()"))


@pytest.mark.long
@pytest.mark.parametrize("language", ["nb", "ar"])
def test_page_of_hers_is_right_in_every_light_and_with_its_mistakes(world, page: Page, language):
    found = pages(world, language, ("GET", "POST"))
    complaints = [each for shown in found for each in look_at(page, shown, [DAY, NIGHT, *HER_OWN], (360,))]
    assert not complaints, "\n".join(complaints)


@pytest.mark.long
@pytest.mark.parametrize("language", ["nb", "ar", "fi"])  # fi has the longest words
def test_page_of_hers_is_right_on_a_desk(world, page: Page, language):
    complaints = [each for shown in pages(world, language) for each in look_at(page, shown, [DAY], (1280,))]
    assert not complaints, "\n".join(complaints)


@pytest.mark.long
@pytest.mark.parametrize("language", ["nb", "ar"])
def test_module_is_right_in_every_light_and_width(world, page: Page, language):
    call_command("load_curriculum", verbosity=0)
    found = eyes.public_pages(world, language)
    complaints = [each for shown in found for each in look_at(page, shown, [DAY, NIGHT, *HER_OWN], (360, 1280))]
    assert not complaints, "\n".join(complaints)


def test_table_of_her_pages_finds_those_she_meets():
    views = eyes.views()
    assert {"my_page", "my_evenings", "evening_reply", "feedback_answer", "my_card", "search", "check"} <= set(views)
    assert "people_list" not in views
