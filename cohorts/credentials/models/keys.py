"""The public halves of the keys that credentials are signed with. None is ever removed: old papers go on verifying."""

from django.db import models
from django.utils import timezone

from lms.kit.privacy import public


class SigningKey(models.Model):
    """A key for credentials. The private half lies in a file of the server and never in the database."""

    kid = public(models.CharField(max_length=64, unique=True))  # RFC 7638 thumbprint
    jwk = public(models.JSONField())
    created_at = public(models.DateTimeField(default=timezone.now, editable=False))
    retired_at = public(models.DateTimeField(null=True, editable=False))

    class Meta:
        ordering = ["created_at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=models.Q(retired_at__isnull=True), name="one_key_signs_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.kid
