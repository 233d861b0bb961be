"""What belongs to one district: its directory of services and places, and what it fills into the texts."""

import uuid
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.kit.privacy import Keep, internal, personal, public
from lms.people.models import District, Municipality, User
from lms.people.models.assignments import places_where
from lms.people.roles import Right

from ..rules import call_url

LocalPlace = District | Municipality
SEEING = (Right.EDIT_LOCAL_CONTENT, Right.EDIT_NATIONAL_CONTENT)
"""Rights whose holder sees what the places of hers have filled in: the coordinator, and the secretariat."""
CONFIRMED_FOR = timedelta(days=365)
"""How long what a district wrote is trusted before somebody must say again that it is right."""


def in_a_year() -> date:
    """Give the day by which something is to be checked again."""
    return timezone.localdate() + CONFIRMED_FOR


class EntryKind(models.TextChoices):
    """Under which heading an entry stands."""

    HEALTH = "health", _("Health")
    FAMILY = "family", _("Children and family")
    SCHOOL = "school", _("School and learning")
    WORK = "work", _("Work and money")
    LIBRARY = "library", _("Library")
    MEETING = "meeting", _("Meeting places")
    LEISURE = "leisure", _("Leisure")
    ADVICE = "advice", _("Advice and rights")
    SAFETY = "safety", _("Safety")
    OTHER = "other", _("Other")


class OfAPlaceQuerySet(models.QuerySet):
    """Rows of a place, and who may see them."""

    def of(self, place: LocalPlace) -> "OfAPlaceQuerySet":
        """Keep what was written for a place itself."""
        return self.filter(district=place) if isinstance(place, District) else self.filter(municipality=place)

    def read_in(self, place: LocalPlace) -> "OfAPlaceQuerySet":
        """Keep what counts in a place: its own rows, and in a district those of the whole municipality."""
        if isinstance(place, Municipality):
            return self.filter(municipality=place)
        return self.filter(models.Q(district=place) | models.Q(municipality=place.municipality_id))

    def visible_to(self, user: User) -> "OfAPlaceQuerySet":
        """Give the rows of the places where she fills in, and to the secretariat those of its country."""
        return self.filter(places_where(user, *SEEING))


class OfAPlace(models.Model):
    """What a district has, or a municipality as a whole. A small municipality has no districts."""

    municipality = public(models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="+"))
    district = public(models.ForeignKey(District, models.PROTECT, null=True, blank=True, related_name="+"))
    changed_by = internal(models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"))
    changed_at = internal(models.DateTimeField(default=timezone.now))

    objects = OfAPlaceQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(municipality__isnull=False) ^ models.Q(district__isnull=False),
                name="%(class)s_belongs_to_one_place",
            )
        ]

    @property
    def place(self) -> LocalPlace:
        """Give the place it belongs to."""
        return self.district or self.municipality


class DirectoryEntry(OfAPlace):
    """One service or place of a district. Everybody may read it, so no private person stands here."""

    public_id = public(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    name = public(models.CharField(_("name"), max_length=80))
    kind = public(models.CharField(_("kind"), max_length=8, choices=EntryKind.choices, default=EntryKind.OTHER))
    phone = public(models.CharField(_("phone"), max_length=25, blank=True))
    where = public(models.CharField(_("where it is"), max_length=120, blank=True))
    hours = public(models.CharField(_("when it is open"), max_length=120, blank=True))
    languages = public(models.CharField(_("languages they speak"), max_length=120, blank=True))
    web = public(models.URLField(_("website"), blank=True))
    note = public(models.CharField(_("about it"), max_length=300, blank=True))
    check_by = public(models.DateField(_("check again by"), default=in_a_year))

    class Meta(OfAPlace.Meta):
        ordering = ["name"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    @property
    def call_url(self) -> str:
        """Give the `tel:` link, or nothing."""
        return call_url(self.phone)

    @property
    def is_due(self) -> bool:
        """Tell whether somebody should look whether it is still right."""
        return self.check_by <= timezone.localdate()


class LocalSlot(OfAPlace):
    """What a district has filled into one local place of the texts: an entry of its directory, words, or both.

    It belongs to the key that stands in the text, not to a page or an edition, so it outlives them.
    """

    key = public(models.CharField(max_length=60))
    entry = public(models.ForeignKey(DirectoryEntry, models.SET_NULL, null=True, blank=True, related_name="slots"))
    # Whom to ask and how to reach her: only those who are signed in in the district read it.
    text = personal(models.CharField(_("what readers see"), max_length=300, blank=True), Keep.LOCAL)
    confirmed_at = internal(models.DateTimeField(default=timezone.now))

    class Meta(OfAPlace.Meta):
        ordering = ["key"]
        default_permissions = ()
        constraints = [
            *OfAPlace.Meta.constraints,
            models.UniqueConstraint(fields=["key", "district"], name="slot_filled_once_in_a_district"),
            models.UniqueConstraint(fields=["key", "municipality"], name="slot_filled_once_in_a_municipality"),
        ]

    def __str__(self) -> str:
        return self.key
