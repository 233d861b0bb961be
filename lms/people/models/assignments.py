"""Who holds which role, where and for how long."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.kit.privacy import Keep, internal, special

from ..roles import TABLE, PlaceKind, Right, Role, grantable_at
from .persons import PLACES, VISIBLE_BY, User
from .places import District, LocalGroup, Municipality, Organisation

Place = Organisation | Municipality | District | LocalGroup


def kind_of(place: Place) -> PlaceKind:
    """Give the kind of a place."""
    return {
        Organisation: PlaceKind.ORGANISATION,
        Municipality: PlaceKind.MUNICIPALITY,
        District: PlaceKind.DISTRICT,
        LocalGroup: PlaceKind.LOCAL_GROUP,
    }[type(place)]


def within(place: Place) -> models.Q:
    """Give the condition on role assignments that are held at this place or at one inside it."""
    match kind_of(place):
        case PlaceKind.ORGANISATION:
            country = place.country_id
            return (
                models.Q(organisation=place)
                | models.Q(municipality__country=country)
                | models.Q(district__municipality__country=country)
                | models.Q(local_group__municipality__country=country)
            )
        case PlaceKind.MUNICIPALITY:
            return (
                models.Q(municipality=place)
                | models.Q(district__municipality=place)
                | models.Q(local_group__municipality=place)
            )
        case PlaceKind.DISTRICT:
            return models.Q(district=place) | models.Q(local_group__district=place)
        case _:
            return models.Q(local_group=place)


def covers(outer: Place, inner: Place) -> bool:
    """Tell whether a place is the other one or contains it (an organisation contains its country)."""
    if outer == inner:
        return True
    match kind_of(outer), kind_of(inner):
        case PlaceKind.ORGANISATION, PlaceKind.MUNICIPALITY:
            return outer.country_id == inner.country_id
        case PlaceKind.ORGANISATION, (PlaceKind.DISTRICT | PlaceKind.LOCAL_GROUP):
            return outer.country_id == inner.municipality.country_id
        case PlaceKind.MUNICIPALITY, (PlaceKind.DISTRICT | PlaceKind.LOCAL_GROUP):
            return outer.pk == inner.municipality_id
        case PlaceKind.DISTRICT, PlaceKind.LOCAL_GROUP:
            return outer.pk == inner.district_id
        case _:
            return False


def roles_with(user: User, *rights: Right) -> "list[RoleAssignment]":
    """Give her running roles that carry one of the rights. A signed-out user has none."""
    running = user.running_roles if user.is_authenticated else ()
    return [held for held in running if TABLE[Role(held.role)].rights & {*rights}]


def has_right(user: User, *rights: Right) -> bool:
    """Tell whether one of her running roles carries one of the rights anywhere."""
    return bool(roles_with(user, *rights))


def countries_where(user: User, *rights: Right) -> list[str]:
    """Give the codes of the countries for which one of her running roles carries one of the rights."""
    return [held.organisation.country_id for held in roles_with(user, *rights) if held.organisation]


def places_where(user: User, *rights: Right, way: str = "") -> models.Q:
    """Give the condition on rows with `district` and `municipality` that stand where one of her running roles carries
    one of the rights; `way` leads from a row to one that has them, as `cohort__`. A signed-out user has none."""
    condition = models.Q(pk__in=[])
    for held in roles_with(user, *rights):
        if held.organisation_id:
            country = held.organisation.country_id
            condition |= models.Q((f"{way}municipality__country", country))
            condition |= models.Q((f"{way}district__municipality__country", country))
        elif held.municipality_id:
            condition |= models.Q((f"{way}municipality", held.municipality_id))
            condition |= models.Q((f"{way}district__municipality", held.municipality_id))
        elif held.district_id:
            condition |= models.Q((f"{way}district", held.district_id))
    return condition


class RoleAssignmentQuerySet(models.QuerySet):
    """Assignments by period and by who may see them. What she has only been asked is none of them but `asked`."""

    def accepted(self) -> "RoleAssignmentQuerySet":
        """Give those that are roles: given at once, or asked and answered with yes."""
        return self.filter(accepted_at__isnull=False)

    def asked(self) -> "RoleAssignmentQuerySet":
        """Give the questions that wait for an answer."""
        return self.filter(accepted_at__isnull=True, ends_at__gt=timezone.now())

    def unanswered(self) -> "RoleAssignmentQuerySet":
        """Give the questions whose time for an answer is over."""
        return self.filter(accepted_at__isnull=True, ends_at__lte=timezone.now())

    def not_ended(self) -> "RoleAssignmentQuerySet":
        """Give those that run or are about to begin."""
        return self.accepted().filter(models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=timezone.now()))

    def running(self) -> "RoleAssignmentQuerySet":
        """Give those whose period holds now."""
        return self.not_ended().filter(starts_at__lte=timezone.now())

    def run_out(self) -> "RoleAssignmentQuerySet":
        """Give those whose period has ended and whose sessions have not yet been closed."""
        return self.accepted().filter(ends_at__lte=timezone.now(), closed=False)

    def of_others_visible_to(self, user: User) -> "RoleAssignmentQuerySet":
        """Give the assignments of others that the user's rights show her, each at the place of the right."""
        condition = models.Q(pk__in=[])
        for held in user.running_roles:
            for right in TABLE[Role(held.role)].rights & VISIBLE_BY.keys():
                condition |= within(held.area) & models.Q(role__in=VISIBLE_BY[right])
        return self.accepted().filter(condition)

    def grantable_by(self, user: User) -> "RoleAssignmentQuerySet":
        """Give the roles and questions that the user could have given or asked herself."""
        condition = models.Q(pk__in=[])
        for held in user.running_roles:
            rule = TABLE[Role(held.role)]
            if Right.INVITE in rule.rights:
                condition |= within(held.area) & models.Q(role__in=rule.grants)
        return self.filter(condition)

    def visible_to(self, user: User) -> "RoleAssignmentQuerySet":
        """Give her own assignments and those of others that she may see."""
        if not user.is_authenticated:
            return self.none()
        return (self.accepted().filter(person=user) | self.of_others_visible_to(user)).distinct()

    def with_places(self) -> "RoleAssignmentQuerySet":
        """Fetch the places along, so that a list costs one query."""
        return self.select_related(*PLACES)


class RoleAssignment(models.Model):
    """One role of one person at one place for one period. Rows are never removed: they are the history.

    A role offered to somebody whom the asker does not see is only a question until she says yes: `accepted_at` is
    empty, and `ends_at` is the last moment for an answer. Without a yes the row is removed."""

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False), Keep.ROLE)
    person = special(models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_assignments"), Keep.ROLE)
    # Being a trainee or volunteer hints at origin (CJEU C-184/20), so the row is special.
    role = special(models.CharField(_("role"), max_length=20, choices=Role.choices), Keep.ROLE)
    organisation = special(models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True), Keep.ROLE)
    municipality = special(models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, blank=True), Keep.ROLE)
    district = special(models.ForeignKey(District, on_delete=models.PROTECT, null=True, blank=True), Keep.ROLE)
    local_group = special(models.ForeignKey(LocalGroup, on_delete=models.PROTECT, null=True, blank=True), Keep.ROLE)
    starts_at = special(models.DateTimeField(_("from"), default=timezone.now), Keep.ROLE)
    ends_at = special(models.DateTimeField(_("until"), null=True, blank=True), Keep.ROLE)
    accepted_at = special(models.DateTimeField(default=timezone.now, null=True, blank=True), Keep.ROLE)
    granted_by = internal(models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+"), Keep.ROLE)
    ended_by = internal(models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+"), Keep.ROLE)
    closed = internal(models.BooleanField(default=False, editable=False), Keep.ROLE)

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="role_at_exactly_one_place",
                condition=models.Q(
                    organisation__isnull=False,
                    municipality__isnull=True,
                    district__isnull=True,
                    local_group__isnull=True,
                )
                | models.Q(
                    organisation__isnull=True,
                    municipality__isnull=False,
                    district__isnull=True,
                    local_group__isnull=True,
                )
                | models.Q(
                    organisation__isnull=True,
                    municipality__isnull=True,
                    district__isnull=False,
                    local_group__isnull=True,
                )
                | models.Q(
                    organisation__isnull=True,
                    municipality__isnull=True,
                    district__isnull=True,
                    local_group__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="role_ends_after_it_starts",
                condition=models.Q(ends_at__isnull=True) | models.Q(ends_at__gte=models.F("starts_at")),
            ),
            models.CheckConstraint(
                name="question_has_an_end",
                condition=models.Q(accepted_at__isnull=False) | models.Q(ends_at__isnull=False),
            ),
            *[
                models.UniqueConstraint(
                    name=f"one_open_role_at_{kind}",
                    fields=["person", "role", kind],
                    condition=models.Q(ends_at__isnull=True, **{f"{kind}__isnull": False}),
                )
                for kind in PlaceKind.values
            ],
        ]

    def __str__(self) -> str:
        return f"{self.role} {str(self.public_id)[:8]}"

    @property
    def place(self) -> Place:
        """Give the place at which the role is held."""
        return self.organisation or self.municipality or self.district or self.local_group

    @property
    def area(self) -> Place:
        """Give the place as far as `covers` and `within` look at an outer one: its kind and its key. Nothing is read
        for it; only an organisation is there as a whole, because it reaches as far as its country."""
        if self.organisation_id:
            return self.organisation
        if self.municipality_id:
            return Municipality(pk=self.municipality_id)
        return District(pk=self.district_id) if self.district_id else LocalGroup(pk=self.local_group_id)

    def may_be_told_to(self, recipient: "User | str") -> bool:
        """Allow messages about a role to its holder, while it runs or waits for her answer."""
        return recipient == self.person and (self.is_running or self.is_asked)

    @property
    def is_running(self) -> bool:
        """Tell whether it is a role and its period holds now."""
        now = timezone.now()
        return self.accepted_at is not None and self.starts_at <= now and (self.ends_at is None or self.ends_at > now)

    @property
    def is_asked(self) -> bool:
        """Tell whether it is a question that waits for an answer."""
        return self.accepted_at is None and self.ends_at is not None and self.ends_at > timezone.now()


def has_right_at(user: User, right: Right, place: Place) -> bool:
    """Tell whether one of her running roles carries the right at this place or at one that contains it."""
    return any(covers(held.area, place) for held in roles_with(user, right))


def grantable_roles(user: User, place: Place) -> frozenset[Role]:
    """Give the roles that the user may give to others at this place."""
    return frozenset(
        role
        for held in roles_with(user, Right.INVITE)
        if covers(held.area, place)
        for role in grantable_at(Role(held.role), kind_of(place))
    )
