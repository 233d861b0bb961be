"""Recordings of the demo. They are a tone, not a voice, and bear its name: nobody is to be taken for somebody."""

import io
from uuid import UUID, uuid5

from django.conf import settings
from django.core.files.base import ContentFile

from lms.kit.voices import checked_voice
from lms.people.models import User
from modules.actions.voices import approve_recording, lend_voice, send_recording
from modules.models import ModulePage, VoiceRecording
from modules.queries import newest_voice_text, parts_to_say, text_as_read

TONE = settings.ROOT / "fixtures" / "demo" / "tone.webm"
DRAWN = UUID("0c7e4c1e-5b2f-4a86-9a0f-6f1d2c3b4a59")
HEARD = (("jpdqwq", "nb", ("key_messages", "home_task")), ("qqmczm", "ar", ("key_messages",)))
WAITING = (("jpdqwq", "nb", ("reflection",)),)
"""Modules, languages and parts: what everybody hears, and what waits for the secretariat."""


def record_samples(reader: User, secretary: User) -> None:
    """Do all of it once; nothing where the curriculum is not loaded."""
    wording = newest_voice_text(reader.interface_language)
    if wording is None or VoiceRecording.objects.exists():
        return
    lend_voice(by=reader, text=wording, says_name=True)
    for recording in _recorded(reader, HEARD):
        approve_recording(by=secretary, recording=recording)
    _recorded(reader, WAITING)


def _recorded(reader: User, wanted: tuple[tuple[str, str, tuple[str, ...]], ...]) -> list[VoiceRecording]:
    found = []
    for slug, language, kinds in wanted:
        page = ModulePage.objects.live().filter(slug=slug, locale__language_code=language).first()
        text = text_as_read(page) if page else None
        for part in parts_to_say(text) if text else []:
            if part.kind in kinds:
                end, data = checked_voice(io.BytesIO(TONE.read_bytes()))
                sent = send_recording(
                    by=reader,
                    text=text,
                    block=part.block,
                    mark=part.mark,
                    operation=uuid5(DRAWN, part.mark),
                    file=ContentFile(data, name=f"tone.{end}"),
                )
                found.append(sent)
    return found
