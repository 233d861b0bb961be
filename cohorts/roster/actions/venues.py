"""Add a place to meet, put it right, and say that it is not used any more."""

from datetime import time

from django.db import transaction

from lms.kit.guard import refuse, require
from lms.people.models import District, User

from .. import permissions
from ..models import Cohort, Venue
from ..models.places import CoursePlace
from ..queries import was_used
from .auditing import audit


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
    _check_hours(opens_at, closes_at)
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


@transaction.atomic
def change_venue(
    *, by: User, venue: Venue, name: str, where: str, opens_at: time | None, closes_at: time | None, **facts
) -> None:
    """Put right what is known of a venue; `facts` are `way_in`, `capacity` and `step_free`. Where an evening was held,
    its name and whereabouts stay: another place is another venue. Raises PermissionDenied, and ValidationError with
    `hours` or `was_used`."""
    require(permissions.can_change_venue(by, venue))
    _check_hours(opens_at, closes_at)
    if (name, where) != (venue.name, venue.where) and was_used(venue):
        refuse("was_used")
    new = {"name": name, "where": where, "opens_at": opens_at, "closes_at": closes_at} | facts
    changed = [field for field, value in new.items() if getattr(venue, field) != value]
    for field in changed:
        setattr(venue, field, new[field])
    if changed:
        venue.save(update_fields=changed)
        audit(by=by, obj=venue, action="cohorts.venue_changed", fields=changed)


@transaction.atomic
def retire_venue(*, by: User, venue: Venue) -> None:
    """Offer a venue no more: no cohort that goes on meets there as a rule. Evenings stay where they are. Again it does
    nothing. Raises PermissionDenied."""
    require(permissions.can_change_venue(by, venue))
    if Venue.objects.filter(pk=venue.pk, is_retired=False).update(is_retired=True):
        Cohort.objects.open().filter(venue=venue).update(venue=None)
        audit(by=by, obj=venue, action="cohorts.venue_retired")


@transaction.atomic
def use_venue_again(*, by: User, venue: Venue) -> None:
    """Offer a venue again. Again it does nothing. Raises PermissionDenied."""
    require(permissions.can_change_venue(by, venue))
    if Venue.objects.filter(pk=venue.pk, is_retired=True).update(is_retired=False):
        audit(by=by, obj=venue, action="cohorts.venue_used_again")


def _check_hours(opens_at: time | None, closes_at: time | None) -> None:
    if opens_at and closes_at and closes_at <= opens_at:
        refuse("hours")
