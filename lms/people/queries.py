"""Reads of people across tables."""

from collections.abc import Iterable

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import get_language

from .models import (
    District,
    LocalGroup,
    Municipality,
    Notice,
    Organisation,
    ProtectionReader,
    RoleAssignment,
    Session,
    User,
)
from .models.assignments import Place, covers, grantable_roles, kind_of
from .roles import Role


def people_for(user: User) -> list[User]:
    """Give the people she may see (herself left out), each with the running roles she may see. Three queries."""
    roles = RoleAssignment.objects.running().visible_to(user).with_places()
    return list(
        User.objects.visible_to(user)
        .exclude(pk=user.pk)
        .prefetch_related(Prefetch("role_assignments", queryset=roles, to_attr="seen_roles"))
        .order_by("name")
    )


def history_of(person: User, seen_by: User) -> list[RoleAssignment]:
    """Give the roles of a person, past ones too, that the user may see; newest first."""
    return list(RoleAssignment.objects.visible_to(seen_by).filter(person=person).with_places())


def questions_to(person: User) -> list[RoleAssignment]:
    """Give the roles she has been asked to take and has not answered, oldest first."""
    return list(person.role_assignments.asked().with_places().order_by("starts_at"))


def readers_to_name(user: User) -> dict[str, tuple[User, District | Municipality]]:
    """Give whom the user may let read whether women are protected: a key for the form, a coordinator or helper, and a
    district of hers, or her municipality where it has none. Who is named there is left out. Three queries."""
    named = {(reader.person_id, reader.place) for reader in ProtectionReader.objects.with_places()}
    held = RoleAssignment.objects.running().visible_to(user).with_places().select_related("person")
    held = held.filter(role__in=[Role.COORDINATOR, Role.HELPER]).prefetch_related("municipality__districts")
    offered: dict[str, tuple[User, District | Municipality]] = {}
    for each in held.order_by("person__name", "pk"):
        inside = list(each.municipality.districts.all()) if each.municipality else []
        for place in (place for place in inside or [each.place] if (each.person_id, place) not in named):
            offered[f"{each.person.public_id}:{kind_of(place).value}:{place.pk}"] = (each.person, place)
    return offered


SHOWN_MESSAGES = 50


def messages_to(person: User) -> list[Notice]:
    """Give the newest messages somebody has got on the platform. One query."""
    return list(Notice.objects.visible_to(person).shown()[:SHOWN_MESSAGES])


def unread_by(person: User) -> int:
    """Give how many messages on the platform she has not seen yet. One query."""
    return Notice.objects.visible_to(person).shown().filter(read_at__isnull=True).count()


def signed_in_among(people: Iterable[int]) -> set[int]:
    """Give the keys of those of these people who are signed in on some phone now. One query."""
    sessions = Session.objects.filter(user__in=list(people), expire_date__gt=timezone.now())
    return set(sessions.values_list("user", flat=True))


def number_asked_by(user: User) -> int:
    """Give how many people have been asked for the places where the user gives roles, and have not answered."""
    return RoleAssignment.objects.asked().grantable_by(user).exclude(person=user).values("person").distinct().count()


def places_for_roles(user: User) -> dict[str, tuple[Role, Place]]:
    """Give what the user may hand out: a key for the form, the role, and the place."""
    offered: dict[str, tuple[Role, Place]] = {}
    for place in _places_within([held.area for held in user.running_roles]):
        for role in sorted(grantable_roles(user, place)):
            offered[f"{role.value}:{kind_of(place).value}:{place.pk}"] = (role, place)
    return offered


def _places_within(outer: Iterable[Place]) -> list[Place]:
    outer = list(outer)
    inner: list[Place] = [
        *Organisation.objects.all(),
        *Municipality.objects.all(),
        *District.objects.select_related("municipality"),
        *LocalGroup.objects.select_related("municipality", "district"),
    ]
    return [place for place in inner if any(covers(held, place) for held in outer)]


def languages_read_by(person: User) -> list[str]:
    """Give the languages in which somebody wants to read, the first choice first: that of the texts as she has set it,
    then that of the menus. Once she turns to another language in the menu, that one counts before. No query."""
    menu = get_language() or person.interface_language
    chosen = [person.content_language or menu, menu]
    return list(dict.fromkeys(chosen if menu == person.interface_language else reversed(chosen)))
