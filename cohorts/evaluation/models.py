"""What the women think of an evening: a face and a sentence, of nobody."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from cohorts.roster.models import Cohort
from cohorts.schedule.models import CourseSession
from lms.kit.privacy import Keep, internal, personal
from lms.kit.tokens import draw_mark
from lms.people.models import User
from lms.people.models.assignments import places_where
from lms.people.roles import Right

from .rules import SHOWN_FROM, Face

LONGEST_SENTENCE = 300


def place_of_recording(feedback: "SessionFeedback", name: str) -> str:
    """Give the place of a recording in the store: drawn at random, it follows from nothing and says nothing."""
    return f"feedback/{draw_mark()}.{name.rsplit('.', 1)[-1].lower()}"


class FeedbackWindow(models.Model):
    """How many answers an evening has had, so that a flood ends, and whether somebody has closed it. No answer is in
    here."""

    session = internal(
        models.OneToOneField(CourseSession, models.CASCADE, primary_key=True, related_name="feedback_window"),
        Keep.COURSE,
    )
    received = internal(models.PositiveSmallIntegerField(default=0), Keep.COURSE)
    closed_at = internal(models.DateTimeField(null=True, blank=True), Keep.COURSE)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"window {self.pk}"


class FeedbackDevice(models.Model):
    """That a browser has answered for an evening: a hash of a number that it drew itself, for this evening alone. It
    stands apart from the answers, and goes when nobody can answer any more."""

    id = internal(models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False), Keep.ATTEMPT)
    session = internal(models.ForeignKey(CourseSession, models.CASCADE, related_name="+"), Keep.ATTEMPT)
    digest = internal(models.CharField(max_length=64), Keep.ATTEMPT)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["session", "digest"], name="device_answers_once_for_an_evening")]

    def __str__(self) -> str:
        return f"device {str(self.pk)[:8]}"


class SessionFeedbackQuerySet(models.QuerySet):
    """Answers, and who may see more of them than a count."""

    def visible_to(self, user: User) -> "SessionFeedbackQuerySet":
        """Give those of the cohorts that she coordinates, from five answers on. That their evening is closed is asked
        beside it: it hangs on the hour."""
        if not user.is_authenticated:
            return self.none()
        cohorts = Cohort.objects.filter(places_where(user, Right.RUN_COHORTS)).values("pk")
        return self.filter(session__cohort__in=cohorts, session__feedback_window__received__gte=SHOWN_FROM)


class SessionFeedback(models.Model):
    """One answer: a face, and if she wants a sentence, typed or spoken. Nobody's: no author, no address, no moment, and
    a key drawn at random, by which the answers are always read, so that their order says nothing."""

    class Faces(models.IntegerChoices):
        """The three faces."""

        GOOD = Face.GOOD, _("Good")
        SO_SO = Face.SO_SO, _("So-so")
        BAD = Face.BAD, _("Not so good")

    id = internal(models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False), Keep.COURSE)
    session = internal(models.ForeignKey(CourseSession, models.CASCADE, related_name="feedback"), Keep.COURSE)
    face = internal(models.PositiveSmallIntegerField(choices=Faces.choices), Keep.COURSE)
    # In a small group a manner of writing, and more so a voice, may be known: both go soon after the course.
    sentence = personal(models.CharField(max_length=LONGEST_SENTENCE, blank=True), Keep.PRACTICAL)
    recording = personal(models.FileField(upload_to=place_of_recording, blank=True), Keep.PRACTICAL)

    objects = SessionFeedbackQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="feedback_has_one_of_three_faces", condition=models.Q(face__in=[1, 2, 3]))
        ]

    def __str__(self) -> str:
        return f"feedback {str(self.pk)[:8]}"
