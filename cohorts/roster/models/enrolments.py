"""A woman's place in a cohort."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.kit.privacy import Keep, internal, special
from lms.people.models import User

from .cohorts import Cohort


class EnrolmentQuerySet(models.QuerySet):
    """Places by state, and who may see them."""

    def active(self) -> "EnrolmentQuerySet":
        """Give those of women who take part now: also who has completed, as long as her course goes on."""
        on = models.Q(state=Enrolment.State.COMPLETED, cohort__state__in=[Cohort.State.PLANNED, Cohort.State.RUNNING])
        return self.filter(models.Q(state=Enrolment.State.ACTIVE) | on)

    def stayed(self) -> "EnrolmentQuerySet":
        """Give those of women who take part or have completed, in courses that are over too."""
        return self.filter(state__in=[Enrolment.State.ACTIVE, Enrolment.State.COMPLETED])

    def open(self) -> "EnrolmentQuerySet":
        """Give those that can be ended: who has completed does not leave any more."""
        return self.filter(state__in=[Enrolment.State.OFFERED, Enrolment.State.ACTIVE])

    def taken(self) -> "EnrolmentQuerySet":
        """Give those that count towards the size: offered, taken or completed."""
        return self.filter(state__in=Enrolment.TAKEN)

    def visible_to(self, user: User) -> "EnrolmentQuerySet":
        """Give her own, and those of the cohorts that she runs. The secretariat sees totals only."""
        if not user.is_authenticated:
            return self.none()
        run = Cohort.objects.run_by(user).values("pk")
        return self.filter(models.Q(person=user.pk) | models.Q(cohort__in=run))


class Enrolment(models.Model):
    """One place of one woman in one cohort. No reason is stored when she leaves."""

    class State(models.TextChoices):
        """Where she stands."""

        OFFERED = "offered", _("offered")
        ACTIVE = "active", _("takes part")
        WITHDRAWN = "withdrawn", _("has left")
        COMPLETED = "completed", _("has completed")

    TAKEN = (State.OFFERED, State.ACTIVE, State.COMPLETED)

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    cohort = special(models.ForeignKey(Cohort, models.PROTECT, related_name="enrolments"), Keep.COURSE)
    person = special(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="enrolments"), Keep.COURSE
    )
    state = special(
        models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ACTIVE), Keep.COURSE
    )
    since = special(models.DateField(default=timezone.localdate), Keep.COURSE)
    until = special(models.DateField(null=True, blank=True), Keep.COURSE)
    area = special(models.CharField(_("part of town"), max_length=60, blank=True), Keep.COURSE)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["cohort", "person"], name="one_place_in_a_cohort"),
            models.CheckConstraint(
                name="place_ends_after_it_began",
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
            ),
        ]

    def __str__(self) -> str:
        # A woman's name must not reach a log line or an audit label.
        return f"place {str(self.public_id)[:8]}"

    @property
    def takes_part(self) -> bool:
        """Tell of one row what `active` says of all."""
        return self.state == self.State.ACTIVE or (self.state == self.State.COMPLETED and self.cohort.is_open)

    def may_be_told_to(self, recipient: "User | str") -> bool:
        """Allow messages about a place to the woman who has it."""
        return recipient == self.person and self.state in self.TAKEN
