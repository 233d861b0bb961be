"""Put an evening into the calendar of its guest."""

from django.utils import timezone

from ..models import GuestEntry, GuestInvitation


def raise_entry(invitation: GuestInvitation, *, leaves: bool = False) -> GuestEntry | None:
    """Write down what the calendar of a guest is about to see, with a higher sequence than it has seen, and give it;
    None where there is nothing to send: she has no e-mail, or it was taken out already."""
    email, version = invitation.guest.email, invitation.session.sequence
    entry = GuestEntry.objects.filter(invitation=invitation).first()
    if entry is None:
        if leaves or not email:
            return None
        return GuestEntry.objects.create(invitation=invitation, sent_to=email, sequence=version, told=version)
    if not email or (leaves and entry.is_withdrawn):
        return None
    entry.sequence = max(version, entry.sequence + 1)
    entry.told, entry.is_withdrawn = version, leaves
    entry.sent_to = entry.sent_to if leaves else email
    entry.sent_at, entry.replied_at = timezone.now(), None
    entry.save()
    return entry
