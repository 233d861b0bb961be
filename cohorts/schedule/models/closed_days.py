"""Days on which no evening is held: school holidays of a municipality, and closed days of one's own."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.kit.privacy import internal, public
from lms.people.models import Country, District, Municipality, User
from lms.people.models.assignments import has_right
from lms.people.roles import Right


class ClosedDaysQuerySet(models.QuerySet):
    """Closed days by place, and who may see them."""

    def counting_at(self, place: District | Municipality) -> "ClosedDaysQuerySet":
        """Give those that count at a place: its own, those of its municipality and of its country."""
        municipality = place.municipality if isinstance(place, District) else place
        condition = models.Q(municipality=municipality) | models.Q(country=municipality.country_id)
        if isinstance(place, District):
            condition |= models.Q(district=place)
        return self.filter(condition)

    def visible_to(self, user: User) -> "ClosedDaysQuerySet":
        """Give everybody's to whoever plans or follows cohorts: no person stands in them."""
        return self if has_right(user, Right.SEE_COHORTS, Right.FOLLOW_COHORTS) else self.none()


class ClosedDays(models.Model):
    """A period without evenings, with the source that says so."""

    class Kind(models.TextChoices):
        """Why it is closed."""

        SCHOOL = "school", _("school holiday")
        OWN = "own", _("closed")

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    country = public(models.ForeignKey(Country, models.PROTECT, null=True, blank=True, related_name="+"))
    municipality = public(models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="+"))
    district = public(models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="+"))
    kind = public(models.CharField(_("kind"), max_length=8, choices=Kind.choices, default=Kind.SCHOOL))
    label = public(models.CharField(_("name"), max_length=80))
    first = public(models.DateField(_("first day")))
    last = public(models.DateField(_("last day")))
    source = public(models.CharField(_("source"), max_length=200, blank=True))
    source_year = public(models.CharField(_("year of the source"), max_length=12, blank=True))
    to_check = public(models.BooleanField(_("to be checked"), default=False))
    changed_by = internal(models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"))
    changed_at = internal(models.DateTimeField(default=timezone.now))

    objects = ClosedDaysQuerySet.as_manager()

    class Meta:
        ordering = ["first"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="closed_days_end_after_they_begin", condition=models.Q(last__gte=models.F("first"))
            ),
            *(
                models.UniqueConstraint(
                    fields=[place, "kind", "first", "last"],
                    condition=models.Q(**{f"{place}__isnull": False}),
                    name=f"same_closed_days_once_in_{place}",
                )
                for place in ("country", "municipality", "district")
            ),
            models.CheckConstraint(
                name="closed_days_of_one_place",
                condition=models.Q(country__isnull=False, municipality__isnull=True, district__isnull=True)
                | models.Q(country__isnull=True, municipality__isnull=False, district__isnull=True)
                | models.Q(country__isnull=True, municipality__isnull=True, district__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.first}"

    def closes(self, day: date, place: District | Municipality) -> bool:
        """Tell whether a day is closed by it at a place: what `counting_at` says of rows. Fetch the country along."""
        district = place.pk if isinstance(place, District) else None
        municipality = place.municipality if isinstance(place, District) else place
        counts = (
            (self.district_id is not None and self.district_id == district)
            or self.municipality_id == municipality.pk
            or self.country_id == municipality.country_id
        )
        return counts and self.first <= day <= self.last

    @property
    def place(self) -> Country | Municipality | District:
        """Give where it is closed."""
        return self.district or self.municipality or self.country
