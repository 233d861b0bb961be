"""Who was there: one mark for each woman and evening, and a journal of every operation that made it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.roster.models import Enrolment
from cohorts.schedule.models import CourseSession
from lms.kit.privacy import Keep, internal, personal
from lms.people.models import User

from ..rules import Outcome, Reason, Status


class Source(models.TextChoices):
    """By which road a mark came."""

    ROLL = "roll", _("roll call")
    SELF = "self", _("herself")
    PAPER = "paper", _("paper list")
    KIOSK = "kiosk", _("tablet in the doorway")
    IMPORT = "import", _("imported list")
    CATCH_UP = "catch_up", _("made up")


class StatusChoices(models.TextChoices):
    """The words for a mark."""

    PRESENT = Status.PRESENT.value, _("there")
    LATE = Status.LATE.value, _("came late")
    LEFT_EARLY = Status.LEFT_EARLY.value, _("left early")
    EXCUSED = Status.EXCUSED.value, _("away, had said so")
    ABSENT = Status.ABSENT.value, _("away")


class OfWomenQuerySet(models.QuerySet):
    """Rows about women of cohorts, and who may see them."""

    def visible_to(self, user: User) -> "OfWomenQuerySet":
        """Give her own, and those of the cohorts that she runs. The secretariat sees totals."""
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user).values("pk"))


class Attendance(models.Model):
    """What stands for one woman on one evening. An empty status is a mark that was taken back: its revision goes on."""

    session = personal(models.ForeignKey(CourseSession, models.CASCADE, related_name="marks"), Keep.MARK)
    enrolment = personal(models.ForeignKey(Enrolment, models.CASCADE, related_name="marks"), Keep.MARK)
    status = personal(models.CharField(_("mark"), max_length=12, choices=StatusChoices.choices, blank=True), Keep.MARK)
    minutes = personal(models.PositiveSmallIntegerField(_("minutes missed"), null=True, blank=True), Keep.MARK)
    revision = internal(models.PositiveIntegerField(default=0), Keep.MARK)
    # The phone that spoke last, and the number of what it said: what it says later holds.
    device = internal(models.CharField(max_length=40, blank=True), Keep.OPERATION)
    number = internal(models.PositiveBigIntegerField(default=0), Keep.MARK)
    source = internal(models.CharField(max_length=8, choices=Source.choices, default=Source.ROLL), Keep.MARK)
    marked_by = internal(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"), Keep.MARK
    )
    marked_at = internal(models.DateTimeField(default=timezone.now), Keep.MARK)

    objects = OfWomenQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["session", "enrolment"], name="one_mark_an_evening")]

    def __str__(self) -> str:
        return f"mark {self.pk}"


class AttendanceOperation(models.Model):
    """One thing that somebody did, as it was done. Rows are added and never changed; only how often a phone has sent
    it is counted up, and after 90 days its key and its phone are forgotten."""

    key = internal(
        models.UUIDField(unique=True, null=True, editable=False, help_text="drawn on the phone"), Keep.OPERATION
    )
    session = personal(models.ForeignKey(CourseSession, models.CASCADE, related_name="operations"), Keep.MARK)
    # Whom it was about; nobody if the phone named somebody who is not in the cohort.
    enrolment = personal(models.ForeignKey(Enrolment, models.CASCADE, null=True, related_name="operations"), Keep.MARK)
    status = personal(models.CharField(max_length=12, choices=StatusChoices.choices, blank=True), Keep.MARK)
    minutes = personal(models.PositiveSmallIntegerField(null=True), Keep.MARK)
    only_if_empty = internal(models.BooleanField(default=False), Keep.MARK)
    base = internal(models.PositiveIntegerField(default=0), Keep.MARK)
    device = internal(models.CharField(max_length=40), Keep.OPERATION)
    device_label = internal(models.CharField(max_length=60, blank=True), Keep.OPERATION)
    number = internal(models.PositiveBigIntegerField(), Keep.MARK)
    source = internal(models.CharField(max_length=8, choices=Source.choices), Keep.MARK)
    by = internal(models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"), Keep.MARK)
    done_at = internal(models.DateTimeField(null=True, help_text="by the clock of the phone"), Keep.MARK)
    received_at = internal(models.DateTimeField(default=timezone.now), Keep.MARK)
    times_received = internal(models.PositiveIntegerField(default=1), Keep.MARK)
    outcome = internal(
        models.CharField(max_length=8, choices=[(each.value, each.value) for each in Outcome]), Keep.MARK
    )
    reason = internal(
        models.CharField(max_length=14, choices=[(each.value, each.value) for each in Reason], blank=True), Keep.MARK
    )
    revision = internal(models.PositiveIntegerField(default=0, help_text="of the mark afterwards"), Keep.MARK)

    objects = OfWomenQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        indexes = [models.Index(fields=["session", "enrolment"], name="operation_by_cell")]

    def __str__(self) -> str:
        return f"operation {self.pk}"

    def save(self, *args, **kwargs) -> None:
        """Store a new row; refuse to change an old one."""
        if not self._state.adding:
            raise TypeError("AttendanceOperation is append-only.")
        super().save(*args, **kwargs)
