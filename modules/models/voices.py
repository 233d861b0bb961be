"""Voices: what a woman agrees to when she lends hers, and what she has read into her phone."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.kit.privacy import Keep, internal, personal, public, special
from lms.kit.tokens import draw_mark

from .pages import ModulePage
from .reviews import edits_content

if TYPE_CHECKING:
    from lms.people.models import User

VOICES = "voices"


def place_of_voice(recording: "VoiceRecording", name: str) -> str:
    """Give the place of a recording in the store: drawn at random, it follows from nothing and says nothing."""
    return f"{VOICES}/{draw_mark()}.{name.rsplit('.', 1)[-1].lower()}"


class VoiceText(models.Model):
    """One version, in one language, of what is agreed to. Never changed: a new wording is a new version."""

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    language = public(models.CharField(max_length=12))
    version = public(models.PositiveSmallIntegerField())
    title = public(models.CharField(max_length=120))
    text = public(models.TextField())
    released_at = public(models.DateTimeField(default=timezone.now, editable=False))

    class Meta:
        ordering = ["language", "-version"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["language", "version"], name="voice_text_version_once")]

    def __str__(self) -> str:
        return f"voice {self.language} {self.version}"

    @property
    def paragraphs(self) -> list[str]:
        """Give the text paragraph by paragraph."""
        return [each.strip() for each in self.text.split("\n\n") if each.strip()]


class VoiceConsentQuerySet(models.QuerySet):
    """What was agreed to, and who may see it."""

    def standing(self) -> "VoiceConsentQuerySet":
        """Give those that were not taken back."""
        return self.filter(withdrawn_at__isnull=True)

    def visible_to(self, user: "User") -> "VoiceConsentQuerySet":
        """Give her own."""
        return self.filter(person=user) if user.is_authenticated else self.none()


class VoiceConsent(models.Model):
    """That a woman lends her voice: to which wording she agreed, when, and what is said of who reads."""

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    person = special(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="voice_consents"), Keep.ACCOUNT
    )
    text = special(models.ForeignKey(VoiceText, models.PROTECT, related_name="+"), Keep.ACCOUNT)
    says_name = special(models.BooleanField(default=False, help_text="listeners read her first name"), Keep.ACCOUNT)
    given_at = special(models.DateTimeField(default=timezone.now, editable=False), Keep.ACCOUNT)
    withdrawn_at = special(models.DateTimeField(null=True, blank=True), Keep.ACCOUNT)

    objects = VoiceConsentQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(withdrawn_at__isnull=True), name="one_standing_voice_consent"
            )
        ]

    def __str__(self) -> str:
        return f"voice consent {str(self.public_id)[:8]}"

    def may_be_told_to(self, recipient: object) -> bool:
        """Let messages about her recordings reach herself alone."""
        return recipient == self.person


class VoiceRecordingQuerySet(models.QuerySet):
    """Recordings by their state and by who may hear them."""

    def standing(self) -> "VoiceRecordingQuerySet":
        """Give those whose consent was not taken back."""
        return self.filter(consent__withdrawn_at__isnull=True)

    def heard(self) -> "VoiceRecordingQuerySet":
        """Give those that everybody may hear."""
        return self.standing().filter(state=VoiceRecording.State.APPROVED)

    def waiting(self) -> "VoiceRecordingQuerySet":
        """Give those that the secretariat has not listened to, the oldest first."""
        return self.standing().filter(state=VoiceRecording.State.WAITING).order_by("sent_at", "pk")

    def visible_to(self, user: "User") -> "VoiceRecordingQuerySet":
        """Give all to whoever works on the national content, to others their own."""
        if not user.is_authenticated:
            return self.none()
        return self.standing() if edits_content(user) else self.standing().filter(person=user)


class VoiceRecording(models.Model):
    """A part of a module as one woman has read it into her phone. It belongs to the words it says: when they change,
    it is played no more."""

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", _("Waits for the secretariat")
        APPROVED = "approved", _("Everybody can hear it")
        RETURNED = "returned", _("Has come back")

    public_id = internal(models.UUIDField(default=uuid.uuid4, unique=True, editable=False))
    operation = internal(models.UUIDField(unique=True, help_text="drawn with the form: sent twice, it is stored once"))
    person = special(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="voice_recordings"), Keep.ACCOUNT
    )
    consent = special(models.ForeignKey(VoiceConsent, models.CASCADE, related_name="recordings"), Keep.ACCOUNT)
    page = internal(models.ForeignKey(ModulePage, models.CASCADE, related_name="voice_recordings"))
    block = internal(models.CharField(max_length=40))
    words = public(models.TextField(help_text="what she read, line by line"))
    mark = internal(models.CharField(max_length=64, help_text="hash of these words"))
    file = special(models.FileField(upload_to=place_of_voice, max_length=100, blank=True), Keep.ACCOUNT)
    size = internal(models.PositiveIntegerField())
    state = internal(models.CharField(max_length=8, choices=State.choices, default=State.WAITING))
    sent_at = personal(models.DateTimeField(default=timezone.now, editable=False), Keep.ACCOUNT)
    answered_at = internal(models.DateTimeField(null=True, blank=True))
    answered_by = internal(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    )
    reason = personal(models.CharField(max_length=300, blank=True, help_text="why it came back"), Keep.ACCOUNT)

    is_stale: bool  # as `with_freshness` found it; no column

    objects = VoiceRecordingQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "mark"],
                condition=models.Q(state="approved"),
                name="one_voice_for_the_same_words",
            ),
            models.UniqueConstraint(
                fields=["person", "page", "block"],
                condition=models.Q(state="waiting"),
                name="one_voice_of_hers_waits_for_a_part",
            ),
        ]

    def __str__(self) -> str:
        return f"voice {str(self.public_id)[:8]}"

    @property
    def lines(self) -> list[str]:
        """Give what she read, line by line."""
        return self.words.split("\n")
