"""What concerns several rooms at once."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction

from cohorts.guests.actions.telling import tell_guests, tell_no_guests
from cohorts.guests.queries.telling import guests_to_tell
from cohorts.roster.actions import end_cohort
from cohorts.roster.models import Cohort
from cohorts.schedule.actions.changes import call_off
from cohorts.schedule.actions.messages import discard_messages, send_messages
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


def send_news(*, by: User, cohort: Cohort, seen: int) -> tuple[int, int]:
    """Tell the women and the guests of a cohort what has changed, in one go, and give how many of both are told.
    Raises as `send_messages` does."""
    return _close(by, cohort, seen, send_messages, tell_guests)


def discard_news(*, by: User, cohort: Cohort, seen: int) -> tuple[int, int]:
    """Say nothing of what has changed until now, and give how many women and guests would have been told. Raises as
    `send_messages` does."""
    return _close(by, cohort, seen, discard_messages, tell_no_guests)


@transaction.atomic
def _close(
    by: User, cohort: Cohort, seen: int, to_women: Callable[..., int], to_guests: Callable[..., int]
) -> tuple[int, int]:
    women = 0
    try:
        with transaction.atomic():
            women = to_women(by=by, cohort=cohort, seen=seen)
    except ValidationError as error:
        # That the plan is the one she has seen was looked at before it was found that no woman waits.
        if error.error_list[0].code != "nothing_to_tell" or not guests_to_tell(cohort):
            raise
    return women, to_guests(by=by, cohort=cohort)
