"""One model for every secret link: sign-in codes on a screen, guest passes, reviews, feeds."""

import uuid

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from lms.kit.privacy import Keep, internal, personal
from lms.kit.tokens import hash_token

from .persons import User


class AccessLinkQuerySet(models.QuerySet):
    """Links by whether they still open."""

    def usable(self) -> "AccessLinkQuerySet":
        """Give those that are neither expired, revoked nor used up."""
        return self.filter(
            models.Q(max_uses__isnull=True) | models.Q(uses__lt=models.F("max_uses")),
            revoked_at__isnull=True,
            expires_at__gt=timezone.now(),
        )

    def opened_by(self, token: str, purpose: str) -> "AccessLink | None":
        """Find the usable link of a token, or None. Looking changes nothing: mail scanners look too."""
        return self.usable().filter(token_hash=hash_token(token), purpose=purpose).first()


class AccessLink(models.Model):
    """A link that stands for a right: one purpose, one subject, an end. Only the hash of its token is stored."""

    class Purpose(models.TextChoices):
        """What the link is for; a token opens nothing but its own purpose."""

        SIGN_IN = "sign_in", "signs a phone in"
        REVIEW = "review", "reads one text and answers"
        FEED = "feed", "reads a calendar"
        GUEST = "guest", "answers for one evening as its guest"
        GUEST_FEED = "guest_feed", "reads the calendar of a guest"
        GUEST_FACTS = "guest_facts", "says once a year whether facts are right"
        KIOSK = "kiosk", "shows on a tablet who has come to one evening"
        ANSWER = "answer", "says whether she comes to one evening"

    id = internal(models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False), Keep.SECRET)
    purpose = internal(models.CharField(max_length=20, choices=Purpose.choices), Keep.SECRET)
    token_hash = internal(models.CharField(max_length=64, unique=True, editable=False), Keep.SECRET)
    subject_type = internal(models.ForeignKey(ContentType, on_delete=models.CASCADE), Keep.SECRET)
    subject_id = personal(models.CharField(max_length=40), Keep.SECRET)
    subject = GenericForeignKey("subject_type", "subject_id")
    created_by = internal(models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+"), Keep.SECRET)
    created_at = internal(models.DateTimeField(default=timezone.now, editable=False), Keep.SECRET)
    expires_at = internal(models.DateTimeField(), Keep.SECRET)
    revoked_at = internal(models.DateTimeField(null=True, blank=True), Keep.SECRET)
    max_uses = internal(
        models.PositiveIntegerField(null=True, blank=True, help_text="empty: as often as wished"), Keep.SECRET
    )
    uses = internal(models.PositiveIntegerField(default=0), Keep.SECRET)
    last_used_at = internal(models.DateTimeField(null=True, blank=True), Keep.SECRET)

    objects = AccessLinkQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="link_by_subject")]
        constraints = [
            models.CheckConstraint(
                name="link_never_used_too_often",
                condition=models.Q(max_uses__isnull=True) | models.Q(uses__lte=models.F("max_uses")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {str(self.id)[:8]}"
