"""What the views of voices in the matrix are about."""

from uuid import uuid4

from django.core.files.base import ContentFile

from lms.people.models import User
from modules.models import ModulePage, VoiceConsent, VoiceRecording, VoiceText
from modules.queries import part_name, parts_to_say
from tests.factories.curriculum import make_module
from tests.house.things import Objects
from tests.house.world import World

TITLE = "Matrise: stemmer"
WOMEN = "tT"


def _module() -> ModulePage:
    return ModulePage.objects.filter(title=TITLE).first() or make_module(TITLE, text="Helsestasjonen er gratis.")


def _consent(person: User) -> VoiceConsent:
    text, _made = VoiceText.objects.get_or_create(language="nb", version=77, defaults={"title": "S", "text": "Ja."})
    return VoiceConsent.objects.standing().get_or_create(person=person, defaults={"text": text})[0]


def recordings(world: World, actor: str) -> Objects:
    """Give what each woman has read in, without her name."""
    page = _module()
    part, found = parts_to_say(page)[0], {}
    for letter in [each for each in world.letters(actor) if each in f"m{WOMEN}"]:
        person = world.person(letter, actor)
        facts = {"operation": uuid4(), "words": part.lines[0], "mark": part.mark, "size": 7}
        facts |= {"consent": _consent(person), "file": ContentFile(b"a voice", name="voice.webm")}
        recording = VoiceRecording.objects.filter(person=person, page=page).first()
        recording = recording or VoiceRecording.objects.create(person=person, page=page, block=part.block, **facts)
        found[letter] = {"public_id": recording.public_id}
    return found


def module_to_say(world: World, actor: str) -> Objects:
    """Give a module by address and language."""
    return {"x": {"module": _module().slug, "language": "nb"}}


def part_to_say(world: World, actor: str) -> Objects:
    """Give a part of it, for somebody who has agreed."""
    if person := world.actors.get(actor):
        _consent(person)
    page = _module()
    part = part_name(parts_to_say(page)[0].block)
    return {"x": {"module": page.slug, "language": "nb", "part": part}}


def no_such_module() -> dict:
    """Give a module that is not there."""
    return {"module": "nothing", "language": "nb"}


def no_such_voice_part() -> dict:
    """Give a part of it."""
    return no_such_module() | {"part": "p-nothing"}


def agreed(world: World, actor: str, letter: str) -> dict:
    """Say yes to the wording that is there."""
    return {"text": str(VoiceText.objects.all()[0].public_id), "says_name": ""}
