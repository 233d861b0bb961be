"""Hand an evening over to a colleague: she gets a link of her own, and the one it was handed over with ends."""

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from cohorts.roster.actions.auditing import audit
from lms.kit.guard import refuse, require
from lms.people.actions.links import revoke_links
from lms.people.models import AccessLink, User

from .. import notices
from ..models import GuestInvitation, GuestProfessional, GuestStep
from ..models.invitations import facts_of, slot_of
from ..permissions import Holder, can_answer_invitation
from .answering import evening_as_it_is
from .asking import new_pass
from .entries import raise_entry
from .steps import note_step

State = GuestInvitation.State
Source = GuestInvitation.Source


@transaction.atomic
def hand_over(
    *,
    by: Holder,
    invitation: GuestInvitation,
    name: str,
    email: str = "",
    phone: str = "",
    source: Source = Source.LINK,
) -> GuestInvitation:
    """Let a colleague come instead: give her invitation, whose link is sent to her. `phone` is E.164. One statement
    decides, so it happens once. Raises PermissionDenied, and ValidationError with `evening_over`, `cancelled`,
    `no_address`, `yourself`, `not_open` or `colleague_asked_already`."""
    require(can_answer_invitation(by, invitation))
    session, guest = evening_as_it_is(invitation), invitation.guest
    email = email.lower()
    if not (email or phone):
        refuse("no_address")
    if (email and email == guest.email) or (phone and phone == guest.phone):
        refuse("yourself")
    gone = GuestInvitation.objects.open().filter(pk=invitation.pk)
    answer = {"sequence": session.sequence, "answered_for": slot_of(session), "answered_at": timezone.now()}
    if not gone.update(state=State.HANDED_OVER, source=source, **answer):
        refuse("not_open")
    colleague = _colleague_of(guest, name=name, email=email, phone=phone)
    try:
        with transaction.atomic():
            passed_on = GuestInvitation.objects.create(
                request=invitation.request,
                guest=colleague,
                place=invitation.place,
                state=State.ASKED,
                asked_by=invitation.asked_by,
                asked_at=timezone.now(),
                handed_over_from=invitation,
                told=facts_of(session),
            )
    except IntegrityError:
        refuse("colleague_asked_already")
    revoke_links(subject=invitation, purpose=AccessLink.Purpose.GUEST)
    invitation.refresh_from_db()
    note_step(by=by, invitation=invitation, kind=GuestStep.Kind.HANDED_OVER, source=source)
    note_step(by=by, invitation=passed_on, kind=GuestStep.Kind.ASKED, source=source)
    audit(by=by if isinstance(by, User) else None, obj=session.cohort, action="cohorts.guest_handed_over")
    notices.send_handed_pass(passed_on, link=new_pass(passed_on, by=None), entry=raise_entry(passed_on))
    notices.thank_for_handing_over(invitation, entry=raise_entry(invitation, leaves=True))
    notices.tell_of_answer(invitation)
    return passed_on


def _colleague_of(guest: GuestProfessional, *, name: str, email: str, phone: str) -> GuestProfessional:
    """Give the colleague as the place knows her by one of these addresses; else enter her there, at the same
    service."""
    at = {"district": guest.district} if guest.district_id else {"municipality": guest.municipality}
    known = GuestProfessional.objects.filter(**at)
    by_address = (Q(email=email) if email else Q(pk=None)) | (Q(phone=phone) if phone else Q(pk=None))
    if found := known.filter(by_address).first():
        return found
    try:
        with transaction.atomic():
            return GuestProfessional.objects.create(
                name=name, email=email, phone=phone, service=guest.service, language=guest.language, **at
            )
    except IntegrityError:  # somebody has entered her at this moment
        return known.get(by_address)
