"""Add people, give and end roles, correct a name or number."""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from lms.kit import erasures
from lms.kit.guard import require

from .. import notices, permissions
from ..models import RoleAssignment, Session, User
from ..models.assignments import Place, kind_of
from ..roles import OFFICES, TABLE, Role
from .links import revoke_links
from .protection import end_readers_without_role
from .questions import ask_for_role, counting_out_of_sight, refuse_after_many
from .rights import audit, audit_all, mirror_roles, start_role
from .signing_in import drop_ways_in


def add_person(
    *,
    by: User,
    name: str,
    phone: str | None,
    email: str | None,
    language: str,
    role: Role,
    place: Place,
) -> User:
    """Find a person by phone or e-mail, or add her, and give her the role at the place; somebody whom the user does
    not see is asked first (see `grant_role`). What comes back is not for the screen: nobody may learn from a number
    whose it is.

    Somebody who is already known keeps her name and numbers. Raises PermissionDenied, and ValidationError with the
    code `two_people` or `not_together` when number and address belong to two people, `too_many_asked` after many
    questions."""
    require(permissions.can_grant_role(by, role, place))
    refuse_after_many(by)
    with counting_out_of_sight(by), transaction.atomic():
        person = _find_seen_by(by, phone=phone, email=email)
        if person is None:
            try:
                with transaction.atomic():
                    person = User.objects.create_user(name=name, phone=phone, email=email, interface_language=language)
            except IntegrityError:  # somebody else added her in the same moment
                person = _find_seen_by(by, phone=phone, email=email)
                if person is None:
                    raise
            else:
                audit(by=by, obj=person, action="people.person_added")
                _give(by=by, person=person, role=role, place=place)
                return person
        grant_role(by=by, person=person, role=role, place=place)
    return person


def _find_seen_by(by: User, *, phone: str | None, email: str | None) -> User | None:
    """Find a person as `find_person` does, and say of two people only what the user may know."""
    try:
        return find_person(phone=phone, email=email)
    except ValidationError:
        seen = User.objects.visible_to(by)
        if seen.filter(phone=phone).exists() and seen.filter(email__iexact=email).exists():
            raise
        raise ValidationError("not together", code="not_together") from None


def find_person(*, phone: str | None, email: str | None) -> User | None:
    """Find a person by her number or address, whatever its case. Raises ValidationError when they are of two."""
    by_phone = User.objects.filter(phone=phone).first() if phone else None
    by_email = User.objects.filter(email__iexact=email).first() if email else None
    if by_phone and by_email and by_phone != by_email:
        raise ValidationError("two people", code="two_people")
    return by_phone or by_email


@transaction.atomic
def grant_role(
    *,
    by: User | None,
    person: User,
    role: Role,
    place: Place,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> RoleAssignment:
    """Give a person a role at a place from now on (or for a period, aware datetimes). A role she already holds
    there is given back unchanged. Somebody whom the user does not see is asked (without a period): the role begins
    when she says yes. `by=None` is for commands of whoever runs the server. Raises PermissionDenied."""
    require(by is None or permissions.can_grant_role(by, role, place))
    if by is not None and not User.objects.visible_to(by).filter(pk=person.pk).exists():
        return ask_for_role(by=by, person=person, role=role, place=place)
    return _give(by=by, person=person, role=role, place=place, starts_at=starts_at, ends_at=ends_at)


def _give(
    *,
    by: User | None,
    person: User,
    role: Role,
    place: Place,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> RoleAssignment:
    held = RoleAssignment.objects.running().filter(person=person, role=role, **{kind_of(place).value: place}).first()
    if held:
        return held
    try:
        with transaction.atomic():
            assignment = RoleAssignment.objects.create(
                person=person,
                role=role,
                starts_at=starts_at or timezone.now(),
                ends_at=ends_at,
                granted_by=by,
                **{kind_of(place).value: place},
            )
    except IntegrityError:  # two people gave it in the same moment
        return RoleAssignment.objects.get(
            person=person, role=role, ends_at__isnull=True, **{kind_of(place).value: place}
        )
    audit(by=by, obj=assignment, action="people.role_granted", fields=["role", "place"])
    start_role(assignment)
    if role in OFFICES:
        notices.tell_of_role(assignment)
    return assignment


@transaction.atomic
def grant_role_to_all(*, people: Sequence[User], role: Role, place: Place) -> None:
    """Give several people a role of a group from now on, in a handful of statements however many they are; who holds it
    keeps it. Called by actions that have decided it. Raises ValueError for an office: those are given one by one."""
    if role in OFFICES or TABLE[role].second_factor:
        raise ValueError(role)
    here = {"role": role, kind_of(place).value: place}
    holding = set(RoleAssignment.objects.running().filter(person__in=people, **here).values_list("person", flat=True))
    missing = [person for person in people if person.pk not in holding]
    try:
        with transaction.atomic():
            given = RoleAssignment.objects.bulk_create(RoleAssignment(person=each, **here) for each in missing)
    except IntegrityError:  # somebody gave it to one of them in the same moment
        for person in missing:
            _give(by=None, person=person, role=role, place=place)
        return
    audit_all(by=None, objs=given, action="people.role_granted", fields=["role", "place"])
    mirror_roles(*people)


@transaction.atomic
def end_role(*, by: User, assignment: RoleAssignment) -> None:
    """End a role now. Her sessions and secret links end at once; other roles let her sign in again.

    Raises PermissionDenied."""
    require(permissions.can_end_role(by, assignment))
    RoleAssignment.objects.running().filter(pk=assignment.pk).update(ends_at=timezone.now(), ended_by=by)
    audit(by=by, obj=assignment, action="people.role_ended", fields=["ends_at"])
    _close(assignment)


@transaction.atomic
def end_outgrown_role(*, person: User, role: Role, place: Place) -> None:
    """End a role that has led to another one at the same place: nothing is taken from her, so she stays signed in and
    keeps her links. Called by actions that have decided it."""
    held = RoleAssignment.objects.running().filter(person=person, role=role, **{kind_of(place).value: place})
    for assignment in held:
        RoleAssignment.objects.filter(pk=assignment.pk).update(ends_at=timezone.now(), closed=True)
        audit(by=None, obj=assignment, action="people.role_ended", fields=["ends_at"])
    mirror_roles(person)


def close_run_out_roles() -> int:
    """Do for roles whose last day has passed what `end_role` does, and drop questions that nobody answered in time;
    give how many. Called by `tick`."""
    dropped, _rows = RoleAssignment.objects.unanswered().delete()
    run_out = list(RoleAssignment.objects.run_out().select_related("person"))
    for assignment in run_out:
        with transaction.atomic():
            audit(by=None, obj=assignment, action="people.role_ended", fields=["ends_at"])
            _close(assignment)
    return len(run_out) + dropped


def _close(assignment: RoleAssignment) -> None:
    person = assignment.person
    RoleAssignment.objects.filter(pk=assignment.pk).update(closed=True)
    erasures.note("people.RoleAssignment:ended", [assignment.public_id])
    Session.objects.filter(user=person).delete()
    revoke_links(subject=person)
    end_readers_without_role(person)
    mirror_roles(person)


def change_person(*, by: User, person: User, name: str, phone: str | None, email: str | None) -> None:
    """Correct a name, number or address. A new number or address ends her sessions: the old one may be in other
    hands. Raises PermissionDenied, and ValidationError with the code `phone_taken` or `email_taken` when it is
    somebody else's; of somebody whom the user does not see `phone_unusable` or `email_unusable`, and
    `too_many_asked` after many of those."""
    require(permissions.can_change_person(by, person))
    refuse_after_many(by)
    with counting_out_of_sight(by), transaction.atomic():
        _change(by=by, person=person, name=name, phone=phone, email=email)


def _change(*, by: User, person: User, name: str, phone: str | None, email: str | None) -> None:
    new = {"name": name, "phone": phone or None, "email": email or None}
    changed = [field for field, value in new.items() if getattr(person, field) != value]
    if not changed:
        return
    old = {field: getattr(person, field) for field in changed}
    for field in changed:
        setattr(person, field, new[field])
    if "phone" in changed:
        person.phone_verified = False
    _refuse_taken(by, person)
    person.full_clean(exclude=["password"], validate_unique=False, validate_constraints=False)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:  # somebody else took it in the same moment
        _refuse_taken(by, person)
        raise
    for field in changed:  # as they were stored: an address is the same whatever its case
        erasures.note_value("people.User", person.public_id, field, old=old[field], new=getattr(person, field))
    if {"phone", "email"} & set(changed):
        # allauth's copy of a verified address would still let it in.
        person.emailaddress_set.all().delete()  # type: ignore[attr-defined]  # allauth's relation
        Session.objects.filter(user=person).delete()
        revoke_links(subject=person)
        drop_ways_in(person)
    audit(by=by, obj=person, action="people.person_changed", fields=changed)


def _refuse_taken(by: User, person: User) -> None:
    others, seen = User.objects.exclude(pk=person.pk), User.objects.visible_to(by)
    for field, same in {"phone": {"phone": person.phone}, "email": {"email__iexact": person.email}}.items():
        if getattr(person, field) and (other := others.filter(**same).first()):
            known = seen.filter(pk=other.pk).exists()
            raise ValidationError(f"{field} of another", code=f"{field}_taken" if known else f"{field}_unusable")
