"""What belongs to a district, or to a municipality that has none."""

from django.db import models

from lms.kit.privacy import internal
from lms.people.models import District, Municipality

CoursePlace = District | Municipality
"""Where a course can be held."""


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
