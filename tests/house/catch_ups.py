"""Open evenings and modules that are made up, in the cohorts of the matrix."""

from cohorts.models import CatchUp, OpenEvening
from tests.house.cohorts import places_in_cohorts
from tests.house.things import Objects, no_such_id
from tests.house.world import World


def hosted_evenings(world: World, actor: str) -> Objects:
    """Give an evening of each cohort that teaches a module."""
    for session in world.evenings.values():
        place = session.cohort.edition.places.order_by("position").first()
        session.session_modules.get_or_create(edition_module=place)
    return {letter: {"public_id": session.public_id} for letter, session in world.evenings.items()}


def open_evenings(world: World, actor: str) -> Objects:
    """Give the same evenings, open for two visitors."""
    hosted_evenings(world, actor)
    return {
        letter: {"public_id": OpenEvening.objects.get_or_create(session=session, defaults={"places": 2})[0].public_id}
        for letter, session in world.evenings.items()
    }


def catch_ups(world: World, actor: str) -> Objects:
    """Give what the women have asked to make up, by whose it is."""
    found = {letter: world.enrolments[letter] for letter in places_in_cohorts(world, actor) if letter != "m"}
    if actor in world.enrolments:
        found["m"] = world.enrolments[actor]
    return {
        letter: {
            "public_id": CatchUp.objects.get_or_create(
                enrolment=place, edition_module=place.cohort.edition.places.get(position=1), way="read"
            )[0].public_id
        }
        for letter, place in found.items()
    }


def ways_to_make_up(world: World, actor: str) -> Objects:
    """Give the steps of making the first module up, by whose place it is."""
    return {
        letter: each | {"slug": _first_slug(world, letter)} for letter, each in places_in_cohorts(world, actor).items()
    }


def _first_slug(world: World, letter: str) -> str:
    return world.cohorts["A"].edition.places.first().module.slug


def no_such_way() -> dict:
    """Give one that is not there."""
    return no_such_id() | {"slug": "bcdfgh"}


def a_booking(world: World, actor: str, letter: str) -> dict:
    """Book a place for a woman of district A."""
    return {"woman": world.enrolments["t"].public_id, "module": 1}
