"""Forget what only helped while the course ran; of marks keep, in the end, only what they were worth."""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cohorts.roster.actions.retention import long_behind
from cohorts.roster.models import Cohort

from ..dashboards.progress import judged
from ..models import Attendance, AttendanceOperation, CatchUp, EveningNote, ModuleCredit, WalkIn
from ..queries import MARKS_KEPT, course_of

PHONES_KEPT = timedelta(days=90)
"""How long a phone may send what it has sent before: the class `Keep.OPERATION`."""


@transaction.atomic
def keep_only_credit() -> int:
    """A year after a course has ended keep what each woman has of each module, and drop marks, their journal, who came
    without a place and what was made up; give how many rows went. Called by `tick`."""
    over = list(Cohort.objects.over_before(timezone.now() - MARKS_KEPT).values_list("pk", flat=True))
    noted = Q(enrolments__marks__isnull=False) | Q(enrolments__catch_ups__isnull=False)
    for cohort in Cohort.objects.filter(noted, pk__in=over).distinct():
        _keep_credit(cohort)
    own = Q(enrolment__cohort__in=over)
    going = (
        WalkIn.objects.filter(session__cohort__in=over),
        AttendanceOperation.objects.filter(own | Q(enrolment=None, session__cohort__in=over)),
        Attendance.objects.filter(own),
        CatchUp.objects.filter(own),
    )
    return sum(rows.delete()[0] for rows in going)


def _keep_credit(cohort: Cohort) -> None:
    """Write down what the women have. Who has been written down before stays as she stands."""
    women = cohort.enrolments.filter(credits__isnull=True)
    ModuleCredit.objects.bulk_create(
        ModuleCredit(enrolment=each.woman, edition_module_id=module, standing=standing)
        for each in judged(course_of(cohort), women)
        for module, standing in each.standings.items()
    )


@transaction.atomic
def forget_phones() -> int:
    """Forget 90 days later which phone a mark came from, and the key that it drew; what was done, by whom and when
    stays. Give of how many operations. Called by `tick`."""
    before = timezone.now() - PHONES_KEPT
    Attendance.objects.filter(marked_at__lt=before).exclude(device="").update(device="")
    WalkIn.objects.filter(received_at__lt=before).exclude(device="").update(device="", device_label="")
    operations = AttendanceOperation.objects.filter(received_at__lt=before, key__isnull=False)
    return operations.update(key=None, device="", device_label="")


@transaction.atomic
def purge_photos() -> int:
    """Remove the photos of flip charts 30 days after the last evening of a course; give how many. Called by `tick`."""
    rows = EveningNote.objects.filter(session__cohort__in=long_behind()).exclude(photo="")
    names = list(rows.values_list("photo", flat=True))
    removed = rows.update(photo="")
    store = EveningNote._meta.get_field("photo").storage
    for name in names:
        transaction.on_commit(partial(store.delete, name))
    return removed
