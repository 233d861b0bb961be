"""Places and what belongs to them, for the matrix: their local places of the texts and their directories."""

from lms.people.models import District
from tests.factories.local import make_entry, make_slot
from tests.house.things import Objects
from tests.house.world import World

SEATS = {"A": "district A", "B": "district B", "Z": "district abroad"}


def _districts(world: World) -> dict[str, District]:
    return {letter: world.places[name] for letter, name in SEATS.items()}


def places(world: World, actor: str) -> Objects:
    """Give the districts."""
    return {letter: {"place": district.path} for letter, district in _districts(world).items()}


def no_such_place() -> dict:
    """Give a place that is not there."""
    return {"place": "by/finnes-ikke"}


def slots_of_places(world: World, actor: str) -> Objects:
    """Give a local place that each district has filled in."""
    for district in _districts(world).values():
        make_slot(district)
    return {letter: {"key": "helsestasjon", "place": district.path} for letter, district in _districts(world).items()}


def no_such_slot() -> dict:
    """Give a local place of a district that is not there."""
    return {"key": "helsestasjon", "place": "by/finnes-ikke"}


def entries_of_places(world: World, actor: str) -> Objects:
    """Give an entry of each directory."""
    return {letter: {"public_id": make_entry(each).public_id} for letter, each in _districts(world).items()}


def fact_of_entry(world: World, actor: str, letter: str) -> dict:
    """Fill in an entry."""
    return {"name": "Biblioteket", "kind": "library", "phone": "23 47 60 00", "check_by": "2027-10-01"}
