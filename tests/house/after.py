"""What is noted after the evenings of the matrix, and what the women think of them."""

from datetime import timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from cohorts.models import CourseSession, EveningNote, FeedbackWindow, SessionFeedback
from lms.kit.seal import seal
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


def feedback_link(world: World, actor: str) -> Objects:
    """Give the link on the wall of an evening."""
    return {"x": {"seal": seal(str(world.evenings["A"].pk), "evening feedback")}}


def a_face(world: World, actor: str, letter: str) -> dict:
    """Answer."""
    return {"face": "3", "sentence": "Det var fint.", "device": "a" * 32}


def asked(world: World, actor: Actor) -> None:
    """Let the evenings be those of yesterday, and nobody have closed what is asked about them."""
    held(world, actor)
    FeedbackWindow.objects.update(received=0, closed_at=None)


def answered(world: World, actor: Actor) -> None:
    """Let five have answered for the evenings of yesterday."""
    held(world, actor)
    for session in world.evenings.values():
        FeedbackWindow.objects.update_or_create(session=session, defaults={"received": 5})


def voices(world: World, actor: str) -> Objects:
    """Give something that was spoken about each evening, of those whose answers are shown."""
    found = {}
    for letter, session in world.evenings.items():
        said = SessionFeedback.objects.filter(session=session).first()
        if said is None:
            FeedbackWindow.objects.update_or_create(
                session=session, defaults={"received": 5, "closed_at": timezone.now()}
            )
            said = SessionFeedback(session=session, face=3)
            said.recording.save("voice.webm", ContentFile(b"a voice"), save=False)
            said.save()
        found[letter] = {"public_id": said.pk}
    return found
