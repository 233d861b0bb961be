"""Forget what only helped while the course ran."""

from django.db import transaction

from cohorts.roster.actions.retention import long_behind

from ..models import EveningNote


@transaction.atomic
def purge_photos() -> int:
    """Remove the photos of flip charts 30 days after the last evening of a course; give how many. Called by `tick`."""
    rows = EveningNote.objects.filter(session__cohort__in=long_behind()).exclude(photo="")
    names = list(rows.values_list("photo", flat=True))
    removed = rows.update(photo="")
    store = EveningNote._meta.get_field("photo").storage
    transaction.on_commit(lambda: [store.delete(name) for name in names] and None)
    return removed
