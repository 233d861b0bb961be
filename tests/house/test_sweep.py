"""Whoever is signed out may ask for anything: nothing crashes, nothing of Wagtail's admin opens."""

import pytest
from django.urls import get_script_prefix, translate_url

from lms.people.roles import Role
from tests.house.checks import reason_of
from tests.house.fill import Ids, addresses, plausible_ids
from tests.house.walk import Pattern, patterns
from tests.house.world import ANONYMOUS, World

PATTERNS = patterns()
CHANGES_NOTHING = {
    "search": "it only reads, and a token would need a cookie on pages that set none",
    "check": "it only compares a name with a paper, for whoever has the code, and sets no cookie",
}
"""Forms without a token."""


@pytest.fixture(scope="module")
def ids(world: World) -> Ids:
    """Make one of each thing."""
    return plausible_ids(world)


@pytest.mark.parametrize("part", sorted({pattern.route.split("/")[0] for pattern in PATTERNS}))
def test_nothing_crashes_for_somebody_signed_out(part, world, ids):
    actor = world.actor(ANONYMOUS)
    crashed = [
        f"{method} {url}: {response.status_code} {reason_of(response)}"
        for pattern in PATTERNS
        if pattern.route.split("/")[0] == part
        for url in in_two_languages(pattern, ids)
        for method in ("GET", "POST")
        if (response := actor.ask(method, url)).status_code >= 500
    ]
    assert not crashed, "\n".join(crashed)


def in_two_languages(pattern: Pattern, ids: Ids) -> list[str]:
    """Give the addresses of a pattern, and where it has them those in Arabic."""
    found = list(addresses(pattern, ids))
    return sorted({*found, *(translate_url(url, "ar") for url in found if url.startswith(get_script_prefix()))})


def test_form_without_a_token_is_refused_everywhere(world, ids):
    actor = world.actor(Role.SECRETARIAT.value)  # may do most, so that nothing else refuses her
    actor.client.handler.enforce_csrf_checks = True
    try:
        taken = [
            f"POST {url} ({pattern.name}): {status}"
            for pattern in PATTERNS
            if pattern.name not in CHANGES_NOTHING
            for url in addresses(pattern, ids)
            if (status := actor.ask("POST", url).status_code) not in (403, 404, 405)
        ]
    finally:
        actor.client.handler.enforce_csrf_checks = False
    assert not taken, "\n".join(taken)
