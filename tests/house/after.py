"""What is noted after the evenings of the matrix, and what the women think of them."""

from datetime import timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from cohorts.models import CourseSession, EveningNote
from tests.house.cohorts import evenings
from tests.house.things import Objects
from tests.house.world import Actor, World


def held(world: World, actor: Actor) -> None:
    """Let the evenings be those of yesterday."""
    keys = [session.pk for session in world.evenings.values()]
    CourseSession.objects.filter(pk__in=keys).update(date=timezone.localdate() - timedelta(days=1))


def noted(world: World, actor: str) -> Objects:
    """Give evenings with a note that was sent, with a task and a photo."""
    for session in world.evenings.values():
        if not EveningNote.objects.filter(session=session).exists():
            note = EveningNote(session=session, home_task="Gå en tur.", sent_at=timezone.now())
            note.photo.save("m.jpg", ContentFile(b"a picture"), save=False)
            note.save()
    return evenings(world, actor)


def words_of_a_note(world: World, actor: str, letter: str) -> dict:
    """Write what worked."""
    return {"worked": "Rollespillet."}


def a_photo(world: World, actor: str, letter: str) -> dict:
    """Take a photo."""
    return {"photo": jpeg()}


def jpeg(name: str = "tavle.jpg", size: tuple[int, int] = (60, 40), **how) -> SimpleUploadedFile:
    """Draw a picture as a phone would send it."""
    out = BytesIO()
    Image.new("RGB", size, "white").save(out, "JPEG", **how)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")
