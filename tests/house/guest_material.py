"""Material of guests of the cohorts of the matrix: one piece each, let through and proposed to the country."""

from uuid import uuid4

from django.core.files.base import ContentFile
from django.utils import timezone

from cohorts.models import GuestMaterial, GuestMaterialVersion, GuestUpload
from tests.factories.guests import GuestFactory, invitation_to, pass_of
from tests.house.things import Objects
from tests.house.world import World


def _material(world: World) -> dict[str, GuestMaterialVersion]:
    found = {}
    for letter, session in world.evenings.items():
        there = GuestMaterialVersion.objects.filter(material__session=session).select_related("material__invitation")
        found[letter] = there.first() or _made(session)
    return found


def _made(session) -> GuestMaterialVersion:
    now = timezone.now()
    guest = GuestFactory(district=session.cohort.district)
    invitation = invitation_to(session, guest=guest, state="accepted", answered_at=now, sequence=session.sequence)
    material = GuestMaterial.objects.create(
        invitation=invitation,
        session=session,
        municipality=session.cohort.in_municipality,
        title="matrix",
        language="nb",
        year=session.date.year,
        allowed="country",
        reach="country",
        proposal="proposed",
    )
    version = GuestMaterialVersion(material=material, number=1, kind="pdf", size=8, approved_at=now)
    version.file.save("a.pdf", ContentFile(b"%PDF-1.4"), save=False)
    version.save()
    GuestUpload.objects.create(invitation=invitation, name="a.pdf", size=9)
    return version


def files(world: World, actor: str) -> Objects:
    """Give the files."""
    return {letter: {"public_id": each.public_id} for letter, each in _material(world).items()}


def pieces(world: World, actor: str) -> Objects:
    """Give the pieces of material."""
    return {letter: {"public_id": each.material.public_id} for letter, each in _material(world).items()}


def handing_in(world: World, actor: str) -> Objects:
    """Give the invitations they were handed in for."""
    return {letter: {"public_id": each.material.invitation.public_id} for letter, each in _material(world).items()}


def items(world: World, actor: str) -> Objects:
    """Give the invitations, each with its piece."""
    found = _material(world)
    return {
        letter: arguments | {"item": found[letter].material.public_id}
        for letter, arguments in handing_in(world, actor).items()
    }


def uploads(world: World, actor: str) -> Objects:
    """Give the invitations, each with a file on its way."""
    found = _material(world)
    return {
        letter: arguments | {"item": found[letter].material.invitation.uploads.get().public_id}
        for letter, arguments in handing_in(world, actor).items()
    }


def _by_link(world: World, objects: Objects) -> Objects:
    """Give the same for the guest herself, by her link."""
    token = pass_of(_material(world)["A"].material.invitation).strip("/").split("/")[-1]
    return {"x": {name: value for name, value in objects["A"].items() if name != "public_id"} | {"token": token}}


def link_handing_in(world: World, actor: str) -> Objects:
    """Give the link of a guest who comes."""
    return _by_link(world, handing_in(world, actor))


def link_items(world: World, actor: str) -> Objects:
    """Give the link and a piece."""
    return _by_link(world, items(world, actor))


def link_uploads(world: World, actor: str) -> Objects:
    """Give the link and a file on its way."""
    return _by_link(world, uploads(world, actor))


def link_files(world: World, actor: str) -> Objects:
    """Give the link and a file."""
    link = link_handing_in(world, actor)["x"]
    return {"x": link | {"item": _material(world)["A"].public_id}}


def no_such_item() -> dict:
    """Give an invitation and a piece that are not there."""
    return {"public_id": uuid4(), "item": uuid4()}


def no_such_link_item() -> dict:
    """Give a link and a piece that are not there."""
    return {"token": "A" * 32, "item": uuid4()}
