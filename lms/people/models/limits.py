"""Failed attempts and requests for codes, counted in the database: a restart or a missing cache forgets nothing."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from lms.kit.addresses import network_of
from lms.kit.privacy import Keep, internal
from lms.kit.tokens import blind

WINDOW = timedelta(minutes=15)
ACCOUNT_LIMIT = 8
ADDRESS_LIMIT = 60
"""Failures within the window after which an account, or a network address, has to wait. A whole cohort signs in from
one address on its first evening, so an address may fail more often."""

DAY = timedelta(days=1)
CHECK_IN_LIMIT = 6
CHECK_INS_A_DAY = 12
"""Wrong numbers in the doorway that one woman may type within the window and within a day: of 10,000 numbers two are
right at any time, so whoever guesses from home gets in once in 400 evenings. They keep her from nothing else."""

REQUEST_LIMIT = 5
REQUESTS_A_DAY = 12
"""Codes that may be asked for one account within the window and within a day. Anybody may ask, so asking is counted
by itself: a stranger must neither lock a woman out nor fill her phone with messages that cost."""

MINUTE = timedelta(minutes=1)
CHECKS_A_MINUTE = 10
CHECKS_EVERYWHERE = 600
"""Wrong codes of diplomas and cards, or wrong names, that one network may try within a minute, and all together within
the window. Once it is too many everywhere, a network has one mistake: nobody guesses from many addresses, and nobody
can close the page for those who hold a real paper."""


class FailedAttemptQuerySet(models.QuerySet):
    """Failures of an account or an address."""

    def recent(self, kind: "FailedAttempt.Kind", within: timedelta = WINDOW) -> "FailedAttemptQuerySet":
        """Give those of a kind within the window, or within another time."""
        return self.filter(kind=kind, at__gt=timezone.now() - within)

    def hold_back(self, *, account: str, address: str) -> bool:
        """Tell whether the account (whether it exists or not) or the address has failed too often. "" is no account:
        a passkey or a secret link names nobody before it works."""
        recent = self.recent(FailedAttempt.Kind.FAILURE)
        return (bool(account) and recent.filter(account=blind(account, "account")).count() >= ACCOUNT_LIMIT) or (
            recent.filter(address=blind(address, "address")).count() >= ADDRESS_LIMIT
        )

    def hold_back_request(self, *, account: str, address: str) -> bool:
        """Tell whether too many codes were asked for the account (whether it exists or not), or from the address."""
        recent = self.recent(FailedAttempt.Kind.REQUEST)
        today = self.recent(FailedAttempt.Kind.REQUEST, within=DAY).filter(account=blind(account, "account"))
        return (
            recent.filter(account=blind(account, "account")).count() >= REQUEST_LIMIT
            or today.count() >= REQUESTS_A_DAY
            or recent.filter(address=blind(address, "address")).count() >= ADDRESS_LIMIT
        )

    def hold_back_check(self, *, address: str) -> bool:
        """Tell whether a network has tried too many wrong codes. One query for whoever has tried none."""
        network = blind(network_of(address), "address")
        own = self.recent(FailedAttempt.Kind.CHECK).filter(address=network)
        times = list(own.order_by("-at").values_list("at", flat=True)[:ADDRESS_LIMIT])
        if not times:
            return False
        lately = sum(each > timezone.now() - MINUTE for each in times)
        if lately >= CHECKS_A_MINUTE or len(times) >= ADDRESS_LIMIT:
            return True
        return self.recent(FailedAttempt.Kind.CHECK).count() >= CHECKS_EVERYWHERE

    def hold_back_check_in(self, *, account: str) -> bool:
        """Tell whether somebody has typed too many wrong numbers in the doorway."""
        today = self.recent(FailedAttempt.Kind.CHECK_IN, within=DAY).filter(account=blind(account, "account"))
        times = list(today.values_list("at", flat=True))
        lately = timezone.now() - WINDOW
        return len(times) >= CHECK_INS_A_DAY or sum(at > lately for at in times) >= CHECK_IN_LIMIT


class FailedAttempt(models.Model):
    """One failure, or one code that was asked for. Account and address are keyed hashes: neither is stored itself."""

    class Kind(models.TextChoices):
        """What was counted."""

        REQUEST = "request", "a code was asked for"
        FAILURE = "failure", "a way in was tried and failed"
        CHECK = "check", "a code or a name was checked and was wrong"
        CHECK_IN = "check_in", "a number in the doorway was typed and was wrong"

    kind = internal(models.CharField(max_length=8, choices=Kind.choices, default=Kind.FAILURE), Keep.ATTEMPT)
    account = internal(models.CharField(max_length=64), Keep.ATTEMPT)
    address = internal(models.CharField(max_length=64), Keep.ATTEMPT)
    at = internal(models.DateTimeField(default=timezone.now), Keep.ATTEMPT)

    objects = FailedAttemptQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["account", "at"], name="attempt_by_account"),
            models.Index(fields=["address", "at"], name="attempt_by_address"),
            models.Index(fields=["kind", "at"], name="attempt_by_kind"),
        ]

    def __str__(self) -> str:
        return f"attempt {self.pk}"
