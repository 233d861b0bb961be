"""The other links of a guest: a new one for a lost pass, and the feed of her evenings."""

import hashlib
from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction
from django.utils import timezone, translation

from lms.kit import ics
from lms.kit.guard import require
from lms.people.actions.links import make_link, revoke_links
from lms.people.mailbox.wording import reading_language
from lms.people.models import AccessLink

from .. import notices
from ..calendars import entry_of_guest
from ..models import GuestInvitation, GuestProfessional
from ..permissions import can_act_for_herself
from ..queries.passes import evenings_of_guest, open_invitations_at
from .asking import LINK_LASTS, new_pass

MOST = 6
"""Evenings whose links one message brings; the next ones come first."""


@transaction.atomic
def send_lost_passes(*, address: str) -> None:
    """Send a new link for each evening to which an address is asked; to an address that nobody has, do the same work
    and send nothing. Nothing tells the caller which of the two it was."""
    found = open_invitations_at(address)[:MOST]
    if not found:
        # As many statements as for somebody who is asked once.
        AccessLink.objects.filter(pk=uuid4()).update(revoked_at=timezone.now())
        notices.pretend_to_send_lost_passes(address=address)
        return
    notices.send_lost_passes(found[0].guest, links=[(each, new_pass(each, by=None)) for each in found])


@dataclass(frozen=True)
class GuestFeed:
    """What a phone that fetches the feed of a guest is given. `body` is None when what it has is still right."""

    etag: str
    body: bytes | None


@transaction.atomic
def make_guest_feed(*, by: AccessLink, invitation: GuestInvitation) -> str:
    """Give the token of a new address of a guest's own feed; the one before stops working. Raises PermissionDenied:
    it is hers alone."""
    require(can_act_for_herself(by, invitation))
    revoke_links(subject=invitation.guest, purpose=AccessLink.Purpose.GUEST_FEED)
    return make_link(
        by=None,
        purpose=AccessLink.Purpose.GUEST_FEED,
        subject=invitation.guest,
        lifetime=LINK_LASTS,
        max_uses=None,
    )


def fetch_guest_feed(*, token: str, known: list[str]) -> GuestFeed | None:
    """Answer a phone that fetches a guest's feed and knows these ETags; None when the address opens nothing any more:
    a feed ends with her last pass."""
    link = AccessLink.objects.opened_by(token, AccessLink.Purpose.GUEST_FEED)
    guest = GuestProfessional.objects.filter(pk=link.subject_id).first() if link else None
    evenings = evenings_of_guest(guest) if guest else []
    if guest is None or not any(each.opens for each in evenings):
        return None
    accepted = [each for each in evenings if each.state == GuestInvitation.State.ACCEPTED]
    with translation.override(reading_language(guest.language)):
        body = ics.feed(name=translation.gettext("Evenings"), events=[entry_of_guest(each) for each in accepted])
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    return GuestFeed(etag, None if etag in known else body)
