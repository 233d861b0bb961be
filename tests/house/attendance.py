"""Attendance in the cohorts of the matrix."""

from uuid import uuid4

from tests.house.world import World


def one_mark(world: World, actor: str, letter: str) -> dict:
    """Mark a woman of district A."""
    return {"key": uuid4(), "woman": world.enrolments["t"].public_id, "status": "present", "base": 0}
