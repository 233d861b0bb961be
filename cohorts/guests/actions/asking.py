"""Ask guest professionals to come, and take a question back."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from cohorts.roster.actions.refusals import audit, refuse
from cohorts.schedule.models import CourseSession
from curriculum.models import EditionModule
from lms.kit.guard import require
from lms.people.actions.links import make_link, revoke_links
from lms.people.mailbox.wording import reading_language
from lms.people.models import AccessLink, User

from .. import notices
from ..models import GuestInvitation, GuestProfessional, GuestRequest
from ..permissions import can_ask_guests

LINK_LASTS = timedelta(days=3 * 365)
"""Longer than any evening can be pushed ahead: when a pass ends follows from its evening as it then stands."""


@transaction.atomic
def ask_guest(
    *,
    by: User,
    session: CourseSession,
    guest: GuestProfessional,
    text: str = "",
    edition_module: EditionModule | None = None,
    request: GuestRequest | None = None,
    **wishes,
) -> GuestInvitation:
    """Ask somebody to come to an evening, with a link of her own that is sent to her. Without a `request` a new one is
    made with the `wishes` (fields of GuestRequest). Raises PermissionDenied, and ValidationError with `evening_over`,
    `cancelled`, or `asked_already`."""
    require(can_ask_guests(by, session))
    if session.is_past:
        refuse("evening_over")
    if session.is_cancelled:
        refuse("cancelled")
    request = request or GuestRequest.objects.create(
        session=session, edition_module=edition_module, created_by=by, **wishes
    )
    try:
        with transaction.atomic():
            invitation = GuestInvitation.objects.create(
                request=request,
                guest=guest,
                text=text,
                place=request.invitations.count() + 1,
                state=GuestInvitation.State.ASKED,
                asked_by=by,
                asked_at=timezone.now(),
            )
    except IntegrityError:
        refuse("asked_already")
    audit(by=by, obj=session.cohort, action="cohorts.guest_asked")
    notices.send_pass(invitation, link=new_pass(invitation, by=by))
    return invitation


def new_pass(invitation: GuestInvitation, *, by: User | None) -> str:
    """Draw a secret link of an invitation and give its whole address, which is stored nowhere. Older ones go on."""
    token = make_link(by=by, purpose=AccessLink.Purpose.GUEST, subject=invitation, lifetime=LINK_LASTS, max_uses=None)
    with translation.override(reading_language(invitation.guest.language)):
        return settings.BASE_URL + reverse("guest_pass", args=[token])


@transaction.atomic
def cancel_invitation(*, by: User, invitation: GuestInvitation) -> None:
    """Take a question back: the guest is told, and her links stop opening. Said twice it changes nothing. Raises
    PermissionDenied."""
    require(can_ask_guests(by, invitation.session))
    taken = GuestInvitation.objects.filter(pk=invitation.pk).exclude(state=GuestInvitation.State.CANCELLED)
    if not taken.update(state=GuestInvitation.State.CANCELLED):
        return
    notices.tell_of_cancelling(invitation)
    revoke_links(subject=invitation, purpose=AccessLink.Purpose.GUEST)
    audit(by=by, obj=invitation.session.cohort, action="cohorts.guest_cancelled")
