"""Protect a woman who lives at a secret address, end it when she herself says so, and name who may read the mark.

Neither of the first two is noted in the audit log: it would tell whoever reads the log who is protected.
"""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Concat
from django.utils import timezone

from lms.kit import erasures
from lms.kit.guard import require

from .. import permissions
from ..mailbox.delivery import PROTECTED
from ..mailbox.wording import SOMETHING_FOR_YOU, write
from ..models import AccessLink, District, Municipality, Notice, ProtectionReader, User
from ..models.assignments import kind_of
from .links import revoke_links
from .rights import audit


@transaction.atomic
def protect(*, by: User, person: User) -> None:
    """From now on nothing that says when or where she is leaves the platform: messages wait for her here, what has not
    left yet stays here too, the addresses of her calendars are closed, a new one names no place, and her name stands in
    no file that is handed out. Again it does nothing. Raises PermissionDenied."""
    require(permissions.can_protect(by, person))
    if User.objects.filter(pk=person.pk, is_protected=False).update(is_protected=True, is_off_lists=True):
        keep_here(person)
        revoke_links(subject=person, purpose=AccessLink.Purpose.FEED)
        erasures.note("people.User:protected", [person.public_id])
        erasures.note_value("people.User", person.public_id, "is_off_lists", old=False, new=True)
    person.is_protected = True


def keep_here(person: User) -> None:
    """Show her on the platform what waits to be sent to her. Of what stands there already she is only told that there
    is something; what is only for her calendar is withheld. Called by actions that have decided it."""
    waiting = Notice.objects.filter(recipient=person, state=Notice.State.WAITING, secret=False)
    waiting = waiting.exclude(channel=Notice.Channel.IN_APP).exclude(event=Notice.NUDGE)
    here = Notice.objects.filter(dedupe_key=Concat(OuterRef("dedupe_key"), Value(":here")))
    for notice in waiting.filter(Exists(here)):
        subject, body = write(SOMETHING_FOR_YOU, {}, notice.language, discreet=True)
        waiting.filter(pk=notice.pk).update(event=Notice.NUDGE, subject=subject, body=body, calendar="")
    waiting.exclude(calendar="").update(state=Notice.State.WITHHELD, problem=PROTECTED)
    waiting.update(channel=Notice.Channel.IN_APP, address="", state=Notice.State.SENT, sent_at=timezone.now())


@transaction.atomic
def end_protection(*, by: User) -> None:
    """End her own protection. Nobody else can, and no list or import does."""
    if User.objects.filter(pk=by.pk, is_protected=True).update(is_protected=False):
        erasures.note("people.User:found", [by.public_id])
    by.is_protected = False


@transaction.atomic
def name_reader(*, by: User, person: User, place: District | Municipality) -> ProtectionReader:
    """Let somebody who works at a place read whether a woman there is protected; again it gives what stands. Raises
    PermissionDenied, and ValidationError with `not_at_the_place`, or `two_readers` when two are named."""
    require(permissions.can_name_readers_at(by, place))
    if not permissions.can_be_reader_at(person, place):
        raise ValidationError("not at the place", code="not_at_the_place")
    at = {kind_of(place).value: place}
    for seat in ProtectionReader.SEATS:
        if named := ProtectionReader.objects.filter(person=person, **at).first():
            return named
        try:
            with transaction.atomic():
                named = ProtectionReader.objects.create(person=person, seat=seat, named_by=by, **at)
        except IntegrityError:  # the seat is taken, or somebody else named her in the same moment
            continue
        audit(by=by, obj=named, action="people.protection_reader_named")
        return named
    raise ValidationError("two readers", code="two_readers")


@transaction.atomic
def end_reader(*, by: User, reader: ProtectionReader) -> None:
    """End that somebody may read the mark. Raises PermissionDenied."""
    require(permissions.can_name_readers_at(by, reader.place))
    audit(by=by, obj=reader, action="people.protection_reader_ended")
    erasures.note("people.ProtectionReader:gone", [reader.public_id])
    ProtectionReader.objects.filter(pk=reader.pk).delete()


def end_readers_without_role(person: User) -> None:
    """Free the seats of somebody who does not work at their places any more. Called when one of her roles ends."""
    person.forget_roles()
    for reader in ProtectionReader.objects.with_places().filter(person=person):
        if not permissions.can_be_reader_at(person, reader.place):
            erasures.note("people.ProtectionReader:gone", [reader.public_id])
            reader.delete()
