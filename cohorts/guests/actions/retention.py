"""Forget guest professionals who have not been asked for a long time, and those who are taken out."""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from lms.kit import erasures
from lms.people.models import AccessLink, Notice

from ..models import FactsQuestion, GuestInvitation, GuestProfessional
from ..queries import guests_out_of_time
from .material import purge_material

GUEST_KEPT = timedelta(days=365)
"""How long after she was last asked somebody stays: the class `Keep.GUEST`."""


def purge_guests() -> int:
    """Take out whoever was last asked a year ago, or entered then and never asked, unless an evening of hers lies
    ahead; give how many. Called by `tick`."""
    with transaction.atomic():
        return forget_guests(guests_out_of_time(timezone.now() - GUEST_KEPT))


def forget_guests(guests: QuerySet[GuestProfessional]) -> int:
    """Delete guests with all that hangs on them, and give how many. The caller has checked the right to it."""
    keys = list(guests.values_list("pk", flat=True))
    if not keys:
        return 0
    found = GuestProfessional.objects.filter(pk__in=keys)
    erasures.note("cohorts.GuestProfessional:gone", found.values_list("public_id", flat=True))
    invitations = GuestInvitation.objects.filter(guest__in=keys)
    for rows in (found, invitations, FactsQuestion.objects.filter(guest__in=keys)):
        # Links and messages name their subject without a foreign key: nothing else takes them along.
        kind = ContentType.objects.get_for_model(rows.model)
        subjects = [str(pk) for pk in rows.values_list("pk", flat=True)]
        AccessLink.objects.filter(subject_type=kind, subject_id__in=subjects).delete()
        Notice.objects.filter(about_type=kind, about_id__in=subjects).delete()
    found.delete()
    purge_material()  # what nobody but she had is nobody's now
    return len(keys)
