"""Whether a woman comes to an evening: what she said beforehand, and the links by which she was asked."""

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


class AnswerRequest(models.Model):
    """A woman who was sent a link to say whether she comes to an evening, as it stood at `sequence`. The links
    themselves are `AccessLink`s."""

    session = personal(models.ForeignKey(CourseSession, models.CASCADE, related_name="answer_requests"), Keep.COURSE)
    enrolment = personal(models.ForeignKey(Enrolment, models.CASCADE, related_name="answer_requests"), Keep.COURSE)
    sequence = internal(models.PositiveIntegerField(), Keep.COURSE)
    asked_at = internal(models.DateTimeField(default=timezone.now), Keep.COURSE)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["session", "enrolment", "sequence"], name="asked_once_for_each_version")
        ]

    def __str__(self) -> str:
        return f"asked {self.pk}"

    @property
    def has_moved(self) -> bool:
        """Tell whether the evening has changed since she was asked."""
        return self.sequence != self.session.sequence

    @property
    def is_hers(self) -> bool:
        """Tell whether she may still answer by link: she takes part, and nothing about when she will be where is kept
        on her phone for others to find."""
        person = self.enrolment.person
        return person.is_active and not person.is_protected and self.enrolment.state == Enrolment.State.ACTIVE

    def may_be_told_to(self, recipient: "User | str") -> bool:
        """Allow the message with the link to the woman herself, unless she is protected by now."""
        return recipient == self.enrolment.person and self.is_hers
