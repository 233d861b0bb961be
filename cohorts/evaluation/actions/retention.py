"""Forget by which browsers was answered, and what was said, when it has done its work."""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from cohorts.roster.actions.retention import long_behind

from ..models import FeedbackDevice, SessionFeedback
from ..rules import OPEN_FOR

A_DAY = timedelta(days=1)


def purge_devices() -> int:
    """Forget which browsers have answered, a day after the last of them could; give how many. Called by `tick`."""
    over = (timezone.now() - OPEN_FOR - A_DAY).date()
    return FeedbackDevice.objects.filter(session__date__lt=over).delete()[0]


@transaction.atomic
def purge_words() -> int:
    """Forget sentences and recordings 30 days after the last evening of a course; the faces stay. Gives of how many
    answers. Called by `tick`."""
    rows = SessionFeedback.objects.filter(session__cohort__in=long_behind()).exclude(sentence="", recording="")
    keys, names = (
        list(rows.values_list("pk", flat=True)),
        list(rows.exclude(recording="").values_list("recording", flat=True)),
    )
    store = SessionFeedback._meta.get_field("recording").storage
    emptied = SessionFeedback.objects.filter(pk__in=keys).update(sentence="", recording="")
    for name in names:
        transaction.on_commit(partial(store.delete, name))
    return emptied
