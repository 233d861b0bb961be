"""Write down a step of an invitation."""

from django.db import IntegrityError, transaction

from lms.people.models import User

from ..models import GuestInvitation, GuestStep
from ..permissions import Holder

Source = GuestInvitation.Source


def note_step(
    *, by: Holder | None, invitation: GuestInvitation, kind: GuestStep.Kind, source: str = Source.HOST
) -> bool:
    """Add a step to the history of an invitation, in the transaction of what it tells of. Tell whether it is new: what
    goes out by itself goes out once for a version of its evening. The caller has checked the right to it."""
    try:
        with transaction.atomic():
            GuestStep.objects.create(
                invitation=invitation,
                kind=kind,
                source=source if by else "",
                version=invitation.session.sequence,
                by=by if isinstance(by, User) else None,
            )
    except IntegrityError:
        return False
    return True
