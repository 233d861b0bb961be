"""Wagtail's own admin, as one block: the secretariat works in it, and everybody else is turned away at every door."""

from urllib.parse import urlsplit

import pytest
from django.http import HttpResponse
from django.urls import resolve, reverse

from lms.people.roles import Role
from tests.house.checks import SIGN_IN, leads_to, reason_of
from tests.house.fill import Ids, addresses, plausible_ids
from tests.house.walk import Pattern, patterns
from tests.house.world import ACTORS, ANONYMOUS, World

ADMIN = [pattern for pattern in patterns() if pattern.in_wagtail_admin]
OUTSIDERS = [actor for actor in ACTORS if actor != Role.SECRETARIAT]
TRIED_OFTEN = [ANONYMOUS, Role.COORDINATOR.value, Role.TRAINEE.value]
CLOSED_SIGN_IN = "wagtailadmin_login"  # Wagtail's own, which is closed; its page for lost ways leads there
OPEN_TO_ALL = {
    "wagtailadmin_sprite": "the drawings of Wagtail's icons",
    "wagtailadmin_javascript_catalog": "Wagtail's own words in the reader's language",
    "wagtailadmin_logout": "signing out is for everybody",
}
SAMPLE_EVERY = 4
# What Wagtail's own forms always send. Wagtail stumbles over a hand-made form without it; only the secretariat could
# make one, and it would see nothing but an error page.
ALWAYS_SENT = {
    "body-count": "0",
    "comments-TOTAL_FORMS": "0",
    "comments-INITIAL_FORMS": "0",
    "new_parent_page": "1",
    "external-link-chooser-url": "https://example.org/",
    "external-link-chooser-link_text": "x",
}


@pytest.fixture(scope="module")
def ids(world: World) -> Ids:
    """Make one of each thing."""
    return plausible_ids(world)


def turned_away(response: HttpResponse) -> bool:
    """Tell whether an answer gives nothing: the way to sign in, refused, or not there."""
    return response.status_code in (403, 404) or leads_to(response, *SIGN_IN, "my_page", CLOSED_SIGN_IN)


def let_in(actor: str, found: list[Pattern], world: World, ids: Ids) -> list[str]:
    """Ask as an outsider for every door; give those that opened."""
    return [
        f"{actor}: {method} {url} ({pattern.name}): {response.status_code} {response.headers.get('Location', '')}"
        for pattern in found
        if pattern.name not in OPEN_TO_ALL
        for url in addresses(pattern, ids)
        for method in ("GET", "POST")
        if not turned_away(response := world.actor(actor).ask(method, url))
    ]


def crashes(found: list[Pattern], world: World, ids: Ids) -> list[str]:
    """Ask as the secretariat for every door; give what crashed, and what is closed and yet opened."""
    wrong = []
    for pattern in found:
        for url in addresses(pattern, ids):
            closed = resolve(urlsplit(url).path).url_name == "closed_admin_page"
            for method in ("GET", "POST"):
                form = dict if method == "GET" else ALWAYS_SENT.copy
                response = world.actor(Role.SECRETARIAT.value).ask(method, url, form)
                if response.status_code >= 500 or (closed and response.status_code != 404):
                    reason = reason_of(response)
                    wrong.append(f"{method} {url} ({pattern.name}): {response.status_code} {reason}")
    return wrong


@pytest.mark.parametrize("actor", TRIED_OFTEN)
def test_wagtail_admin_turns_others_away(actor, world, ids):
    wrong = let_in(actor, ADMIN, world, ids)
    assert not wrong, "\n".join(wrong)


@pytest.mark.long
@pytest.mark.parametrize("actor", sorted(set(OUTSIDERS) - set(TRIED_OFTEN)))
def test_wagtail_admin_turns_every_other_role_away(actor, world, ids):
    wrong = let_in(actor, ADMIN, world, ids)
    assert not wrong, "\n".join(wrong)


def test_wagtail_admin_serves_the_secretariat_a_sample_without_a_crash(world, ids):
    wrong = crashes(ADMIN[::SAMPLE_EVERY], world, ids)
    assert not wrong, "\n".join(wrong)


@pytest.mark.long
@pytest.mark.parametrize("part", range(1, SAMPLE_EVERY))
def test_wagtail_admin_serves_the_secretariat_without_a_crash(part, world, ids):
    wrong = crashes(ADMIN[part::SAMPLE_EVERY], world, ids)
    assert not wrong, "\n".join(wrong)


def test_secretariat_enters_wagtail_admin(world):
    assert world.actor(Role.SECRETARIAT.value).ask("GET", reverse("wagtailadmin_home")).status_code == 200


def test_patterns_of_wagtail_admin_are_found():
    assert len(ADMIN) > 150
    assert OPEN_TO_ALL.keys() <= {pattern.name for pattern in ADMIN}
