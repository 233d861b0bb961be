"""Forget what only helped to run the evenings."""

from datetime import timedelta

from django.utils import timezone

from ..models import Cohort

PRACTICAL_KEPT = timedelta(days=30)
"""How long after the last evening it stays: the class `Keep.PRACTICAL`."""


def long_behind() -> list[int]:
    """Give the keys of the cohorts whose last evening is so long ago."""
    return list(Cohort.objects.behind_since(timezone.localdate() - PRACTICAL_KEPT).values_list("pk", flat=True))


def purge_practical() -> int:
    """Forget how many wanted which dish, 30 days after the last evening; give of how many cohorts. Called by `tick`."""
    return Cohort.objects.filter(pk__in=long_behind()).exclude(dishes={}).update(dishes={})
