"""The women who take the education together, and who runs it for them."""

import uuid
from datetime import date, datetime, time

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.kit.privacy import Keep, internal, personal
from lms.people.models import LocalGroup, User
from lms.people.models.assignments import places_where
from lms.people.roles import Right

from .places import AtAPlace


class CohortQuerySet(models.QuerySet["Cohort"]):
    """Cohorts by state, and who may see them."""

    def run_by(self, user: User) -> "CohortQuerySet":
        """Give those at the places where she is coordinator or helper: she sees the women."""
        return self.filter(places_where(user, Right.SEE_COHORTS))

    def attended_by(self, user: User) -> "CohortQuerySet":
        """Give those she has a place in."""
        return self.filter(enrolments__person=user.pk, enrolments__state__in=["active", "completed"])

    def visible_to(self, user: User) -> "CohortQuerySet":
        """Give those she runs, those of the country whose figures she follows, and those she attends."""
        if not user.is_authenticated:
            return self.none()
        attended = Cohort.objects.attended_by(user).values("pk")
        seen = places_where(user, Right.SEE_COHORTS, Right.FOLLOW_COHORTS)
        return self.filter(seen | models.Q(pk__in=attended))

    def open(self) -> "CohortQuerySet":
        """Give those that are being planned or run."""
        return self.filter(state__in=[Cohort.State.PLANNED, Cohort.State.RUNNING])

    def over_before(self, moment: datetime) -> "CohortQuerySet":
        """Give those whose course was over before a moment: when somebody ended it; if nobody did, with its last
        evening; without any, when it was opened."""
        forgotten = models.Q(last_evening__lt=timezone.localdate(moment)) | models.Q(
            last_evening=None, created_at__lt=moment
        )
        rows = self.annotate(last_evening=models.Max("sessions__date"))
        return rows.filter(models.Q(ended_at__lt=moment) | models.Q(ended_at=None) & forgotten)

    def behind_since(self, day: date) -> "CohortQuerySet":
        """Give those whose last evening was before a day; without any, those that were ended before it."""
        rows = self.annotate(last_evening=models.Max("sessions__date"))
        return rows.filter(models.Q(last_evening__lt=day) | models.Q(last_evening=None, ended_at__date__lt=day))

    def with_places(self) -> "CohortQuerySet":
        """Fetch the edition, the venue and the places along."""
        return self.select_related(
            "edition",
            "venue",
            "local_group",
            "district__municipality__country",
            "municipality__country",
        )


class Cohort(AtAPlace):
    """A course at a place, by a released edition. 18–25 women are an aim, never a limit."""

    class State(models.TextChoices):
        """Where it stands."""

        PLANNED = "planned", _("being planned")
        RUNNING = "running", _("running")
        COMPLETED = "completed", _("completed")
        CANCELLED = "cancelled", _("cancelled")

    class Rhythm(models.TextChoices):
        """How often it meets."""

        WEEKLY = "weekly", _("every week")
        FORTNIGHTLY = "fortnightly", _("every second week")

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    local_group = internal(models.ForeignKey(LocalGroup, models.PROTECT, related_name="cohorts"))
    edition = internal(models.ForeignKey("curriculum.CurriculumEdition", models.PROTECT, related_name="cohorts"))
    name = internal(models.CharField(_("name"), max_length=80))
    state = internal(models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PLANNED))
    title_one = internal(models.CharField(_("title of one"), max_length=40, blank=True))
    title_many = internal(models.CharField(_("title of several"), max_length=40, blank=True))
    size_min = internal(models.PositiveSmallIntegerField(_("women, at least")))
    size_max = internal(models.PositiveSmallIntegerField(_("women, at most")))
    languages = internal(models.JSONField(_("languages"), default=list, blank=True))  # BCP 47 tags of the cohort
    venue = internal(models.ForeignKey("cohorts.Venue", models.PROTECT, null=True, blank=True, related_name="+"))
    weekdays = internal(models.JSONField(_("weekdays"), default=list))  # 1 is Monday
    rhythm = internal(models.CharField(_("rhythm"), max_length=12, choices=Rhythm.choices, default=Rhythm.WEEKLY))
    starts_at = internal(models.TimeField(_("time"), default=time(17)))  # local time
    food = internal(models.BooleanField(_("food"), default=True))
    childcare = internal(models.BooleanField(_("childcare"), default=True))
    interpreter = internal(models.BooleanField(_("interpreter"), default=False))
    dishes = internal(models.JSONField(_("kinds of dishes, as counts"), default=dict, blank=True), Keep.PRACTICAL)
    created_by = internal(models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"))
    created_at = internal(models.DateTimeField(default=timezone.now, editable=False))
    started_at = internal(models.DateTimeField(null=True, blank=True))
    ended_at = internal(models.DateTimeField(null=True, blank=True))

    objects = CohortQuerySet.as_manager()

    class Meta(AtAPlace.Meta):
        ordering = ["-created_at"]
        default_permissions = ()
        constraints = [
            *AtAPlace.Meta.constraints,
            models.CheckConstraint(
                name="cohort_size_not_turned_round", condition=models.Q(size_min__lte=models.F("size_max"))
            ),
            models.UniqueConstraint(fields=["local_group", "name"], name="cohort_named_once_in_group"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Tell whether it is being planned or runs."""
        return self.state in (self.State.PLANNED, self.State.RUNNING)

    @property
    def shown_title(self) -> str:
        """Give what a woman of it will be called."""
        return self.title_one or self.local_group.title_one


class CohortCoordinatorQuerySet(models.QuerySet):
    """Those who run cohorts, and who may see them."""

    def current(self) -> "CohortCoordinatorQuerySet":
        """Give those whose time is not over."""
        today = timezone.localdate()
        return self.filter(models.Q(until__isnull=True) | models.Q(until__gte=today))

    def visible_to(self, user: User) -> "CohortCoordinatorQuerySet":
        """Give those of the cohorts she may see."""
        return self.filter(cohort__in=Cohort.objects.visible_to(user))


class CohortCoordinator(models.Model):
    """Somebody who runs a cohort: its contact. What she may do follows from her role at the place."""

    cohort = internal(models.ForeignKey(Cohort, models.CASCADE, related_name="coordinators"))
    person = personal(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="cohorts_run"), Keep.COURSE
    )
    is_helper = internal(models.BooleanField(_("helper"), default=False))
    since = internal(models.DateField(default=timezone.localdate))
    until = internal(models.DateField(null=True, blank=True))

    objects = CohortCoordinatorQuerySet.as_manager()

    class Meta:
        ordering = ["is_helper", "pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["cohort", "person"], name="runs_a_cohort_once")]

    def __str__(self) -> str:
        return f"runs {self.cohort_id}"
