"""Forget guest professionals who have not been asked for a long time."""

from datetime import timedelta

from django.utils import timezone

from ..models import GuestProfessional

GUEST_KEPT = timedelta(days=365)
"""How long after she was last asked somebody stays: the class `Keep.GUEST`."""


def purge_guests() -> int:
    """Drop those who were entered a year ago or more and have not been asked since, with all their invitations; give
    how many rows. Called by `tick`."""
    limit = timezone.now() - GUEST_KEPT
    old = GuestProfessional.objects.filter(added_at__lt=limit)
    return old.exclude(invitations__asked_at__gte=limit).delete()[0]
