"""What a guest says of an evening besides yes and no: what she needs, how long, and a note to the host."""

from collections.abc import Iterable

from django.db import transaction

from lms.kit.guard import refuse, require

from .. import notices
from ..models import GuestInvitation, GuestStep
from ..permissions import Holder, can_answer_invitation
from .answering import evening_as_it_is
from .steps import note_step

Source = GuestInvitation.Source
Need = GuestInvitation.Need
LONGEST = 240


@transaction.atomic
def say_needs(
    *, by: Holder, invitation: GuestInvitation, needed: Iterable[str], needs: str = "", source: Source = Source.LINK
) -> GuestInvitation:
    """Keep what a guest needs in the room: codes of `Need`, and words. Said again it replaces what she said. Raises
    PermissionDenied, and ValidationError with `evening_over`, `cancelled` or `not_open`."""
    wanted = {*needed}
    codes = [code for code in Need.values if code in wanted]
    evening_as_it_is(invitation)
    return _keep(by, invitation, source, GuestStep.Kind.NEEDS, needed=codes, needs=needs.strip())


@transaction.atomic
def change_minutes(
    *, by: Holder, invitation: GuestInvitation, minutes: int, source: Source = Source.LINK
) -> GuestInvitation:
    """Keep how many minutes a guest wants. Raises as `say_needs`, and ValidationError with `minutes_out_of_range`."""
    if not 5 <= minutes <= LONGEST:
        refuse("minutes_out_of_range")
    evening_as_it_is(invitation)
    return _keep(by, invitation, source, GuestStep.Kind.NEEDS, minutes=minutes)


@transaction.atomic
def write_note(*, by: Holder, invitation: GuestInvitation, note: str, source: Source = Source.LINK) -> GuestInvitation:
    """Keep a note to the host, also after the evening. Raises PermissionDenied, and ValidationError with
    `not_open`."""
    return _keep(by, invitation, source, None, note_to_host=note.strip())


def _keep(
    by: Holder, invitation: GuestInvitation, source: Source, kind: GuestStep.Kind | None, **said
) -> GuestInvitation:
    """Store what she said, if it is new, and tell the hosts once."""
    require(can_answer_invitation(by, invitation))
    open_ones = GuestInvitation.objects.open().filter(pk=invitation.pk)
    is_new = any(getattr(invitation, name) != value for name, value in said.items())
    if not open_ones.update(**said):
        refuse("not_open")
    invitation.refresh_from_db()
    if is_new:
        if kind:
            note_step(by=by, invitation=invitation, kind=kind, source=source)
        notices.tell_of_words(invitation)
    return invitation
