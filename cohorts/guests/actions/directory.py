"""Enter guest professionals in the directory of a place."""

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError, transaction

from cohorts.roster.actions.refusals import audit, refuse
from cohorts.roster.models.places import CoursePlace
from lms.kit.guard import require
from lms.people.models import District, User

from ..models import GuestProfessional, GuestSubject
from ..permissions import can_add_guests


@transaction.atomic
def add_guest(
    *, by: User, place: CoursePlace, name: str, email: str = "", phone: str = "", modules: Iterable[UUID] = (), **facts
) -> GuestProfessional:
    """Enter somebody at a place. `phone` is E.164, `modules` are keys of modules, `facts` other fields. Raises
    PermissionDenied, and ValidationError with `no_address`, or `guest_known` when the place has her already."""
    require(can_add_guests(by, place))
    if not (email or phone):
        refuse("no_address")
    at = {"district": place} if isinstance(place, District) else {"municipality": place}
    try:
        with transaction.atomic():
            guest = GuestProfessional.objects.create(
                name=name, email=email.lower(), phone=phone, added_by=by, **at, **facts
            )
    except IntegrityError:
        refuse("guest_known")
    GuestSubject.objects.bulk_create(GuestSubject(guest=guest, module_key=key) for key in {*modules})
    audit(by=by, obj=guest, action="cohorts.guest_added")
    return guest
