"""Guests of the cohorts of the matrix: one who is asked for the next evening of each."""

from cohorts.models import GuestInvitation, GuestProfessional
from tests.factories.guests import GuestFactory, invitation_to, pass_of
from tests.house.things import Objects
from tests.house.world import World


def _invitations(world: World) -> dict[str, GuestInvitation]:
    found = {}
    for letter, session in world.evenings.items():
        there = GuestInvitation.objects.filter(request__session=session).first()
        found[letter] = there or invitation_to(session, guest=GuestFactory(district=session.cohort.district))
    return found


def invitations(world: World, actor: str) -> Objects:
    """Give an invitation to the next evening of each cohort."""
    return {letter: {"public_id": each.public_id} for letter, each in _invitations(world).items()}


def passes(world: World, actor: str) -> Objects:
    """Give the link of a guest."""
    return {"x": {"token": pass_of(_invitations(world)["A"]).strip("/").split("/")[-1]}}


def asked_guest(world: World, actor: str, letter: str) -> dict:
    """Ask a guest of the district who has not been asked."""
    district = world.cohorts[letter or "A"].district
    guest = GuestProfessional.objects.filter(district=district, invitations=None).first()
    return {"guest": str((guest or GuestFactory(district=district)).public_id)}


def yes(world: World, actor: str, letter: str) -> dict:
    """Say that she comes."""
    return {"do": "accept", "seen": world.evenings["A"].sequence}


def guests(world: World, actor: str) -> Objects:
    """Give who is asked in each cohort."""
    return {letter: {"public_id": each.guest.public_id} for letter, each in _invitations(world).items()}


def new_guest(world: World, actor: str, letter: str) -> dict:
    """Enter somebody in district A."""
    return changed_guest(world, actor, letter) | {"place": f"district:{world.places['district A'].pk}"}


def changed_guest(world: World, actor: str, letter: str) -> dict:
    """Write what has to stand about somebody."""
    return {"name": "Ny Gjest", "email": "ny.gjest@example.org", "language": "nb"}


def no(world: World, actor: str, letter: str) -> dict:
    """Note that she cannot come."""
    return {"said": "decline", "seen": world.evenings[letter or "A"].sequence}
