"""What the views of reviews, checks and notes in the matrix are about."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from lms.people.actions.links import make_link
from lms.people.models import AccessLink
from modules.models import ExperienceNote, ModulePage, ReviewRemark, ReviewRequest
from modules.rules.texts import fingerprint_of
from tests.factories.curriculum import make_module
from tests.house.things import Objects
from tests.house.world import World

TITLE = "Matrise: gjennomgang"


def _module() -> ModulePage:
    return ModulePage.objects.filter(title=TITLE).first() or make_module(TITLE)


def _request() -> ReviewRequest:
    """Give a request that nobody of the world has made, with one remark."""
    found = ReviewRequest.objects.filter(reviewer=TITLE).first()
    if found:
        return found
    page = _module()
    request = ReviewRequest.objects.create(
        page=page,
        revision=page.get_latest_revision(),
        fingerprint=fingerprint_of(page),
        reviewer=TITLE,
        language="nb",
        due_on=timezone.localdate() + timedelta(days=7),
    )
    ReviewRemark.objects.create(request=request, text="Loven er ny.")
    return request


def review_request(world: World, actor: str) -> Objects:
    """Give a review that waits for its answer."""
    return {"x": {"public_id": _request().public_id}}


def review_remark(world: World, actor: str) -> Objects:
    """Give a remark of a reviewer."""
    return {"x": {"public_id": _request().remarks.get().public_id}}


def review_link(world: World, actor: str) -> Objects:
    """Give the secret link of a review."""
    token = make_link(
        by=None,
        purpose=AccessLink.Purpose.REVIEW,
        subject=_request(),
        lifetime=timedelta(days=7),
        max_uses=None,
    )
    return {"x": {"token": token}}


def edited_module(world: World, actor: str) -> Objects:
    """Give a module by address and language."""
    return {"x": {"module": _module().slug, "language": "nb"}}


def spoken_module(world: World, actor: str) -> Objects:
    """Give a module by address."""
    return {"x": {"module": _module().slug}}


def experience(world: World, actor: str) -> Objects:
    """Give a note whose author nobody knows any more."""
    note = ExperienceNote.objects.filter(worked=TITLE).first()
    note = note or ExperienceNote.objects.create(operation=uuid4(), page=_module(), worked=TITLE)
    return {"x": {"public_id": note.public_id}}


def whom_to_ask(world: World, actor: str, letter: str) -> dict:
    """Fill in somebody outside."""
    due = timezone.localdate() + timedelta(days=7)
    return {"reviewer": "Kari Fagperson", "email": "kari@example.org", "language": "nb", "due_on": due.isoformat()}


def new_experience(world: World, actor: str, letter: str) -> dict:
    """Fill in what worked."""
    return {"operation": str(uuid4()), "worked": "Øvelsen med nøklene."}
