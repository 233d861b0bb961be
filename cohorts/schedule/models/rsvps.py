"""Whether a woman comes to an evening: what she said beforehand."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.roster.models import Enrolment
from lms.kit.privacy import Keep, internal, personal
from lms.people.models import User

from .sessions import CourseSession


class RsvpQuerySet(models.QuerySet):
    """Answers, and who may see them."""

    def visible_to(self, user: User) -> "RsvpQuerySet":
        """Give her own, and those of the cohorts that she runs."""
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user).values("pk"))


class Rsvp(models.Model):
    """Her answer for one evening as it then stood. No row means that she has not answered, never that she said no."""

    class Answer(models.TextChoices):
        """What she said."""

        COMING = "coming", _("comes")
        AWAY = "away", _("cannot come")

    class Source(models.TextChoices):
        """How she said it."""

        SELF = "self", _("herself")
        LINK = "link", _("by link")
        CALENDAR = "calendar", _("from her calendar")
        COORDINATOR = "coordinator", _("told the coordinator")

    session = personal(models.ForeignKey(CourseSession, models.CASCADE, related_name="rsvps"), Keep.COURSE)
    enrolment = personal(models.ForeignKey(Enrolment, models.CASCADE, related_name="rsvps"), Keep.COURSE)
    answer = personal(models.CharField(_("answer"), max_length=8, choices=Answer.choices), Keep.COURSE)
    source = internal(models.CharField(max_length=12, choices=Source.choices, default=Source.SELF), Keep.COURSE)
    sequence = internal(
        models.PositiveIntegerField(help_text="of the evening she answered for: a moved one needs a new answer"),
        Keep.COURSE,
    )
    answered_at = internal(models.DateTimeField(default=timezone.now), Keep.COURSE)

    objects = RsvpQuerySet.as_manager()

    class Meta:
        ordering = ["session", "pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["session", "enrolment"], name="one_answer_an_evening")]

    def __str__(self) -> str:
        return f"answer {self.pk}"
