"""What guests are told by themselves: a reminder to answer, of material, where and when, and thanks."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from cohorts.roster.actions.auditing import audit
from cohorts.roster.models import Cohort
from cohorts.roster.permissions import can_run_cohort
from cohorts.schedule.models import CourseSession
from lms.kit.guard import refuse, require
from lms.people.models import User

from .. import notices
from ..models import GuestInvitation, GuestReminders, GuestStep
from ..queries.reminding import Due, due_reminders, guests_who_came
from .asking import new_pass
from .steps import note_step


def send_reminders() -> int:
    """Post every reminder that is due, each once, whoever else does the same; give how many. Call it every minute."""
    return sum(_send(due) for due in due_reminders(timezone.now()))


@transaction.atomic
def _send(due: Due) -> bool:
    """Claim the step, and post the message unless she has answered or the evening has changed meanwhile."""
    invitation = due.invitation
    stands = GuestInvitation.objects.filter(
        pk=invitation.pk, state=invitation.state, request__session__sequence=invitation.session.sequence
    )
    if not stands.exists() or not note_step(by=None, invitation=invitation, kind=due.kind):
        return False
    notices.remind(invitation, due.kind, link=new_pass(invitation, by=None))
    return True


@transaction.atomic
def thank_guests(*, by: User, session: CourseSession) -> int:
    """Say thanks to the guests of an evening who have had none, in the words that would otherwise go out by themselves;
    give how many. Pressed again, or once the clock has done it, it thanks nobody. Raises PermissionDenied, and
    ValidationError with `evening_ahead`."""
    require(can_run_cohort(by, session.cohort))
    if session.is_cancelled or session.ends > timezone.now():
        refuse("evening_ahead")
    thanked = 0
    for invitation in guests_who_came(session):
        if invitation.opens and note_step(by=by, invitation=invitation, kind=GuestStep.Kind.THANKED):
            notices.remind(invitation, GuestStep.Kind.THANKED, link=new_pass(invitation, by=by))
            thanked += 1
    return thanked


@transaction.atomic
def set_reminders(*, by: User, cohort: Cohort, days: Mapping[str, int | None]) -> None:
    """Say how many days before or after an evening a cohort writes to its guests; None: not at all. `days` are fields
    of GuestReminders. Raises PermissionDenied."""
    require(cohort.is_open and can_run_cohort(by, cohort))
    GuestReminders.objects.update_or_create(cohort=cohort, defaults=dict(days))
    audit(by=by, obj=cohort, action="cohorts.guest_reminders_set", fields=days)
