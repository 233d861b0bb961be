"""The pages of those who decide about diplomas: nothing for axe to find, nothing sideways, on a phone and on a desk."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from playwright.sync_api import Page

from lms.people.roles import Role
from tests import eyes
from tests.house.conftest import world as world_of_rights

pytestmark = [pytest.mark.flow, pytest.mark.long]
world = world_of_rights

VIEWS = {
    Role.COORDINATOR: (
        *("cohort_completion", "woman_wishes", "cohort_cards", "card_photo", "paper", "paper_end"),
        *("ceremony", "ceremony_sounds", "ceremony_pack"),
    ),
    Role.SECRETARIAT: ("completions", "completions_of", "completion_return", "register", "paper", "letterhead"),
}
FORMS = {"cohort_completion", "woman_wishes", "cohort_cards", "paper_end", "ceremony", "letterhead", "completions_of"}
"""Pages that are looked at with their mistakes as well."""


def look_at(page: Page, shown: eyes.Shown) -> Iterator[str]:
    """Give what is wrong with a page on a phone and on a desk, for axe, for the hand and for the keyboard."""
    page.set_viewport_size({"width": 360, "height": 740})
    eyes.paint(page, shown)
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        found = [*eyes.findings(page), *page.evaluate("[...eyes.sideways(), ...eyes.small()]")]
        yield from (f"{shown.name}, {width} px: {each}" for each in found)
    page.keyboard.press("Tab")
    yield from (f"{shown.name}: {each}" for each in page.evaluate("eyes.hidden_focus()"))


@pytest.mark.parametrize("role", VIEWS)
def test_page_of_those_who_decide_is_right_on_a_phone_and_on_a_desk(world, page: Page, role, monkeypatch):
    monkeypatch.setattr(eyes, "WHO", (role.value,))
    world.actor(role.value)  # signed in before anything is undone
    answers = eyes.Answers(world, "nb")
    complaints, seen = [], set()
    for view in VIEWS[role]:
        for method in ("GET", "POST") if view in FORMS else ("GET",):
            with transaction.atomic():  # each view has its own papers: a woman has one valid diploma
                shown = list(answers.of(view, method))
                transaction.set_rollback(True)
            seen |= {view for each in shown}
            complaints += [complaint for each in shown for complaint in look_at(page, each)]
    assert seen == set(VIEWS[role])
    assert not complaints, "\n".join(complaints)
