"""What was said to a guest and what she said, step by step: written once, never changed."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.kit.privacy import Keep, internal, personal

from .invitations import GuestInvitation


class GuestStep(models.Model):
    """One step of an invitation: what, when, by which way, and for which version of the evening. What goes out by
    itself goes out once for a version: this row is what a sender claims."""

    class Kind(models.TextChoices):
        """What happened."""

        QUEUED = "queued", _("to be asked if others cannot")
        ASKED = "asked", _("asked")
        ACCEPTED = "accepted", _("said yes")
        DECLINED = "declined", _("said no")
        PROPOSED = "proposed", _("proposed other days")
        NEEDS = "needs", _("said what she needs")
        HANDED_OVER = "handed_over", _("handed over to a colleague")
        CANCELLED = "cancelled", _("question taken back")
        CLOSED = "closed", _("told that somebody else comes")
        TOLD = "told", _("told of the change, and asked anew")
        NOT_TOLD = "not_told", _("not told of the change")
        REMINDED = "reminded", _("reminded to answer")
        MATERIAL = "material", _("reminded of her material")
        PRACTICAL = "practical", _("told where and when")
        THANKED = "thanked", _("thanked")

    invitation = internal(models.ForeignKey(GuestInvitation, models.CASCADE, related_name="steps"), Keep.GUEST)
    kind = personal(models.CharField(max_length=12, choices=Kind.choices), Keep.GUEST)
    source = internal(models.CharField(max_length=8, choices=GuestInvitation.Source.choices, blank=True), Keep.GUEST)
    version = internal(models.PositiveIntegerField(help_text="the sequence of the evening then"), Keep.GUEST)
    at = personal(models.DateTimeField(default=timezone.now, editable=False), Keep.GUEST)
    by = internal(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"),
        Keep.GUEST,
    )  # of staff; none: she herself, or the clock

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "kind", "version"],
                name="guest_told_once_of_a_version",
                condition=models.Q(kind__in=["told", "reminded", "material", "practical", "thanked"]),
            )
        ]

    def __str__(self) -> str:
        return f"step {self.pk}"

    @property
    def is_answer(self) -> bool:
        """Tell whether it is what the guest has said, so that it matters by which way it came."""
        return self.kind in (
            self.Kind.ACCEPTED,
            self.Kind.DECLINED,
            self.Kind.PROPOSED,
            self.Kind.NEEDS,
            self.Kind.HANDED_OVER,
        )
