"""Addresses of calendars, for the matrix."""

from cohorts.schedule.actions.calendars import FEED_LASTS
from lms.people.actions.links import make_link
from lms.people.models import AccessLink
from tests.house.things import Objects
from tests.house.world import World


def calendar_link(world: World, actor: str) -> Objects:
    """Give the address of the calendar of a woman in cohort A: whoever holds it may read it."""
    woman = world.people["t"]
    token = make_link(by=woman, purpose=AccessLink.Purpose.FEED, subject=woman, lifetime=FEED_LASTS, max_uses=None)
    return {"x": {"token": token}}
