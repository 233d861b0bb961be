"""Who came without a place in the cohort: a name on the roll, until somebody says who she is."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.roster.models import Enrolment
from cohorts.schedule.models import CourseSession
from lms.kit.privacy import Keep, internal, personal
from lms.people.models import User

from ..rules import Reason


class WalkInQuerySet(models.QuerySet):
    """Lines of rolls, and who may see them."""

    def visible_to(self, user: User) -> "WalkInQuerySet":
        """Give those of the evenings that she may see."""
        return self.filter(session__in=CourseSession.objects.visible_to(user).values("pk"))

    def standing(self) -> "WalkInQuerySet":
        """Leave out whoever was refused, taken off again, or found in the cohort."""
        return self.filter(reason="", is_dropped=False, enrolment=None)


class WalkIn(models.Model):
    """One named line of a roll. It is drawn on a phone with a key of its own, so that sent twice it stands once."""

    key = internal(models.UUIDField(unique=True, editable=False, help_text="drawn on the phone"), Keep.MARK)
    session = personal(models.ForeignKey(CourseSession, models.CASCADE, related_name="walk_ins"), Keep.MARK)
    name = personal(models.CharField(_("name"), max_length=80), Keep.MARK)
    # Who she turned out to be.
    enrolment = personal(models.ForeignKey(Enrolment, models.CASCADE, null=True, related_name="walk_ins"), Keep.MARK)
    is_dropped = internal(models.BooleanField(default=False), Keep.MARK)
    device = internal(models.CharField(max_length=40, blank=True), Keep.OPERATION)
    device_label = internal(models.CharField(max_length=60, blank=True), Keep.OPERATION)
    number = internal(models.PositiveBigIntegerField(), Keep.MARK)
    by = internal(models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"), Keep.MARK)
    done_at = internal(models.DateTimeField(null=True, help_text="by the clock of the phone"), Keep.MARK)
    received_at = internal(models.DateTimeField(default=timezone.now), Keep.MARK)
    times_received = internal(models.PositiveIntegerField(default=1), Keep.MARK)
    # Why she does not stand on the roll, if so.
    reason = internal(
        models.CharField(max_length=14, choices=[(each.value, each.value) for each in Reason], blank=True), Keep.MARK
    )
    settled_by = internal(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"), Keep.MARK
    )
    settled_at = internal(models.DateTimeField(null=True), Keep.MARK)

    objects = WalkInQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"walk-in {self.pk}"
