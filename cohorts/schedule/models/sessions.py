"""A dated evening of a cohort, and the modules taught on it."""

import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.roster.models import Cohort, Venue
from lms.kit.privacy import internal
from lms.people.models import User
from lms.people.models.assignments import places_where
from lms.people.roles import Right


class CourseSessionQuerySet(models.QuerySet):
    """Evenings by time and state, and who may see them."""

    def held(self) -> "CourseSessionQuerySet":
        """Leave out the cancelled ones."""
        return self.exclude(state=CourseSession.State.CANCELLED)

    def visible_to(self, user: User) -> "CourseSessionQuerySet":
        """Give those of the cohorts she may see."""
        return self.filter(cohort__in=Cohort.objects.visible_to(user).values("pk"))

    def run_by(self, user: User) -> "CourseSessionQuerySet":
        """Give those of the cohorts whose women she sees."""
        return self.filter(places_where(user, Right.SEE_COHORTS, way="cohort__"))

    def with_modules(self) -> "CourseSessionQuerySet":
        """Fetch the modules and the venue along: two queries more, whatever the number of rows."""
        return self.select_related("venue").prefetch_related(
            models.Prefetch(
                "session_modules", queryset=SessionModule.objects.select_related("edition_module__module__locale")
            )
        )


class CourseSession(models.Model):
    """One evening: a local date and a local time in a zone, from which the moment is derived. Its number is given once
    and stays with it when it moves: women and calendars know it as “Kurskveld 5”."""

    class Kind(models.TextChoices):
        """What sort of evening."""

        EVENING = "evening", _("course evening")
        EXTRA = "extra", _("extra evening")
        CATCH_UP = "catch_up", _("evening to catch up")
        DAY = "day", _("day")
        EXCURSION = "excursion", _("excursion")

    class State(models.TextChoices):
        """Whether it is held."""

        PLANNED = "planned", _("planned")
        CANCELLED = "cancelled", _("cancelled")

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    cohort = internal(models.ForeignKey(Cohort, models.PROTECT, related_name="sessions"))
    number = internal(models.PositiveSmallIntegerField(_("number")))
    kind = internal(models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.EVENING))
    state = internal(models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PLANNED))
    date = internal(models.DateField(_("date")))
    starts_at = internal(models.TimeField(_("from")))
    ends_at = internal(models.TimeField(_("until")))
    time_zone = internal(models.CharField(max_length=40, help_text="IANA name"))
    venue = internal(models.ForeignKey(Venue, models.PROTECT, null=True, blank=True, related_name="sessions"))
    bring = internal(models.CharField(_("what to bring"), max_length=120, blank=True))
    # A link to this evening opens only as long as it names this number.
    link_number = internal(models.PositiveIntegerField(default=0))
    # For calendars: the identity is `public_id`, and each change of time, place or state raises the sequence.
    sequence = internal(models.PositiveIntegerField(default=0))
    changed_at = internal(models.DateTimeField(default=timezone.now))
    created_at = internal(models.DateTimeField(default=timezone.now, editable=False))

    objects = CourseSessionQuerySet.as_manager()

    class Meta:
        ordering = ["date", "starts_at", "number"]
        default_permissions = ()
        indexes = [models.Index(fields=["date", "state"], name="session_by_date")]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "number"], name="session_number_once_in_cohort"),
            models.CheckConstraint(
                name="session_ends_after_it_starts", condition=models.Q(ends_at__gt=models.F("starts_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.date}"

    @property
    def begins(self) -> datetime:
        """Give the moment it begins, aware, in its zone."""
        return datetime.combine(self.date, self.starts_at, ZoneInfo(self.time_zone))

    @property
    def ends(self) -> datetime:
        """Give the moment it ends, aware, in its zone."""
        return datetime.combine(self.date, self.ends_at, ZoneInfo(self.time_zone))

    @property
    def is_cancelled(self) -> bool:
        """Tell whether it is not held."""
        return self.state == self.State.CANCELLED

    @property
    def is_past(self) -> bool:
        """Tell whether it has begun: such an evening never moves."""
        return self.begins <= timezone.now()

    def may_be_told_to(self, recipient: "User | str") -> bool:
        """Allow messages about an evening to the women of its cohort and to those who run it."""
        if isinstance(recipient, str):
            return False
        return CourseSession.objects.visible_to(recipient).filter(pk=self.pk).exists()


class SessionModule(models.Model):
    """A module, or a part of one, taught on an evening. Every module of the edition is held exactly once in a plan,
    but for evenings to catch up, which repeat some."""

    session = internal(models.ForeignKey(CourseSession, models.CASCADE, related_name="session_modules"))
    edition_module = internal(models.ForeignKey("curriculum.EditionModule", models.PROTECT, related_name="sessions"))
    order = internal(models.PositiveSmallIntegerField(default=1))
    part = internal(models.PositiveSmallIntegerField(default=1))
    parts = internal(models.PositiveSmallIntegerField(default=1))

    class Meta:
        ordering = ["session", "order"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["session", "edition_module"], name="module_once_on_an_evening"),
            models.CheckConstraint(
                name="part_is_one_of_the_parts",
                condition=models.Q(part__gte=1) & models.Q(part__lte=models.F("parts")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_module_id} {self.part}/{self.parts}"
