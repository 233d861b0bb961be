"""Keep the note of an evening, its photo, and send the women what was done."""

from collections.abc import Mapping

from django.core.files import File
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cohorts.roster.actions.auditing import audit
from cohorts.schedule.models import CourseSession
from lms.kit.guard import refuse, require
from lms.people.models import User

from .. import notices
from ..models import EveningNote
from ..permissions import can_tell_after, can_write_note
from ..queries import leaves_no_trace, women_to_tell
from ..rules import Change

WORDS = ("worked", "change", "home_task")


class ChangedMeanwhileError(Exception):
    """Somebody else has written into the same field since. Nothing was stored; `note` is how it now stands."""

    def __init__(self, note: EveningNote, fields: list[str]) -> None:
        super().__init__("changed_meanwhile")
        self.note, self.fields = note, fields


def _begun(session: CourseSession) -> None:
    if session.is_cancelled:
        refuse("cancelled")
    if not session.is_past:
        refuse("too_early")


def _note_of(session: CourseSession) -> EveningNote:
    return EveningNote.objects.get_or_create(session=session)[0]


@transaction.atomic
def write_note(*, by: User, session: CourseSession, changes: Mapping[str, Change]) -> EveningNote:
    """Store what she has changed in a note, field by field, so that two who write in different fields both keep their
    words; the same again changes nothing. Raises PermissionDenied, ChangedMeanwhileError, and ValidationError with
    `cancelled` or `too_early`."""
    require(can_write_note(by, session))
    _begun(session)
    note = _note_of(session)
    while True:
        wanted = {name: each.now for name, each in changes.items() if each.now != each.was and name in WORDS}
        new = {name: words for name, words in wanted.items() if words != getattr(note, name)}
        lost = [name for name in new if getattr(note, name) != changes[name].was]
        if lost:
            raise ChangedMeanwhileError(note, lost)
        if not new:
            return note
        # Of two who store at the same moment the second looks again at what the first has written.
        rows = EveningNote.objects.filter(pk=note.pk, revision=note.revision)
        stored = rows.update(**new, revision=F("revision") + 1, changed_by=by, changed_at=timezone.now())
        note = EveningNote.objects.get(pk=note.pk)
        if stored:
            return note


@transaction.atomic
def add_photo(*, by: User, session: CourseSession, photo: File) -> EveningNote:
    """Keep a photo of the flip chart, drawn anew by the form, instead of the one there was. Raises PermissionDenied,
    and ValidationError with `cancelled`, `too_early`, or `no_photo` for an evening that is to leave no trace."""
    require(can_write_note(by, session))
    _begun(session)
    if leaves_no_trace(session):
        refuse("no_photo")
    note = EveningNote.objects.select_for_update().get(pk=_note_of(session).pk)
    _drop_file_of(note)
    note.photo.save(photo.name or "", photo, save=False)
    EveningNote.objects.filter(pk=note.pk).update(photo=note.photo.name, revision=F("revision") + 1)
    audit(by=by, obj=session.cohort, action="cohorts.photo_added", evening=session.number)
    return note


@transaction.atomic
def remove_photo(*, by: User, note: EveningNote) -> None:
    """Take the photo away for good. Again it does nothing. Raises PermissionDenied."""
    require(can_write_note(by, note.session))
    rows = EveningNote.objects.filter(pk=note.pk, photo=note.photo.name).exclude(photo="")
    if rows.update(photo="", revision=F("revision") + 1):
        _drop_file_of(note)
        audit(by=by, obj=note.session.cohort, action="cohorts.photo_removed", evening=note.session.number)


def _drop_file_of(note: EveningNote) -> None:
    """Remove the bytes of a photo once the transaction holds."""
    store, name = note.photo.storage, note.photo.name
    if name:
        transaction.on_commit(lambda: store.delete(name))


@transaction.atomic
def tell_after(*, by: User, session: CourseSession, seen: int) -> int:
    """Send each woman of the cohort one message about what was done, and give how many get it; pressed again nobody
    does. `seen` is the revision that she has read. Raises PermissionDenied, and ValidationError with
    `changed_meanwhile` or `nothing_to_tell`."""
    require(can_tell_after(by, session))
    note = EveningNote.objects.filter(session=session).first()
    if note is None or not (note.home_task or note.photo):
        refuse("nothing_to_tell")
    rows = EveningNote.objects.filter(session=session, sent_at__isnull=True)
    if not rows.filter(revision=seen).update(sent_at=timezone.now(), sent_by=by):
        if rows.exists():
            refuse("changed_meanwhile")
        return 0
    note = EveningNote.objects.select_related("session__cohort").get(session=session)
    women = women_to_tell(session)
    for place in women:
        notices.tell_after(note, place)
    audit(by=by, obj=session.cohort, action="cohorts.note_sent", evening=session.number)
    return len(women)
