"""What two people decide about a woman's completion, and what she herself wants on the paper."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.roster.models import Cohort, Enrolment
from lms.kit.privacy import Keep, internal, special
from lms.people.models import User
from lms.people.models.assignments import places_where
from lms.people.roles import Right


class CompletionDecisionQuerySet(models.QuerySet):
    """Decisions by state, and who may see them."""

    def proposed(self) -> "CompletionDecisionQuerySet":
        """Give those that wait for the second person."""
        return self.filter(state=CompletionDecision.State.PROPOSED)

    def standing(self) -> "CompletionDecisionQuerySet":
        """Give those that were not sent back."""
        return self.exclude(state=CompletionDecision.State.RETURNED)

    def visible_to(self, user: User) -> "CompletionDecisionQuerySet":
        """Give her own, those of the cohorts she runs, and to the secretariat those of its country: of women who are
        proposed it sees what they have of the course."""
        if not user.is_authenticated:
            return self.none()
        run = Cohort.objects.filter(places_where(user, Right.SEE_COHORTS, Right.CONFIRM_DIPLOMAS)).values("pk")
        return self.filter(models.Q(enrolment__person=user.pk) | models.Q(enrolment__cohort__in=run))


class CompletionDecision(models.Model):
    """That a woman has completed the education, or gets a warm paper of what she took: one person proposes it, another
    one confirms. What she had of the course is kept as it was then."""

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", _("proposed")
        CONFIRMED = "confirmed", _("confirmed")
        RETURNED = "returned", _("sent back")

    class Outcome(models.TextChoices):
        """What she gets."""

        DIPLOMA = "diploma", _("diploma")
        ATTENDANCE = "attendance", _("paper of attendance")

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    enrolment = special(models.ForeignKey(Enrolment, models.CASCADE, related_name="decisions"), Keep.COURSE)
    outcome = special(models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.DIPLOMA), Keep.COURSE)
    state = special(models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED), Keep.COURSE)
    credited = special(models.JSONField(default=list), Keep.COURSE)  # numbers of the modules that she has
    needed = internal(models.PositiveSmallIntegerField())
    fulfilled = special(models.BooleanField(), Keep.COURSE)
    answer = special(models.CharField(_("why it is sent back"), max_length=400, blank=True), Keep.COURSE)
    reason = special(models.CharField(_("reason"), max_length=400, blank=True), Keep.COURSE)
    proposed_by = internal(models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"))
    proposed_at = internal(models.DateTimeField(default=timezone.now, editable=False))
    decided_by = internal(models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"))
    decided_at = internal(models.DateTimeField(null=True, editable=False))
    given_at = internal(models.CharField(_("place of the ceremony"), max_length=80, blank=True))
    given_on = internal(models.DateField(_("day of the ceremony"), null=True, blank=True))

    objects = CompletionDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "outcome"],
                condition=models.Q(state__in=["proposed", "confirmed"]),
                name="one_standing_decision_of_a_kind_about_a_place",
            ),
            models.CheckConstraint(
                name="decided_by_a_second_person",
                condition=models.Q(proposed_by__isnull=True)
                | models.Q(decided_by__isnull=True)
                | ~models.Q(proposed_by=models.F("decided_by")),
            ),
            models.CheckConstraint(
                name="diploma_below_the_rule_has_a_reason",
                condition=models.Q(fulfilled=True) | models.Q(outcome="attendance") | ~models.Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"decision {str(self.public_id)[:8]}"


class DiplomaWishes(models.Model):
    """What a woman wants on her diploma: how her name is spelt, in which languages, and whether it counts evenings.
    That the check page may show her name, and the card her photo, she signs as consents (`roster.Signature`)."""

    class Channel(models.TextChoices):
        """How she confirmed her name."""

        PHONE = "phone", _("on her phone")
        TOLD = "told", _("told the coordinator")

    enrolment = special(models.OneToOneField(Enrolment, models.CASCADE, related_name="diploma_wishes"), Keep.COURSE)
    name = special(models.CharField(_("your name on the diploma"), max_length=120), Keep.COURSE)
    sounds = special(models.CharField(_("how the name sounds"), max_length=120, blank=True), Keep.COURSE)
    name_confirmed_at = special(models.DateTimeField(null=True, blank=True), Keep.COURSE)
    channel = special(models.CharField(max_length=8, choices=Channel.choices, default=Channel.PHONE), Keep.COURSE)
    noted_by = internal(models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"))
    languages = special(models.JSONField(_("languages of the diploma"), default=list), Keep.COURSE)  # one or two
    counts_evenings = special(models.BooleanField(_("say how many evenings I came"), default=True), Keep.COURSE)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"wishes of place {self.enrolment_id}"
