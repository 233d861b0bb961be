"""Failed attempts, counted in the database so that a restart or a missing cache forgets nothing."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from lms.kit.privacy import Keep, internal

WINDOW = timedelta(minutes=15)
LIMITS = {"account": 5, "address": 60}
"""Failures within the window after which an account or a network address has to wait. A whole cohort signs in from
one address on the first evening, so an address may fail more often; successes are not counted at all."""


class FailedAttempt(models.Model):
    """One failure. What failed is a keyed hash; no number and no address is stored."""

    kind = internal(models.CharField(max_length=10, choices=[(kind, kind) for kind in LIMITS]), Keep.ATTEMPT)
    key = internal(models.CharField(max_length=64), Keep.ATTEMPT)
    at = internal(models.DateTimeField(default=timezone.now), Keep.ATTEMPT)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "key", "at"], name="attempt_by_key")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key[:8]}"
