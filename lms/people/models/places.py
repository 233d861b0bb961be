"""Places: country › municipality › district, the local groups in them, and the national organisations."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from lms.kit.privacy import internal, public


class Country(models.Model):
    """A country the programme works in."""

    code = public(models.CharField(max_length=2, primary_key=True, help_text="ISO 3166-1"))
    name = public(models.CharField(max_length=60))
    time_zone = public(models.CharField(max_length=40, help_text="IANA name"))

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """The national organisation of a country. Its secretariat owns the curriculum."""

    slug = public(models.SlugField(unique=True))
    name = public(models.CharField(max_length=120))
    country = public(models.ForeignKey(Country, on_delete=models.PROTECT, related_name="organisations"))

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """Owner of the local services. A small one has no districts; a role is then held in the whole of it."""

    slug = public(models.SlugField(unique=True))
    name = public(models.CharField(max_length=120))
    country = public(models.ForeignKey(Country, on_delete=models.PROTECT, related_name="municipalities"))
    # Of its town hall, to a kilometre: where the sun sets when.
    latitude = public(models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True))
    longitude = public(models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True))

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Give how it stands in addresses: oslo."""
        return self.slug


class District(models.Model):
    """An area under a municipality; its code stands in the numbers of diplomas (NO-ALN-2027-003)."""

    municipality = public(models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="districts"))
    slug = public(models.SlugField())
    code = public(models.CharField(max_length=3, help_text="three capital letters"))
    name = public(models.CharField(max_length=120))

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "slug"], name="district_slug_once_in_municipality"),
            models.UniqueConstraint(fields=["municipality", "code"], name="district_code_once_in_municipality"),
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[A-ZÆØÅÄÖ]{3}$"), name="district_code_is_three_letters"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Give how it stands in addresses: oslo/alna."""
        return f"{self.municipality.slug}/{self.slug}"


class LocalGroup(models.Model):
    """All the neighbourhood mothers of a place, across cohorts. Its title may be its own (bygdemor …)."""

    slug = public(models.SlugField(unique=True))
    name = public(models.CharField(max_length=120))
    municipality = public(models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="groups"))
    district = public(
        models.ForeignKey(District, on_delete=models.PROTECT, related_name="groups", null=True, blank=True)
    )
    title_one = public(models.CharField(_("title of one"), max_length=40, default="bydelsmor"))
    title_many = public(models.CharField(_("title of several"), max_length=40, default="bydelsmødre"))
    founded_on = internal(models.DateField(null=True, blank=True))

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
