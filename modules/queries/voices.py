"""Voices: which words of a module can be recorded, what is recorded of them, and what has to be recorded again."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from wagtail import hooks

from lms.people.models import User

from ..models import ModulePage, VoiceConsent, VoiceRecording, VoiceText
from ..rules import lines_to_say, mark_of_words

SHORT = 8  # letters of a block's id that name a part on its page


@dataclass(frozen=True)
class PartToSay:
    """A part of a module that somebody can read aloud."""

    block: str
    kind: str
    lines: tuple[str, ...]
    mark: str


@dataclass(frozen=True)
class Voice:
    """A recording that is played for a part."""

    part: str  # what the part is called on its page
    kind: str
    heading: str
    address: str
    size: int
    reader: str  # her first name, or empty where she did not want it to be read


def text_as_read(page: ModulePage) -> ModulePage:
    """Give a published module as its readers get it. Which text that is is known above this floor, and answered through
    the hook `module_as_read`."""
    for hook in hooks.get_hooks("module_as_read"):
        return hook(page)
    return page


def part_name(block: str | None) -> str:
    """Give what a part is called on its page, so that a recording and a link find it."""
    return f"p-{block[:SHORT]}" if block else ""


def parts_to_say(text: ModulePage) -> list[PartToSay]:
    """Give the parts of a text that can be recorded, in their order."""
    found = []
    for part in text.body.raw_data:
        lines = lines_to_say(part["type"], part["value"])
        if lines and part.get("id"):
            found.append(PartToSay(part["id"], part["type"], tuple(lines), mark_of_words(lines)))
    return found


def voices_of(text: ModulePage) -> list[Voice]:
    """Give the recordings that say exactly what this text says, in its order. One query, and no more where there is
    none. A part that nobody has translated is heard in the language it stands in."""
    rows = VoiceRecording.objects.heard().filter(page__translation_key=text.translation_key)
    found = {row.mark: row for row in rows.select_related("person", "consent", "page").order_by("answered_at")}
    if not found:
        return []
    voices = []
    for part in parts_to_say(text):
        row = found.get(part.mark)
        if row and (row.page.locale_id == text.locale_id or part.block in text.in_source_language):
            reader = row.person.get_short_name() if row.consent.says_name else ""
            address = voice_address(row, quiet=text.leaves_no_trace)
            voices.append(Voice(part_name(part.block), part.kind, part.lines[0], address, row.size, reader))
    return voices


def voice_address(recording: VoiceRecording, quiet: bool = False) -> str:
    """Give the address under which everybody hears a recording."""
    mark, _dot, end = (recording.file.name or "").rpartition("/")[2].partition(".")
    return reverse("quiet_recording" if quiet else "recording", args=[mark, end])


def standing_voice_consent(user: User) -> VoiceConsent | None:
    """Give what she has agreed to, as long as she has not taken it back."""
    return VoiceConsent.objects.standing().filter(person=user).select_related("text").first()


def newest_voice_text(language: str) -> VoiceText | None:
    """Give the newest wording in a language, or in the language of the house where it has none."""
    texts = VoiceText.objects.all()
    return texts.filter(language=language).first() or texts.filter(language=settings.LANGUAGE_CODE).first()


def voice_text_languages() -> list[str]:
    """Give the languages in which there is a wording, in the order of the menus."""
    there = set(VoiceText.objects.values_list("language", flat=True))
    return [code for code, _name in settings.LANGUAGES if code in there]


def modules_to_record(language: str) -> list[ModulePage]:
    """Give the published modules of a language that a reader can lend her voice to, in the order of the tree."""
    pages = ModulePage.objects.live().public().filter(locale__language_code=language, alias_of__isnull=True)
    return list(pages.exclude(sensitivity="yes").select_related("locale").order_by("path"))


def languages_to_record() -> list[str]:
    """Give the codes of the languages that a module is published in. One query."""
    pages = ModulePage.objects.live().public().filter(alias_of__isnull=True)
    return list(pages.order_by("locale__pk").values_list("locale__language_code", flat=True).distinct())


def with_freshness(recordings: Iterable[VoiceRecording]) -> list[VoiceRecording]:
    """Give recordings, each with `is_stale`: the words it says stand neither in the text that readers get nor in the
    one that is published. As many queries for one recording of a module as for all of them."""
    found = list(recordings)
    marks: dict[int, set[str]] = {}
    for row in found:
        if row.page_id not in marks:
            texts = [text_as_read(row.page), row.page]
            marks[row.page_id] = {part.mark for text in texts for part in parts_to_say(text)}
        row.is_stale = not row.page.live or row.mark not in marks[row.page_id]
    return found


def voices_to_renew() -> list[VoiceRecording]:
    """Give the approved recordings whose words have changed since."""
    rows = VoiceRecording.objects.heard().select_related("page__locale").order_by("page__path", "answered_at")
    return [row for row in with_freshness(rows) if row.is_stale]


def voices_waiting() -> QuerySet[VoiceRecording]:
    """Give the recordings that wait to be listened to."""
    return VoiceRecording.objects.waiting().select_related("page__locale", "person", "consent")


def part_to_say(text: ModulePage, name: str) -> PartToSay | None:
    """Give a part of a text by what it is called on its page, or None."""
    return next((part for part in parts_to_say(text) if part_name(part.block) == name), None)


def own_voices(user: User, page: ModulePage | None = None) -> list[VoiceRecording]:
    """Give her own recordings, the newest first; of one module, if it is given."""
    rows = VoiceRecording.objects.standing().filter(person=user).select_related("page__locale")
    return with_freshness(rows.filter(page=page) if page else rows)


def find_voice(mark: str, end: str) -> VoiceRecording | None:
    """Give the recording that everybody may hear under such an address, or None."""
    return VoiceRecording.objects.heard().filter(file=f"voices/{mark}.{end}").first()


def has_sent(operation: UUID) -> VoiceRecording | None:
    """Give what was sent with this form already, or None."""
    return VoiceRecording.objects.filter(operation=operation).first()
