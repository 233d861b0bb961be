"""The pages of those who decide about diplomas: nothing for axe to find, nothing sideways, on a phone and on a desk."""

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


@pytest.mark.parametrize("role", VIEWS)
def test_page_of_those_who_decide_is_right_on_a_phone_and_on_a_desk(world, page: Page, role, monkeypatch):
    monkeypatch.setattr(eyes, "WHO", (role.value,))
    world.actor(role.value)  # signed in before anything is undone
    complaints, seen = [], set()
    for view in VIEWS[role]:
        for method in ("GET", "POST") if view in FORMS else ("GET",):
            with transaction.atomic():  # each view has its own papers: a woman has one valid diploma
                shown = eyes.asked(world, view, "nb", method)
                transaction.set_rollback(True)
            if shown is None:
                continue
            seen.add(view)
            page.set_viewport_size({"width": 360, "height": 740})
            eyes.paint(page, shown)
            for width in (360, 1280):
                page.set_viewport_size({"width": width, "height": 740})
                found = [*eyes.findings(page), *page.evaluate("[...eyes.sideways(), ...eyes.small()]")]
                complaints += [f"{shown.name} {method}, {width} px: {each}" for each in found]
            page.keyboard.press("Tab")
            complaints += [f"{shown.name}: {each}" for each in page.evaluate("eyes.hidden_focus()")]
    assert seen == set(VIEWS[role])
    assert not complaints, "\n".join(complaints)
