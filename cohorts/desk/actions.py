"""What concerns several rooms at once."""

from django.db import transaction

from cohorts.roster.actions import end_cohort
from cohorts.roster.models import Cohort
from cohorts.schedule.actions.changes import call_off
from lms.people.models import User


@transaction.atomic
def cancel_cohort(*, by: User, cohort: Cohort) -> int:
    """Cancel a cohort with all evenings that lie ahead, and give how many those were. Calendars hear of it by
    themselves; the women hear of it when the coordinator sends the messages. Again it does nothing. Raises
    PermissionDenied, and ValidationError with `no-such-step` for one that is completed."""
    cohort.refresh_from_db(fields=["state"])
    evenings = call_off(by=by, cohort=cohort) if cohort.is_open else 0
    end_cohort(by=by, cohort=cohort, completed=False)
    return evenings
