"""When a cohort reminds its guests."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.roster.models import Cohort
from lms.kit.privacy import internal


class GuestReminders(models.Model):
    """How many days before or after an evening its guests hear from the platform by themselves; none: never. Without a
    row the numbers here hold."""

    cohort = internal(models.OneToOneField(Cohort, models.CASCADE, related_name="guest_reminders"))
    answer = internal(models.PositiveSmallIntegerField(_("a reminder to answer"), null=True, blank=True, default=21))
    material = internal(models.PositiveSmallIntegerField(_("a reminder of material"), null=True, blank=True, default=7))
    practical = internal(models.PositiveSmallIntegerField(_("where and when"), null=True, blank=True, default=1))
    thanks = internal(models.PositiveSmallIntegerField(_("thanks"), null=True, blank=True, default=1))

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"reminders of {self.cohort_id}"
