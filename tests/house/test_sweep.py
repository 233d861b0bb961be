"""Whoever is signed out may ask for anything: nothing crashes, nothing of Wagtail's admin opens."""

import pytest
from django.urls import get_script_prefix, translate_url

from tests.house.fill import Ids, addresses, plausible_ids
from tests.house.walk import Pattern, patterns
from tests.house.world import ANONYMOUS, World

PATTERNS = patterns()


@pytest.fixture(scope="module")
def ids(world: World) -> Ids:
    """Make one of each thing."""
    return plausible_ids(world)


@pytest.mark.parametrize("part", sorted({pattern.route.split("/")[0] for pattern in PATTERNS}))
def test_nothing_crashes_for_somebody_signed_out(part, world, ids):
    actor = world.actor(ANONYMOUS)
    crashed = [
        f"{method} {url}: {response.status_code} {getattr(response, 'exc_info', [''])[:2]}"
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
