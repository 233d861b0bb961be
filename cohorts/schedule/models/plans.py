"""The plan of a cohort as a whole: its version, its changes, and plans that nobody uses yet."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.roster.models import Cohort
from lms.kit.privacy import Keep, internal
from lms.people.models import User


class CoursePlan(models.Model):
    """The version of a cohort's plan. Whoever changes it names the version she saw; who saw an older one is told."""

    cohort = internal(models.OneToOneField(Cohort, models.CASCADE, related_name="plan"))
    version = internal(models.PositiveIntegerField(default=0))
    changed_at = internal(models.DateTimeField(default=timezone.now))
    # What the women were last told of each evening, by its id: {date, starts_at, ends_at, venue, state}.
    told = internal(models.JSONField(default=dict))
    # Evenings in one week at most, as the planner was asked; 0: as many as there are weekdays.
    per_week = internal(models.PositiveSmallIntegerField(default=0))

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"plan {self.version}"


class PlanChange(models.Model):
    """One change of a plan: the evenings before and after, so that it can be shown, and undone within the hour."""

    class Kind(models.TextChoices):
        """What was done."""

        USED = "used", _("plan used")
        MOVED = "moved", _("evening moved")
        PUSHED = "pushed", _("evenings moved down the line")
        SWAPPED = "swapped", _("modules swapped")
        CANCELLED = "cancelled", _("evening cancelled")
        RESTORED = "restored", _("evening held after all")
        ADDED = "added", _("evening added")
        CHANGED = "changed", _("time or venue changed")
        JOINED = "joined", _("modules put together")
        SPLIT = "split", _("evening split in two")
        UNDONE = "undone", _("change undone")
        CALLED_OFF = "called_off", _("cohort cancelled")

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    cohort = internal(models.ForeignKey(Cohort, models.CASCADE, related_name="plan_changes"))
    version = internal(models.PositiveIntegerField())
    kind = internal(models.CharField(max_length=10, choices=Kind.choices))
    by = internal(models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"))
    at = internal(models.DateTimeField(default=timezone.now))
    before = internal(models.JSONField(default=list))
    after = internal(models.JSONField(default=list))
    overridden = internal(models.JSONField(default=list))  # codes of the warnings that were accepted
    reason = internal(models.CharField(_("reason"), max_length=200, blank=True))
    undone_at = internal(models.DateTimeField(null=True, blank=True))

    class Meta:
        ordering = ["-version"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["cohort", "version"], name="one_change_a_version")]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class Announcement(models.Model):
    """One time that the women were told of changes, or that nothing was said of them: what they knew before it, and
    what they know since. The messages themselves are notices."""

    cohort = internal(models.ForeignKey(Cohort, models.CASCADE, related_name="announcements"))
    version = internal(models.PositiveIntegerField(help_text="of the plan that was told"))
    by = internal(models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"))
    at = internal(models.DateTimeField(default=timezone.now))
    is_sent = internal(models.BooleanField(default=True))  # False: thrown away
    before = internal(models.JSONField(default=dict))
    women = internal(models.PositiveSmallIntegerField(default=0))

    class Meta:
        ordering = ["-version"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["cohort", "version"], name="a_version_is_told_once")]

    def __str__(self) -> str:
        return f"told {self.version}"

    @property
    def key(self) -> str:
        """Give what the keys of all its messages begin with."""
        return f"plan:{self.cohort_id}:{self.version}:"

    def key_for(self, person: User) -> str:
        """Give the key under which her message is stored, once."""
        return f"{self.key}{person.pk}"


class PlanDraftQuerySet(models.QuerySet):
    """Drafts, and who may see them."""

    def visible_to(self, user: User) -> "PlanDraftQuerySet":
        """Give those of the cohorts she runs."""
        return self.filter(cohort__in=Cohort.objects.run_by(user).values("pk"))


class PlanDraft(models.Model):
    """A plan that somebody is making: what she asked for, and what she has changed in the proposal."""

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False), Keep.PRACTICAL)
    cohort = internal(models.ForeignKey(Cohort, models.CASCADE, related_name="plan_drafts"), Keep.PRACTICAL)
    by = internal(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"), Keep.PRACTICAL
    )
    # First date, weekdays, time, rhythm, venue.
    asked = internal(models.JSONField(default=dict), Keep.PRACTICAL)
    # Date, start, end, modules, venue, kind.
    evenings = internal(models.JSONField(default=list), Keep.PRACTICAL)
    version = internal(models.PositiveIntegerField(default=0), Keep.PRACTICAL)
    changed_at = internal(models.DateTimeField(default=timezone.now), Keep.PRACTICAL)

    objects = PlanDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"draft {str(self.public_id)[:8]}"
