"""Cohorts and what belongs to them, for the matrix: A and B of two districts of one municipality, Z abroad."""

from curriculum.models import CurriculumEdition
from tests.house.things import Objects
from tests.house.world import World


def cohorts(world: World, actor: str) -> Objects:
    """Give the cohorts. The trainee who acts and `t` take part in A, `T` in B."""
    return {letter: {"public_id": cohort.public_id} for letter, cohort in world.cohorts.items()}


def evenings(world: World, actor: str) -> Objects:
    """Give an evening that each of them has before it."""
    return {letter: {"public_id": session.public_id} for letter, session in world.evenings.items()}


def places_in_cohorts(world: World, actor: str) -> Objects:
    """Give the places in cohorts by whose they are: `t`, `T`, and `m` of the trainee who acts."""
    found = {letter: world.enrolments[letter] for letter in "tT"}
    if actor in world.enrolments:
        found = {"m": world.enrolments[actor]} | found
    return {letter: {"public_id": enrolment.public_id} for letter, enrolment in found.items()}


def new_cohort(world: World, actor: str, letter: str) -> dict:
    """Fill in a cohort that is not there yet."""
    edition = CurriculumEdition.objects.released().filter(country="NO").first()
    place, when = f"group:{world.places['group A'].pk}", {"weekdays": [2], "starts_at": "17:00", "rhythm": "weekly"}
    return {"name": "Et nytt kull", "place": place, "edition": edition.public_id if edition else ""} | when


def new_woman(world: World, actor: str, letter: str) -> dict:
    """Fill in a woman who is not there yet."""
    return {"name": "Ny kvinne", "phone": "+4741000002", "language": "nb"}


def chosen_venue(world: World, actor: str, letter: str) -> dict:
    """Choose the venue that the cohort of district A has."""
    return {"venue": str(world.cohorts["A"].venue.public_id)}


def new_helper(world: World, actor: str, letter: str) -> dict:
    """Name the helper of district A."""
    return {"person": str(world.people["h"].public_id), "helps": "on"}


def new_list(world: World, actor: str, letter: str) -> dict:
    """Fill in a list of one woman, ticked."""
    return {"pasted": "Ny kvinne\t+4741000003", "language": "nb", "chosen": "+4741000003"}
