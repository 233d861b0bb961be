"""What is noted after an evening: what worked, what to change, the flip chart, and the task until next time."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.roster.models import Cohort, Enrolment
from cohorts.schedule.models import CourseSession
from lms.kit.privacy import Keep, internal, personal
from lms.kit.tokens import draw_mark
from lms.people.models import User
from lms.people.models.assignments import places_where
from lms.people.roles import Right

LONGEST_WORDS = 600
LONGEST_TASK = 400


def place_of_photo(note: "EveningNote", name: str) -> str:
    """Give the place of a photo in the store: drawn at random, it follows from nothing and says nothing."""
    return f"evenings/{draw_mark()}.{name.rsplit('.', 1)[-1].lower()}"


class EveningNoteQuerySet(models.QuerySet):
    """Notes, and who may see what of them."""

    def kept_by(self, user: User) -> "EveningNoteQuerySet":
        """Give those of the cohorts that she runs or helps with: she reads all of it."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(session__cohort__in=Cohort.objects.filter(places_where(user, Right.SEE_COHORTS)))

    def told_to(self, user: User) -> "EveningNoteQuerySet":
        """Give those that were sent to the women of a cohort in which she has a place: photo and task, nothing else."""
        if not user.is_authenticated:
            return self.none()
        attended = Cohort.objects.attended_by(user).values("pk")
        return self.filter(session__cohort__in=attended, sent_at__isnull=False)

    def visible_to(self, user: User) -> "EveningNoteQuerySet":
        """Give those of which she sees anything at all."""
        return self.filter(
            models.Q(pk__in=self.kept_by(user).values("pk")) | models.Q(pk__in=self.told_to(user).values("pk"))
        )


class EveningNote(models.Model):
    """One note for each evening, written by whoever runs the cohort, about the evening and never about a woman. Each
    change raises the revision; photo and task reach the women once somebody has sent them."""

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False), Keep.COURSE)
    session = internal(models.OneToOneField(CourseSession, models.CASCADE, related_name="note"), Keep.COURSE)
    # Nobody is to be described here; who does so nevertheless has written about somebody.
    worked = personal(models.TextField(_("What worked?"), max_length=LONGEST_WORDS, blank=True), Keep.COURSE)
    change = personal(models.TextField(_("What would you change?"), max_length=LONGEST_WORDS, blank=True), Keep.COURSE)
    home_task = internal(models.TextField(_("Home task"), max_length=LONGEST_TASK, blank=True), Keep.COURSE)
    photo = personal(
        models.FileField(_("photo of the flip chart"), upload_to=place_of_photo, blank=True), Keep.PRACTICAL
    )
    revision = internal(models.PositiveIntegerField(default=0), Keep.COURSE)
    changed_by = internal(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"), Keep.COURSE
    )
    changed_at = internal(models.DateTimeField(default=timezone.now), Keep.COURSE)
    sent_at = internal(models.DateTimeField(null=True, blank=True), Keep.COURSE)
    sent_by = internal(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"), Keep.COURSE
    )

    objects = EveningNoteQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["session"]

    def __str__(self) -> str:
        return f"note {str(self.public_id)[:8]}"

    def may_be_told_to(self, recipient: "User | str") -> bool:
        """Allow the message about it to the women who take part in its cohort now."""
        if isinstance(recipient, str):
            return False
        rows = Enrolment.objects.active().filter(person=recipient.pk, cohort__sessions=self.session_id)
        return rows.exists()
