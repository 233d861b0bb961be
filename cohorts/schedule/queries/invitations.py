"""Which evenings have to go into, change in, or leave women's calendars by mail."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from cohorts.roster.models import Cohort, Enrolment

from ..models import CalendarInvitation, CourseSession

AHEAD = timedelta(days=28)
"""How long before an evening its invitation goes out."""
QUIET = timedelta(minutes=10)
"""How long a plan rests before women hear of it: what is taken back at once is never sent."""


@dataclass(frozen=True)
class DueMail:
    """One mail about one evening to one woman. Without an invitation it is the first one."""

    session: CourseSession
    enrolment: Enrolment
    invitation: CalendarInvitation | None
    leaves: bool  # it takes the evening out of her calendar


def due_mails(now: datetime) -> list[DueMail]:
    """Give what has to be sent now: evenings of the next four weeks that are new, that have changed, that are
    cancelled, and those that she does not want any more. Nothing about the past. At most three queries."""
    wanting = list(
        Enrolment.objects.active()
        .filter(
            person__is_active=True,
            person__is_protected=False,  # no mail of hers says when and where she is
            person__calendar_choice__by_mail=True,
            person__email__isnull=False,
            cohort__state__in=[Cohort.State.PLANNED, Cohort.State.RUNNING],
        )
        .select_related("person__calendar_choice", "cohort")
    )
    today = now.date() - timedelta(days=1)  # the day there may be another one
    sent = list(
        # To a protected woman not even a cancellation goes by mail: it would say when she was to be where.
        CalendarInvitation.objects.filter(
            session__date__gte=today, enrolment__person__is_protected=False
        ).select_related("session__venue", "session__cohort", "enrolment__person__calendar_choice")
    )
    sessions = _sessions({enrolment.cohort_id for enrolment in wanting}, today, now)
    known = {(each.session_id, each.enrolment_id): each for each in sent}
    wanted = {enrolment.pk for enrolment in wanting}
    new = [
        DueMail(session, enrolment, None, leaves=False)
        for enrolment in wanting
        for session in sessions[enrolment.cohort_id]
        if (session.pk, enrolment.pk) not in known and not session.is_cancelled and session.date <= (now + AHEAD).date()
    ]
    changed = [due for each in sent if (due := _about(each, wanted=each.enrolment_id in wanted))]
    return [due for due in new + changed if due.session.begins > now and due.session.changed_at <= now - QUIET]


def _sessions(cohorts: set[int], today, now: datetime) -> dict[int, list[CourseSession]]:
    found: dict[int, list[CourseSession]] = defaultdict(list)
    if cohorts:
        near = CourseSession.objects.filter(cohort__in=cohorts, date__gte=today, date__lte=(now + AHEAD).date())
        for session in near.select_related("venue", "cohort"):
            found[session.cohort_id].append(session)
    return found


def _about(each: CalendarInvitation, *, wanted: bool) -> DueMail | None:
    """Tell what has to be said of an evening that she was once invited to."""
    stands = wanted and not each.session.is_cancelled
    if each.is_withdrawn and not stands:
        return None
    if stands and not each.is_withdrawn and each.is_up_to_date and each.sent_to == _address(each):
        return None
    return DueMail(each.session, each.enrolment, each, leaves=not stands)


def _address(each: CalendarInvitation) -> str:
    return each.enrolment.person.email or ""
