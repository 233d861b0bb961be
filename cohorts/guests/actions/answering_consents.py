"""What a guest agrees to, the language she reads, and her wish to be forgotten."""

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from cohorts.roster.actions.auditing import audit
from lms.kit import erasures
from lms.kit.guard import refuse, require
from lms.people.mailbox.wording import reading_language
from lms.people.models import User

from .. import notices
from ..models import GuestConsent, GuestInvitation, GuestProfessional, GuestUpload
from ..permissions import Holder, can_act_for_herself, can_answer_invitation, can_change_guest
from ..queries.passes import invitations_with_evening
from .material import remove_material_of
from .retention import forget_guests
from .uploads import drop_upload

Purpose = GuestConsent.Purpose
Source = GuestInvitation.Source
WORDING = 1
"""Raise it with every change of what `ConsentForm` asks for."""
HOLDS = {Purpose.KEEP: "may_be_asked_again_at", Purpose.SHARE: "shared_at"}


@transaction.atomic
def agree(
    *,
    by: Holder,
    invitation: GuestInvitation,
    keep: bool,
    share: bool,
    language: str,
    source: Source = Source.LINK,
) -> GuestProfessional:
    """Keep what a guest agrees to from now on; what is not ticked is taken back at once. Raises PermissionDenied."""
    require(can_answer_invitation(by, invitation))
    return _keep_consents(invitation.guest, keep=keep, share=share, language=language, source=source)


@transaction.atomic
def note_agreement(*, by: User, guest: GuestProfessional, keep: bool, share: bool, language: str) -> GuestProfessional:
    """Note what a guest has said by phone that she agrees to; what is not ticked she has taken back. Raises
    PermissionDenied."""
    require(can_change_guest(by, guest))
    audit(by=by, obj=guest, action="cohorts.guest_changed", fields=["consents"])
    return _keep_consents(guest, keep=keep, share=share, language=language, source=Source.HOST)


def _keep_consents(
    guest: GuestProfessional, *, keep: bool, share: bool, language: str, source: Source
) -> GuestProfessional:
    for purpose, wanted in ((Purpose.KEEP, keep), (Purpose.SHARE, share)):
        now = timezone.now()
        standing = GuestConsent.objects.filter(guest=guest, purpose=purpose, withdrawn_at__isnull=True)
        if not wanted:
            if standing.update(withdrawn_at=now):
                erasures.note_value("cohorts.GuestProfessional", guest.public_id, purpose, old=True, new=False)
            GuestProfessional.objects.filter(pk=guest.pk).update(**{HOLDS[purpose]: None})
        elif not standing.exists():
            try:
                with transaction.atomic():
                    GuestConsent.objects.create(
                        guest=guest, purpose=purpose, version=WORDING, language=language, source=source, at=now
                    )
            except IntegrityError:  # pressed twice
                continue
            erasures.note_value("cohorts.GuestProfessional", guest.public_id, purpose, old=False, new=True)
            GuestProfessional.objects.filter(pk=guest.pk).update(**{HOLDS[purpose]: now})
    guest.refresh_from_db()
    return guest


@transaction.atomic
def take_back_again(told: erasures.Values) -> int:
    """Take back the consents of guests that were taken back, as the journal tells; give how many."""
    done = 0
    for consent in GuestConsent.objects.filter(withdrawn_at__isnull=True).select_related("guest"):
        if told.has_left(consent.guest.public_id, consent.purpose, True):
            GuestConsent.objects.filter(pk=consent.pk).update(withdrawn_at=timezone.now())
            GuestProfessional.objects.filter(pk=consent.guest_id).update(**{HOLDS[Purpose(consent.purpose)]: None})
            done += 1
    return done


def read_in(*, by: Holder, invitation: GuestInvitation, language: str) -> None:
    """Remember the language in which a guest answers: her messages come in it from now on. Raises
    PermissionDenied."""
    require(can_answer_invitation(by, invitation))
    if reading_language(language) == language != reading_language(invitation.guest.language):
        GuestProfessional.objects.filter(pk=invitation.guest_id).update(language=language)
        invitation.guest.language = language


@transaction.atomic
def forget_guest(*, by: Holder, invitation: GuestInvitation, address: str) -> int:
    """Remove everything about a guest, at every place that has entered her under the address she types, and tell the
    hosts of her evenings ahead that nobody comes; give how many entries there were. Raises PermissionDenied, and
    ValidationError with `other_address`: a forwarded link is not enough."""
    require(can_act_for_herself(by, invitation))
    guest = invitation.guest
    if not address or address not in (guest.email, guest.phone):
        refuse("other_address")
    entries = GuestProfessional.objects.filter(Q(email=address) if "@" in address else Q(phone=address))
    invitations = list(invitations_with_evening().filter(guest__in=entries))
    for each in invitations:
        if each.is_open and not each.session.is_past:
            notices.tell_of_removal(each.session)
    for upload in GuestUpload.objects.filter(invitation__in=invitations):
        drop_upload(upload)
    remove_material_of(invitations)  # what she shared is hers to take back, too
    for entry in entries:
        audit(by=None, obj=entry, action="cohorts.guest_removed")
    return forget_guests(entries)
