"""Where evenings are held."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.kit.privacy import internal
from lms.people.models import User
from lms.people.models.assignments import places_where
from lms.people.roles import Right

from .places import AtAPlace


class VenueQuerySet(models.QuerySet):
    """Venues by place, and who may see them."""

    def of(self, cohort) -> "VenueQuerySet":
        """Keep those at the place of a cohort, and in a district those of its whole municipality."""
        if cohort.district_id:
            return self.filter(
                models.Q(district=cohort.district_id) | models.Q(municipality=cohort.district.municipality_id)
            )
        return self.filter(
            models.Q(municipality=cohort.municipality_id) | models.Q(district__municipality=cohort.municipality_id)
        )

    def visible_to(self, user: User) -> "VenueQuerySet":
        """Give those at the places where she sees cohorts."""
        return self.filter(places_where(user, Right.SEE_COHORTS, Right.FOLLOW_COHORTS))


class Venue(AtAPlace):
    """A room somewhere, under the name that stands in messages and calendars."""

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    name = internal(models.CharField(_("name"), max_length=80))
    where = internal(models.CharField(_("street and number"), max_length=120, blank=True))
    way_in = internal(models.CharField(_("how to get in"), max_length=200, blank=True))
    capacity = internal(models.PositiveSmallIntegerField(_("how many it holds"), null=True, blank=True))
    step_free = internal(models.BooleanField(_("can be reached without steps"), null=True, blank=True))
    opens_at = internal(models.TimeField(_("open from"), null=True, blank=True))
    closes_at = internal(models.TimeField(_("open until"), null=True, blank=True))
    is_retired = internal(models.BooleanField(_("not used any more"), default=False))

    objects = VenueQuerySet.as_manager()

    class Meta(AtAPlace.Meta):
        ordering = ["name"]
        default_permissions = ()
        constraints = [
            *AtAPlace.Meta.constraints,
            models.CheckConstraint(
                name="venue_closes_after_it_opens",
                condition=models.Q(opens_at__isnull=True)
                | models.Q(closes_at__isnull=True)
                | models.Q(closes_at__gt=models.F("opens_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
