"""What belongs to a district, or to a municipality that has none, and how rows are found by it."""

from django.db import models

from lms.kit.privacy import internal
from lms.people.models import District, Municipality, User
from lms.people.roles import TABLE, Right, Role

CoursePlace = District | Municipality
"""Where a course can be held."""


def places_where(user: User, *rights: Right) -> models.Q:
    """Give the condition on rows with `district` and `municipality` that stand where one of her running roles carries
    one of the rights. A signed-out user has none."""
    condition = models.Q(pk__in=[])
    for held in user.running_roles if user.is_authenticated else ():
        if not TABLE[Role(held.role)].rights & {*rights}:
            continue
        if held.organisation_id:
            country = held.organisation.country_id
            condition |= models.Q(municipality__country=country) | models.Q(district__municipality__country=country)
        elif held.municipality_id:
            condition |= models.Q(municipality=held.municipality_id)
            condition |= models.Q(district__municipality=held.municipality_id)
        elif held.district_id:
            condition |= models.Q(district=held.district_id)
    return condition


class AtAPlace(models.Model):
    """A row of one district, or of one municipality as a whole."""

    municipality = internal(models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="+"))
    district = internal(models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="+"))

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(municipality__isnull=False) ^ models.Q(district__isnull=False),
                name="%(class)s_is_at_one_place",
            )
        ]

    @property
    def place(self) -> CoursePlace:
        """Give the place it belongs to."""
        return self.district or self.municipality

    @property
    def in_municipality(self) -> Municipality:
        """Give the municipality whose school holidays count here."""
        return self.district.municipality if self.district else self.municipality

    @property
    def time_zone(self) -> str:
        """Give the IANA name of the local time."""
        return self.in_municipality.country.time_zone
