"""Enter guest professionals in the directory of a place, change what stands there, and take them out for good."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from cohorts.roster.actions.auditing import audit
from cohorts.roster.models.places import CoursePlace
from lms.kit.guard import refuse, require
from lms.people.models import District, User

from ..models import GuestProfessional, GuestSubject
from ..permissions import can_add_guests, can_change_guest
from .retention import forget_guests


@transaction.atomic
def add_guest(
    *,
    by: User,
    place: CoursePlace,
    name: str,
    email: str = "",
    phone: str = "",
    modules: Iterable[UUID] = (),
    districts: Iterable[District] = (),
    **facts,
) -> GuestProfessional:
    """Enter somebody at a place. `phone` is E.164, `modules` are keys of modules, `facts` other fields; what she
    agrees to is none of them. Raises PermissionDenied, and ValidationError with `no_address`, or `guest_known` when
    the place has her already."""
    require(can_add_guests(by, place))
    at = {"district": place} if isinstance(place, District) else {"municipality": place}
    guest = GuestProfessional(added_by=by, **at)
    _write(guest, {"name": name, "email": email, "phone": phone, **facts})
    guest.districts.set(districts)
    GuestSubject.objects.bulk_create(GuestSubject(guest=guest, module_key=key) for key in {*modules})
    audit(by=by, obj=guest, action="cohorts.guest_added")
    return guest


@transaction.atomic
def change_guest(
    *,
    by: User,
    guest: GuestProfessional,
    modules: Iterable[UUID] | None = None,
    districts: Iterable[District] | None = None,
    **facts,
) -> GuestProfessional:
    """Change what stands about somebody: `facts` are fields, `modules` and `districts` are all she now has, or None to
    leave them. Raises as `add_guest`."""
    require(can_change_guest(by, guest))
    changed = {name for name, value in facts.items() if getattr(guest, name) != value}
    if changed:
        _write(guest, facts)
    if modules is not None:
        wanted = {*modules}
        guest.subjects.exclude(module_key__in=wanted).delete()
        GuestSubject.objects.bulk_create(
            [GuestSubject(guest=guest, module_key=key) for key in wanted], ignore_conflicts=True
        )
    if districts is not None:
        guest.districts.set(districts)
    audit(by=by, obj=guest, action="cohorts.guest_changed", fields=changed)
    return guest


def _write(guest: GuestProfessional, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        setattr(guest, name, value)
    guest.email = guest.email.lower()
    if not guest.address:
        refuse("no_address")
    try:
        with transaction.atomic():
            guest.save()
    except IntegrityError:
        refuse("guest_known")


@transaction.atomic
def remove_guest(*, by: User, guest: GuestProfessional) -> None:
    """Take somebody out for good: what stands about her, what she was asked and said, her links and the messages to
    her. An evening for which she was asked wants somebody else. Raises PermissionDenied."""
    require(can_change_guest(by, guest))
    audit(by=by, obj=guest, action="cohorts.guest_removed")
    forget_guests(GuestProfessional.objects.filter(pk=guest.pk))
