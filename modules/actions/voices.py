"""Lending a voice: agree, read a part into the phone, listen to it in the secretariat, and take everything back."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from lms.kit import erasures
from lms.kit.guard import refuse, require
from lms.people.models import User

from .. import notices
from ..models import VOICES, ModulePage, VoiceConsent, VoiceRecording, VoiceText
from ..permissions import can_answer_voice, can_lend_voice, can_record, can_remove_voice
from ..queries import has_sent, parts_to_say, standing_voice_consent
from .versions import raise_content_version

State = VoiceRecording.State
ON_ITS_WAY = timedelta(hours=1)  # a file is stored before its row says so


@transaction.atomic
def load_voice_texts(*, by: User | None, texts: Sequence[Mapping[str, str]]) -> Counter[str]:
    """Release the wordings of `fixtures/voices.toml`: one that is new becomes the next version, what was agreed to
    stays what it was. Only the command line may (`by` is None). Gives how many were `made` and `kept`."""
    require(by is None)
    outcome: Counter[str] = Counter()
    for row in texts:
        found = VoiceText.objects.filter(language=row["language"]).first()
        title, text = row["title"].strip(), row["text"].strip()
        if found and (found.title, found.text) == (title, text):
            outcome["kept"] += 1
            continue
        version = found.version + 1 if found else 1
        VoiceText.objects.create(language=row["language"], version=version, title=title, text=text)
        outcome["made"] += 1
    return outcome


@transaction.atomic
def lend_voice(*, by: User, text: VoiceText, says_name: bool) -> VoiceConsent:
    """Agree to a wording. Again it gives what stands, and says anew whether her first name is read. Raises
    PermissionDenied."""
    require(can_lend_voice(by))
    try:
        with transaction.atomic():
            return VoiceConsent.objects.create(person=by, text=text, says_name=says_name)
    except IntegrityError:  # it stands already
        standing = VoiceConsent.objects.standing().filter(person=by)
        if standing.exclude(says_name=says_name).update(says_name=says_name):
            raise_content_version(baked=False)
            erasures.note_value(
                "modules.VoiceConsent", standing.get().public_id, "says_name", old=not says_name, new=says_name
            )
        return standing.get()


@transaction.atomic
def take_voice_back(*, by: User) -> int:
    """Take the consent back: everything she has recorded is gone everywhere, at once. Gives how many recordings. Again
    it does nothing."""
    standing = VoiceConsent.objects.standing().filter(person=by)
    erasures.note("modules.VoiceConsent:taken_back", standing.values_list("public_id", flat=True))
    standing.update(withdrawn_at=timezone.now())
    return _remove(VoiceRecording.objects.filter(person=by))


@transaction.atomic
def send_recording(
    *, by: User, text: ModulePage, block: str, mark: str, operation: UUID, file: ContentFile
) -> VoiceRecording:
    """Send what she has read to the secretariat. `text` is the module as its readers get it, `mark` says which words
    she had before her; `file` has been looked into. It takes the place of one of hers that still waits. The same
    operation again gives the first recording. Raises PermissionDenied, and ValidationError with `no_voice_consent` or
    `words_changed`."""
    require(can_record(by, text))
    if (sent := has_sent(operation)) and sent.person_id == by.pk:
        return sent
    consent = standing_voice_consent(by)
    if consent is None:
        refuse("no_voice_consent")
    part = next((each for each in parts_to_say(text) if (each.block, each.mark) == (block, mark)), None)
    if part is None:
        refuse("words_changed")
    _remove(VoiceRecording.objects.filter(person=by, page=text.pk, block=block).exclude(state=State.APPROVED))
    recording = VoiceRecording(
        operation=operation,
        person=by,
        consent=consent,
        page_id=text.pk,
        block=block,
        words="\n".join(part.lines),
        mark=mark,
        size=file.size,
    )
    recording.file.save(file.name or "", file, save=False)
    try:
        with transaction.atomic():
            recording.save(force_insert=True)
    except IntegrityError:  # another window of hers was faster
        refuse("words_changed")
    notices.tell_of_voice_waiting(recording)
    return recording


@transaction.atomic
def approve_recording(*, by: User, recording: VoiceRecording) -> None:
    """Let everybody hear a recording; one that says the same words makes room for it. Raises PermissionDenied, and
    ValidationError with `voice_answered` when somebody was faster or it was taken back."""
    require(can_answer_voice(by, recording))
    same = VoiceRecording.objects.filter(page=recording.page_id, mark=recording.mark)
    _remove(same.filter(state=State.APPROVED).exclude(pk=recording.pk))
    _answer(by, recording, State.APPROVED)
    raise_content_version(baked=False)
    log(instance=recording.page, action="modules.voice_approved", user=by)
    notices.tell_of_voice_approved(recording)


@transaction.atomic
def return_recording(*, by: User, recording: VoiceRecording, reason: str) -> None:
    """Send a recording back to the one who made it, with a reason. Its sound is removed. Raises PermissionDenied, and
    ValidationError with `say_why` or `voice_answered`."""
    require(can_answer_voice(by, recording))
    if not reason.strip():
        refuse("say_why")
    _answer(by, recording, State.RETURNED, reason=reason.strip(), file="")
    _delete_files(recording.file.storage, [recording.file.name or ""])
    log(instance=recording.page, action="modules.voice_returned", user=by)
    notices.tell_of_voice_returned(recording)


def _answer(by: User, recording: VoiceRecording, state: str, **fields: str) -> None:
    """Answer a recording that waits; of two who answer, one is heard."""
    waiting = VoiceRecording.objects.standing().filter(pk=recording.pk, state=State.WAITING)
    answered = waiting.values("pk")  # an update may not join the consent
    rows = VoiceRecording.objects.filter(pk__in=answered)
    try:
        with transaction.atomic():
            answers = rows.update(state=state, answered_at=timezone.now(), answered_by=by, **fields)
    except IntegrityError:  # another recording of the same words was approved in the same moment
        answers = 0
    if not answers:
        refuse("voice_answered")


@transaction.atomic
def remove_recording(*, by: User, recording: VoiceRecording) -> None:
    """Take one recording away, whatever its state; the consent stays. Raises PermissionDenied."""
    require(can_remove_voice(by, recording))
    _remove(VoiceRecording.objects.filter(pk=recording.pk))


def _remove(recordings: Iterable[VoiceRecording]) -> int:
    """Remove recordings with their sounds; give how many. Readers get pages without them from this moment."""
    found = list(recordings)
    if not found:
        return 0
    VoiceRecording.objects.filter(pk__in=[row.pk for row in found]).delete()
    _delete_files(found[0].file.storage, [row.file.name or "" for row in found])
    if any(row.state == State.APPROVED for row in found):
        raise_content_version(baked=False)
    return len(found)


def _delete_files(storage: Storage, names: Iterable[str]) -> None:
    for name in filter(None, names):
        transaction.on_commit(partial(storage.delete, name))


@transaction.atomic
def drop_voices() -> int:
    """Remove the recordings whose consent does not stand, those of women who may not be found, and every sound that no
    row names any more, however the row went; give how many. Called by `tick`, every minute."""
    VoiceConsent.objects.standing().filter(person__is_protected=True).update(withdrawn_at=timezone.now())
    dropped = _remove(VoiceRecording.objects.filter(consent__withdrawn_at__isnull=False))
    storage = VoiceRecording._meta.get_field("file").storage
    long_ago = timezone.now() - ON_ITS_WAY
    named = set(VoiceRecording.objects.values_list("file", flat=True))
    left = [name for name in _files(storage) if name not in named and storage.get_modified_time(name) < long_ago]
    for name in left:
        storage.delete(name)
    if left:
        raise_content_version(baked=False)
    return dropped + len(left)


def _files(storage: Storage) -> Iterator[str]:
    try:
        yield from (f"{VOICES}/{name}" for name in storage.listdir(VOICES)[1])
    except FileNotFoundError:  # nobody has recorded anything yet
        return


@transaction.atomic
def leave_names_again(told: erasures.Values) -> int:
    """Let first names be read no more where their owners said so, as the journal tells; give how many."""
    named = VoiceConsent.objects.standing().filter(says_name=True)
    left = [consent.pk for consent in named if told.has_left(consent.public_id, "says_name", True)]
    if left:
        raise_content_version(baked=False)
    return VoiceConsent.objects.filter(pk__in=left).update(says_name=False)
