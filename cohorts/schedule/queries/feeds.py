"""The address of a feed, as far as it can be told: when it was made and last fetched, never what it is."""

from django.contrib.contenttypes.models import ContentType

from cohorts.roster.models import Cohort
from lms.people.models import AccessLink, User


def feed_link_of(subject: User | Cohort) -> AccessLink | None:
    """Give the open address of somebody's own feed or of a cohort's. One query."""
    of_it = AccessLink.objects.usable().filter(
        purpose=AccessLink.Purpose.FEED,
        subject_type=ContentType.objects.get_for_model(subject),
        subject_id=str(subject.pk),
    )
    return of_it.order_by("-created_at").first()
