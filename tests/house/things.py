"""The objects that the views of the matrix are about, by the letters of the table, and what is absent."""

import uuid
from datetime import timedelta
from pathlib import Path

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from lms.people.actions.links import make_link
from lms.people.models import AccessLink, DataRequest, User
from lms.people.roles import Role
from modules.models import GoalTag, MaterialVersion
from tests.factories.modules import make_material
from tests.factories.people import DistrictFactory, role_of
from tests.house.keys import registered_passkey
from tests.house.world import Actor, World

PASSWORD = "Korrekt-hest-batteri"
Objects = dict[str, dict]


def no_such_id() -> dict:
    """Give a public id that nobody has; the same one each time."""
    return {"public_id": uuid.UUID(int=2**127)}


def everybody(world: World, actor: str) -> Objects:
    """Give all people."""
    return {letter: {"public_id": world.person(letter, actor).public_id} for letter in world.letters(actor)}


def everybodys_role(world: World, actor: str) -> Objects:
    """Give the role of each."""
    return {letter: {"public_id": world.role_of(letter, actor).public_id} for letter in world.letters(actor)}


def questions(world: World, actor: str) -> Objects:
    """Give the question each is asked by `with_questions`."""
    return {letter: {"public_id": uuid.UUID(int=2**126 + ord(letter))} for letter in world.letters(actor)}


def readers(world: World, actor: str) -> Objects:
    """Give who may read marks in districts A and Z."""
    return {letter: {"public_id": reader.public_id} for letter, reader in world.readers.items()}


def named_reader(world: World, actor: str, letter: str) -> dict:
    """Name the other coordinator of district A."""
    return {"who": f"{world.people['c'].public_id}:district:{world.places['district A'].pk}"}


def with_questions(world: World, actor: Actor) -> None:
    """Ask everybody to help in a district where nobody is."""
    place = DistrictFactory(name="Bydel C")
    for letter, arguments in questions(world, actor.name).items():
        role_of(
            world.person(letter, actor.name),
            Role.HELPER,
            place,
            accepted_at=None,
            ends_at=timezone.now() + timedelta(days=30),
            **arguments,
        )


def data_requests(world: World, actor: str) -> Objects:
    """Let women of both districts, a coordinator and one abroad ask to be forgotten."""
    asked = {
        letter: DataRequest.objects.get_or_create(person=world.people[letter], kind=DataRequest.Kind.FORGET)[0]
        for letter in "tTcX"
    }
    return {letter: {"public_id": each.public_id} for letter, each in asked.items()}


def who_asked(world: World) -> set[User]:
    """Give those whose requests the secretariat answers: they are named on the page of their request."""
    return {world.people[letter] for letter in "tT"}


def passkeys(world: World, actor: str) -> Objects:
    """Give her own passkey and a colleague's."""
    owners = {letter: world.person(letter, actor) for letter in world.letters(actor) if letter in "mcT"}
    return {
        letter: {
            "pk": Authenticator.objects.get_or_create(
                user=owner, type=Authenticator.Type.WEBAUTHN, defaults={"data": registered_passkey(owner.name)}
            )[0].pk
        }
        for letter, owner in owners.items()
    }


def sign_in_link(world: World, actor: str) -> Objects:
    """Give the token of a link that signs a trainee in."""
    token = make_link(
        by=None,
        purpose=AccessLink.Purpose.SIGN_IN,
        subject=world.sleeper,
        lifetime=timedelta(minutes=10),
    )
    return {"x": {"token": token}}


def stored_rendition(world: World, actor: str) -> Objects:
    """Store a resized picture."""
    if not default_storage.exists("images/matrix.txt"):
        default_storage.save("images/matrix.txt", ContentFile(b"a picture"))
    return {"x": {"path": "matrix.txt"}}


def document(world: World, actor: str) -> Objects:
    """Store a document for everybody."""
    found = get_document_model().objects.filter(title="matrix").first()
    found = found or get_document_model().objects.create(title="matrix", file=ContentFile(b"%PDF-1.4", name="m.pdf"))
    return {"x": {"args": (str(found.pk), found.filename)}}


def stored_recording(world: World, actor: str) -> Objects:
    """Store a sound for everybody."""
    found = get_document_model().objects.filter(title="sound").first()
    found = found or get_document_model().objects.create(title="sound", file=ContentFile(b"ID3 a sound", name="s.mp3"))
    return {"x": {"digest": found.get_file_hash(), "end": "mp3"}}


def stored_material(world: World, actor: str) -> Objects:
    """Store material of a module, nationally for all who lead."""
    version = MaterialVersion.objects.first() or make_material().versions.get()
    return {"x": {"public_id": version.public_id}}


def goal_tag(world: World, actor: str) -> Objects:
    """Make something that modules strengthen."""
    return {"x": {"code": GoalTag.objects.get_or_create(code="tillit")[0].code}}


def page_with_password(world: World, actor: str) -> Objects:
    """Close a page with a password, as an editor can."""
    page = Page.objects.filter(slug="matrix").first()
    page = page or Page.get_first_root_node().add_child(instance=Page(title="matrix", slug="matrix"))
    restriction, _made = PageViewRestriction.objects.get_or_create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password=PASSWORD
    )
    return {"x": {"page_view_restriction_id": restriction.pk, "page_id": page.pk}}


def collection_with_password(world: World, actor: str) -> Objects:
    """Close a collection of documents with a password, as an editor can."""
    collection = Collection.objects.filter(name="matrix").first()
    collection = collection or Collection.get_first_root_node().add_child(name="matrix")
    restriction, _made = CollectionViewRestriction.objects.get_or_create(
        collection=collection, restriction_type=CollectionViewRestriction.PASSWORD, password=PASSWORD
    )
    return {"x": {"restriction_id": restriction.pk}}


def stored_letter(world: World, actor: str) -> Objects:
    """Store a letter as the development mailbox does."""
    name = "20270101T180000000000-0123abcd"
    Path(settings.EMAIL_FILE_PATH, f"{name}.eml").write_bytes(b"Content-Type: text/html\r\n\r\n<p>Hei</p>")
    return {"x": {"name": name}}


def closed_address(world: World, actor: str) -> Objects:
    """Give one of the closed addresses; it must answer as every other."""
    return {"x": {"args": ("users",)}}
