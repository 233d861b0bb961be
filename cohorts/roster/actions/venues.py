"""Add a place to meet."""

from datetime import time

from django.db import transaction

from lms.kit.guard import require
from lms.people.models import District, User

from .. import permissions
from ..models import Venue
from ..models.places import CoursePlace
from .refusals import audit, refuse


@transaction.atomic
def add_venue(
    *,
    by: User,
    place: CoursePlace,
    name: str,
    where: str = "",
    way_in: str = "",
    capacity: int | None = None,
    step_free: bool | None = None,
    opens_at: time | None = None,
    closes_at: time | None = None,
) -> Venue:
    """Add a room of a place; one of the same name and whereabouts is given back. Raises PermissionDenied, and
    ValidationError with `hours` when it closes before it opens."""
    require(permissions.can_open_cohort(by, place))
    if opens_at and closes_at and closes_at <= opens_at:
        refuse("hours")
    at = {"district": place} if isinstance(place, District) else {"municipality": place}
    facts = {"way_in": way_in, "capacity": capacity, "step_free": step_free}
    venue, made = Venue.objects.get_or_create(
        **at,
        name=name,
        where=where,
        is_retired=False,
        defaults=facts | {"opens_at": opens_at, "closes_at": closes_at},
    )
    if made:
        audit(by=by, obj=venue, action="cohorts.venue_added")
    return venue
