"""Failed attempts, counted in the database so that a restart or a missing cache forgets nothing."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from lms.kit.privacy import Keep, internal
from lms.kit.tokens import blind

WINDOW = timedelta(minutes=15)
ACCOUNT_LIMIT = 8
ADDRESS_LIMIT = 60
"""Failures within the window after which an account, or a network address, has to wait. A whole cohort signs in from
one address on its first evening, so an address may fail more often."""


class FailedAttemptQuerySet(models.QuerySet):
    """Failures of an account or an address."""

    def recent(self) -> "FailedAttemptQuerySet":
        """Give those within the window."""
        return self.filter(at__gt=timezone.now() - WINDOW)

    def hold_back(self, *, account: str, address: str) -> bool:
        """Tell whether the account (whether it exists or not) or the address has failed too often. "" is no account:
        a passkey or a secret link names nobody before it works."""
        recent = self.recent()
        return (bool(account) and recent.filter(account=blind(account, "account")).count() >= ACCOUNT_LIMIT) or (
            recent.filter(address=blind(address, "address")).count() >= ADDRESS_LIMIT
        )


class FailedAttempt(models.Model):
    """One failure. Account and address are keyed hashes: no number and no address is stored."""

    account = internal(models.CharField(max_length=64), Keep.ATTEMPT)
    address = internal(models.CharField(max_length=64), Keep.ATTEMPT)
    at = internal(models.DateTimeField(default=timezone.now), Keep.ATTEMPT)

    objects = FailedAttemptQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["account", "at"], name="attempt_by_account"),
            models.Index(fields=["address", "at"], name="attempt_by_address"),
        ]

    def __str__(self) -> str:
        return f"attempt {self.pk}"
