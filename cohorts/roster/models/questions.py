"""Questions to the secretariat, and what is to be done for a cohort."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.kit.privacy import Keep, internal, personal, special
from lms.people.models import User
from lms.people.models.assignments import places_where
from lms.people.roles import Right

from .cohorts import Cohort
from .enrolments import Enrolment


class QuestionQuerySet(models.QuerySet):
    """Questions by state, and who may see them."""

    def open(self) -> "QuestionQuerySet":
        """Give those that wait for an answer."""
        return self.filter(answered_at__isnull=True)

    def visible_to(self, user: User) -> "QuestionQuerySet":
        """Give those about the cohorts that she runs, or follows for the secretariat."""
        cohorts = Cohort.objects.filter(places_where(user, Right.SEE_COHORTS, Right.FOLLOW_COHORTS))
        return self.filter(cohort__in=cohorts)


class Question(models.Model):
    """What a coordinator asks the secretariat about a cohort, one evening of it, or one woman in it, whom the
    secretariat does not see; and the answer. Never a name."""

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    cohort = internal(models.ForeignKey(Cohort, models.CASCADE, related_name="questions"))
    evening = internal(models.PositiveSmallIntegerField(_("evening"), null=True, blank=True))  # its number
    enrolment = special(
        models.ForeignKey(Enrolment, models.CASCADE, null=True, blank=True, related_name="questions"), Keep.COURSE
    )
    asked_by = internal(models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"))
    asked_at = internal(models.DateTimeField(default=timezone.now, editable=False))
    # What is written may speak of somebody, however often we ask not to.
    text = personal(models.TextField(_("question")), Keep.COURSE)
    answer = personal(models.TextField(_("answer"), blank=True), Keep.COURSE)
    answered_by = internal(models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"))
    answered_at = internal(models.DateTimeField(null=True, blank=True))

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="answer_has_a_time",
                condition=models.Q(answered_at__isnull=True, answer="")
                | (models.Q(answered_at__isnull=False) & ~models.Q(answer="")),
            ),
            models.CheckConstraint(
                name="question_about_one_thing",
                condition=models.Q(evening__isnull=True) | models.Q(enrolment__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"question {str(self.public_id)[:8]}"

    def may_be_told_to(self, recipient: "User | str") -> bool:
        """Allow the message that there is an answer to whoever asked, as long as she runs the cohort."""
        if isinstance(recipient, str) or recipient.pk != self.asked_by_id:
            return False
        return Cohort.objects.run_by(recipient).filter(pk=self.cohort_id).exists()


class TaskQuerySet(models.QuerySet):
    """Tasks by state, and who may see them."""

    def open(self) -> "TaskQuerySet":
        """Give those that are not done."""
        return self.filter(done_at__isnull=True)

    def of(self, cohort: Cohort) -> "TaskQuerySet":
        """Give those of a cohort, and those of its group as a whole."""
        of_group = models.Q(for_group=True, cohort__local_group=cohort.local_group_id)
        return self.filter(models.Q(cohort=cohort) | of_group)

    def visible_to(self, user: User) -> "TaskQuerySet":
        """Give those of the cohorts that she runs. A group and all its cohorts are of one place."""
        return self.filter(cohort__in=Cohort.objects.run_by(user))


class Task(models.Model):
    """Something to be done for a cohort, or for its group as a whole: what, who, until when."""

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    cohort = internal(models.ForeignKey(Cohort, models.CASCADE, related_name="tasks"))
    for_group = internal(models.BooleanField(_("for the whole group"), default=False))
    what = personal(models.CharField(_("what"), max_length=160), Keep.COURSE)
    who = personal(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"),
        Keep.COURSE,
    )
    until = internal(models.DateField(_("until"), null=True, blank=True))
    made_by = internal(models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"))
    made_at = internal(models.DateTimeField(default=timezone.now, editable=False))
    done_at = internal(models.DateTimeField(null=True, blank=True))

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = [models.F("until").asc(nulls_last=True), "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"task {str(self.public_id)[:8]}"

    @property
    def is_late(self) -> bool:
        """Tell whether its day has passed."""
        return self.done_at is None and self.until is not None and self.until < timezone.localdate()
