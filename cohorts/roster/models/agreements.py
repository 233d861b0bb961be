"""What a woman agrees to on the first evening: versioned texts, and what she has signed."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.kit.privacy import Keep, internal, public, special
from lms.people.models import User

from .enrolments import Enrolment


class Purpose(models.TextChoices):
    """What a text is for. Each is signed by itself."""

    PARTICIPATION = "participation", _("Participation agreement")
    CONFIDENTIALITY = "confidentiality", _("Promise of confidentiality")
    DATA = "data", _("What we may keep about you")
    PHOTO_CARD = "photo_card", _("Photo on your card")
    PHOTO_GROUP = "photo_group", _("Photo for the group")
    PHOTO_PUBLIC = "photo_public", _("Photo for everybody")
    PHONE = "phone", _("Your number for the others")
    PAYER_NAME = "payer_name", _("Your name for whoever pays")
    CHECK_NAME = "check_name", _("Your name on the check page")


REQUIRED = (Purpose.PARTICIPATION, Purpose.CONFIDENTIALITY)
"""What belongs to taking part. All the rest may be refused and nothing is lost."""


FIRST_EVENING = tuple(each for each in Purpose if each != Purpose.CHECK_NAME)
"""What is asked on the first evening. The rest is asked when it is about her diploma."""
LATER = (Purpose.PHOTO_CARD, Purpose.CHECK_NAME, Purpose.PAYER_NAME)
"""What she may agree to when her course is over: what is about her diploma and her card, and what is handed in then."""
PAYERS_ASK_NAMES = frozenset({"NO"})
"""The countries where whoever pays asks for names. Elsewhere a woman is not asked for what nobody needs."""


class AgreementText(models.Model):
    """One version of a text in one language. Never changed: a new wording is a new version."""

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    purpose = public(models.CharField(max_length=20, choices=Purpose.choices))
    language = public(models.CharField(max_length=12))
    version = public(models.PositiveSmallIntegerField())
    title = public(models.CharField(max_length=120))
    text = public(models.TextField())
    released_at = public(models.DateTimeField(default=timezone.now, editable=False))

    class Meta:
        ordering = ["purpose", "language", "-version"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["purpose", "language", "version"], name="agreement_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.language} {self.version}"

    @property
    def paragraphs(self) -> list[str]:
        """Give the text paragraph by paragraph."""
        return [each.strip() for each in self.text.split("\n\n") if each.strip()]


class SignatureQuerySet(models.QuerySet):
    """What was signed, and who may see it."""

    def standing(self) -> "SignatureQuerySet":
        """Give those that were not taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def visible_to(self, user: User) -> "SignatureQuerySet":
        """Give her own, and those of the women whose places she sees."""
        return self.filter(enrolment__in=Enrolment.objects.visible_to(user))


class Signature(models.Model):
    """That a woman agreed to a text: which version, in which language, when, and how."""

    class Channel(models.TextChoices):
        """How she agreed."""

        PHONE = "phone", _("on her phone")
        PAPER = "paper", _("on paper")

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    enrolment = special(models.ForeignKey(Enrolment, models.CASCADE, related_name="signatures"), Keep.COURSE)
    purpose = special(models.CharField(max_length=20, choices=Purpose.choices), Keep.COURSE)
    text = special(models.ForeignKey(AgreementText, models.PROTECT, related_name="signatures"), Keep.COURSE)
    channel = special(models.CharField(max_length=8, choices=Channel.choices), Keep.COURSE)
    noted_by = internal(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"), Keep.COURSE
    )
    signed_at = special(models.DateTimeField(default=timezone.now), Keep.COURSE)
    withdrawn_at = special(models.DateTimeField(null=True, blank=True), Keep.COURSE)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["purpose", "-signed_at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "purpose"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="signed_once_until_taken_back",
            ),
            models.CheckConstraint(
                name="taken_back_after_it_was_signed",
                condition=models.Q(withdrawn_at__isnull=True) | models.Q(withdrawn_at__gte=models.F("signed_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"signature {str(self.public_id)[:8]}"
