"""Lead a cohort from plan to course to its end."""

from django.db import transaction
from django.utils import timezone

from lms.kit.guard import refuse, refuse_any, require
from lms.people.models import User

from .. import permissions
from ..models import Cohort
from ..queries import facts_before_step
from ..rules import STOPS, check_step
from .auditing import audit
from .enrolments import end_outgrown_places


@transaction.atomic
def start_cohort(*, by: User, cohort: Cohort) -> None:
    """Say that the course has begun. Again it does nothing. Raises PermissionDenied, and ValidationError with
    `not_planned` for one that is over, `no-women` or `no-coordinator`."""
    require(permissions.can_run_cohort(by, cohort))
    if cohort.state == Cohort.State.PLANNED:
        refuse_any(code for code in check_step(facts_before_step(cohort), to=Cohort.State.RUNNING) if code in STOPS)
    started = Cohort.objects.filter(pk=cohort.pk, state=Cohort.State.PLANNED).update(
        state=Cohort.State.RUNNING, started_at=timezone.now()
    )
    cohort.refresh_from_db(fields=["state", "started_at"])
    if started:
        audit(by=by, obj=cohort, action="cohorts.cohort_started")
    elif cohort.state != Cohort.State.RUNNING:
        refuse("not_planned")


@transaction.atomic
def end_cohort(*, by: User, cohort: Cohort, completed: bool) -> None:
    """Say that a course is completed, or that it is cancelled. Places stay as they are: what each woman has completed
    is decided one by one. Again it does nothing. Raises PermissionDenied, and ValidationError with `no-such-step`."""
    require(permissions.can_run_cohort(by, cohort))
    to = Cohort.State.COMPLETED if completed else Cohort.State.CANCELLED
    before = [Cohort.State.RUNNING] if completed else [Cohort.State.PLANNED, Cohort.State.RUNNING]
    ended = Cohort.objects.filter(pk=cohort.pk, state__in=before).update(state=to, ended_at=timezone.now())
    cohort.refresh_from_db(fields=["state", "ended_at"])
    if ended:
        audit(by=by, obj=cohort, action="cohorts.cohort_ended")
        end_outgrown_places(cohort=cohort)
    elif cohort.state != to:
        refuse("no-such-step")
