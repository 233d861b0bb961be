"""Who may read whether a woman is protected: at most two people of a place, each named."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from lms.kit.privacy import Keep, internal, personal

from .persons import User
from .places import District, Municipality


class ProtectionReaderQuerySet(models.QuerySet):
    """Those who are named, and who may see that they are."""

    def with_places(self) -> "ProtectionReaderQuerySet":
        """Fetch the person and the place along."""
        return self.select_related("person", "district__municipality", "municipality")

    def visible_to(self, user: User) -> "ProtectionReaderQuerySet":
        """Give those whose office the user sees."""
        return self.filter(person__in=User.objects.visible_to(user))


class ProtectionReader(models.Model):
    """One of the two people who may read the mark of the women of a district, or of a municipality without any. It says
    nothing about a woman."""

    SEATS = (1, 2)

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False), Keep.ROLE)
    person = personal(models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+"), Keep.ROLE)
    district = internal(models.ForeignKey(District, models.CASCADE, null=True, blank=True, related_name="+"), Keep.ROLE)
    municipality = internal(
        models.ForeignKey(Municipality, models.CASCADE, null=True, blank=True, related_name="+"), Keep.ROLE
    )
    seat = internal(models.PositiveSmallIntegerField(), Keep.ROLE)
    named_by = internal(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"), Keep.ROLE
    )
    named_at = internal(models.DateTimeField(default=timezone.now, editable=False), Keep.ROLE)

    objects = ProtectionReaderQuerySet.as_manager()

    class Meta:
        ordering = ["district__name", "municipality__name", "seat"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="reader_at_one_place",
                condition=models.Q(municipality__isnull=False) ^ models.Q(district__isnull=False),
            ),
            models.CheckConstraint(name="two_readers_at_most", condition=models.Q(seat__in=[1, 2])),
            models.UniqueConstraint(fields=["district", "seat"], name="one_reader_a_seat_in_district"),
            models.UniqueConstraint(fields=["municipality", "seat"], name="one_reader_a_seat_in_municipality"),
            models.UniqueConstraint(fields=["district", "person"], name="reader_named_once_in_district"),
            models.UniqueConstraint(fields=["municipality", "person"], name="reader_named_once_in_municipality"),
        ]

    def __str__(self) -> str:
        return f"reader {str(self.public_id)[:8]}"

    @property
    def place(self) -> District | Municipality:
        """Give the place whose women it is about."""
        return self.district or self.municipality
