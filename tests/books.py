"""The books of the roll: what came in is what was applied, refused or repeated."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Sum

from cohorts.attendance.actions import Result
from cohorts.attendance.rules import Outcome
from cohorts.models import AttendanceOperation, WalkIn


def assert_books_balance(results: Iterable[Result]) -> None:
    """Compare the answers that phones were given with the journal: received = applied + refused + repeated."""
    told = Counter(Outcome(result.outcome) for result in results)
    received = sum(
        model.objects.aggregate(all=Sum("times_received"))["all"] or 0 for model in (AttendanceOperation, WalkIn)
    )
    assert received == told.total() == told[Outcome.APPLIED] + told[Outcome.REFUSED] + told[Outcome.REPEATED]
    stored = Counter(AttendanceOperation.objects.values_list("outcome", flat=True))
    refused_guests = WalkIn.objects.exclude(reason="").count()
    assert stored[Outcome.REFUSED] + refused_guests == told[Outcome.REFUSED]
    assert stored[Outcome.APPLIED] + WalkIn.objects.count() - refused_guests == told[Outcome.APPLIED]
