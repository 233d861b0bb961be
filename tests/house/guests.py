"""Guests of the cohorts of the matrix: one who is asked for the next evening of each."""

from datetime import timedelta

from cohorts.models import FactsQuestion, GuestAfterword, GuestInvitation, GuestProfessional
from lms.people.actions.links import make_link
from lms.people.models import AccessLink, User
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


def steps_of_pass(world: World, actor: str) -> Objects:
    """Give the link of a guest with one thing to do."""
    return {"x": passes(world, actor)["x"] | {"step": "note"}}


def a_note(world: World, actor: str, letter: str) -> dict:
    """Write to the host."""
    return {"note": "Jeg kommer litt før."}


def facts_links(world: World, actor: str) -> Objects:
    """Give the link by which a guest says whether facts are right."""
    guest = _invitations(world)["A"].guest
    place = world.cohorts["A"].edition.places.first()
    question, _made = FactsQuestion.objects.get_or_create(guest=guest, edition_module=place, year=2026)
    token = make_link(
        by=None, purpose=AccessLink.Purpose.GUEST_FACTS, subject=question, lifetime=timedelta(days=9), max_uses=None
    )
    return {"x": {"token": token}}


def facts_right(world: World, actor: str, letter: str) -> dict:
    """Say that the facts are right."""
    return {"answer": "right"}


def guest_feeds(world: World, actor: str) -> Objects:
    """Give the address of a guest's calendar."""
    guest = _invitations(world)["A"].guest
    token = make_link(
        by=None, purpose=AccessLink.Purpose.GUEST_FEED, subject=guest, lifetime=timedelta(days=9), max_uses=None
    )
    return {"x": {"token": token}}


def afterwords(world: World, actor: str) -> Objects:
    """Give what a guest of each cohort said after her evening."""
    found = {}
    for letter, invitation in _invitations(world).items():
        said, _made = GuestAfterword.objects.get_or_create(
            invitation=invitation, defaults={"planned": "yes", "worked": "Kortene."}
        )
        found[letter] = {"public_id": said.public_id}
    return found


def hosts_of_pass(world: World) -> set[User]:
    """Give whom the page behind the link names of the people by letter: who is coordinator of the place. She stands
    here by herself, not as the code that is tested finds her: anybody else on the page would be noticed."""
    return {world.people["c"]}
