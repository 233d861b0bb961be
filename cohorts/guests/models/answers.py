"""What a guest says after the evening, what she has agreed to, and whether the facts of a module are right."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.kit.privacy import Keep, internal, personal
from lms.people.models import AccessLink, User

from .invitations import GuestInvitation
from .people import GuestProfessional


class GuestAfterwordQuerySet(models.QuerySet):
    """What guests said after their evening, and who may see it."""

    def visible_to(self, user: User) -> "GuestAfterwordQuerySet":
        """Give those of the invitations that she sees."""
        return self.filter(invitation__in=GuestInvitation.objects.visible_to(user).values("pk"))

    def shown(self) -> "GuestAfterwordQuerySet":
        """Give those whose words the coordinator lets other guests read."""
        return self.filter(shown_at__isnull=False).exclude(worked="")


class GuestAfterword(models.Model):
    """What a guest says after her evening. Other guests read what worked, without a name, once the coordinator has read
    it and lets them."""

    class Planned(models.TextChoices):
        """Whether she got to do what she had planned."""

        YES = "yes", _("Yes, all of it")
        PARTLY = "partly", _("Some of it")
        NO = "no", _("No")

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False), Keep.GUEST)
    invitation = personal(models.OneToOneField(GuestInvitation, models.CASCADE, related_name="afterword"), Keep.GUEST)
    planned = personal(
        models.CharField(_("Did you get to do what you had planned?"), max_length=6, choices=Planned.choices),
        Keep.GUEST,
    )
    worked = personal(models.TextField(_("What worked well?"), max_length=1000, blank=True), Keep.GUEST)
    again = personal(models.BooleanField(_("Would you come again?"), null=True, blank=True), Keep.GUEST)
    said_at = internal(models.DateTimeField(default=timezone.now), Keep.GUEST)
    shown_at = internal(models.DateTimeField(null=True, blank=True), Keep.GUEST)
    shown_by = internal(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"), Keep.GUEST
    )

    objects = GuestAfterwordQuerySet.as_manager()

    class Meta:
        ordering = ["-said_at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"afterword {str(self.public_id)[:8]}"


class GuestConsent(models.Model):
    """What a guest has agreed to, in which wording, and until when. What holds now stands at the guest herself."""

    class Purpose(models.TextChoices):
        """What for."""

        KEEP = "keep", _("her contact card stays with the group, and she may be asked again")
        SHARE = "share", _("coordinators of the whole municipality may know of her")

    guest = personal(models.ForeignKey(GuestProfessional, models.CASCADE, related_name="consents"), Keep.GUEST)
    purpose = personal(models.CharField(max_length=5, choices=Purpose.choices), Keep.GUEST)
    version = internal(models.PositiveSmallIntegerField(help_text="of the wording"), Keep.GUEST)
    language = internal(models.CharField(max_length=12), Keep.GUEST)
    source = internal(models.CharField(max_length=8, choices=GuestInvitation.Source.choices), Keep.GUEST)
    at = personal(models.DateTimeField(default=timezone.now), Keep.GUEST)
    withdrawn_at = personal(models.DateTimeField(null=True, blank=True), Keep.GUEST)

    class Meta:
        ordering = ["at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["guest", "purpose"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="guest_agrees_once_to_a_purpose",
            )
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"


class FactsQuestion(models.Model):
    """Once a year a guest is asked whether the facts of a module that she teaches are right. Another link, another
    purpose: it opens no evening."""

    class Answer(models.TextChoices):
        """What she says."""

        RIGHT = "right", _("The facts are right")
        CHANGE = "change", _("Something must be changed")

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False), Keep.GUEST)
    guest = personal(models.ForeignKey(GuestProfessional, models.CASCADE, related_name="facts_questions"), Keep.GUEST)
    edition_module = internal(
        models.ForeignKey("curriculum.EditionModule", models.PROTECT, related_name="+"), Keep.GUEST
    )
    year = internal(models.PositiveSmallIntegerField(), Keep.GUEST)
    asked_at = internal(models.DateTimeField(default=timezone.now), Keep.GUEST)
    answer = personal(models.CharField(max_length=6, choices=Answer.choices, blank=True), Keep.GUEST)
    answered_at = personal(models.DateTimeField(null=True, blank=True), Keep.GUEST)

    class Meta:
        ordering = ["-asked_at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["guest", "edition_module", "year"], name="facts_asked_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"facts {str(self.public_id)[:8]}"

    def is_opened_by(self, link: AccessLink) -> bool:
        """Tell whether a link stands for this question."""
        return link.purpose == AccessLink.Purpose.GUEST_FACTS and link.subject_id == str(self.pk)

    def may_be_told_to(self, recipient: User | str) -> bool:
        """Allow the question to the guest who agreed to be asked again, as long as she has not answered."""
        agreed = self.guest.may_be_asked_again_at is not None and not self.answer
        return agreed and isinstance(recipient, str) and recipient == self.guest.address
