"""What a guest says after her evening, and which of it other guests read."""

from django.db import transaction
from django.utils import timezone

from cohorts.roster.actions.auditing import audit
from lms.kit.guard import refuse, require
from lms.people.models import User

from .. import notices
from ..models import GuestAfterword, GuestInvitation
from ..permissions import Holder, can_answer_invitation, can_see_guests

Planned = GuestAfterword.Planned


@transaction.atomic
def say_afterword(
    *, by: Holder, invitation: GuestInvitation, planned: Planned, worked: str = "", again: bool | None = None
) -> GuestAfterword:
    """Keep what a guest says after her evening. Said again it replaces what she said; words that have changed are shown
    to nobody until the coordinator has read them anew. Raises PermissionDenied, and ValidationError with
    `evening_ahead` or `not_open`."""
    require(can_answer_invitation(by, invitation))
    if invitation.session.ends > timezone.now():
        refuse("evening_ahead")
    if invitation.state != GuestInvitation.State.ACCEPTED:
        refuse("not_open")
    worked = worked.strip()
    said = {"planned": planned, "worked": worked, "again": again}
    before = GuestAfterword.objects.filter(invitation=invitation).first()
    if before and all(getattr(before, name) == value for name, value in said.items()):
        return before
    if before is None or before.worked != worked:
        said |= {"shown_at": None, "shown_by": None}
    afterword, _made = GuestAfterword.objects.update_or_create(
        invitation=invitation, defaults=said | {"said_at": timezone.now()}
    )
    notices.tell_of_afterword(afterword)
    return afterword


@transaction.atomic
def show_afterword(*, by: User, afterword: GuestAfterword, shown: bool) -> None:
    """Let other guests of the module in the municipality read what worked, or let them no more. Raises
    PermissionDenied."""
    require(can_see_guests(by, afterword.invitation.session))
    rows = GuestAfterword.objects.filter(pk=afterword.pk, shown_at__isnull=shown)
    if rows.update(shown_at=timezone.now() if shown else None, shown_by=by if shown else None) and shown:
        audit(by=by, obj=afterword.invitation.session.cohort, action="cohorts.guest_words_shown")
