"""Whose turn it is to be asked, and whose question is settled."""

from datetime import datetime, timedelta

from cohorts.roster.models import Cohort
from cohorts.schedule.models import CourseSession

from ..models import GuestInvitation, GuestRequest
from ..rules import Asked, is_turn_of_the_next

State = GuestInvitation.State
OPEN_COHORTS = (Cohort.State.PLANNED, Cohort.State.RUNNING)


def requests_in_turn(now: datetime) -> list[GuestInvitation]:
    """Give who is to be asked next, for evenings that lie ahead and are held. Two queries."""
    rows = GuestRequest.objects.filter(
        next_after_days__isnull=False,
        invitations__state=State.QUEUED,
        session__state=CourseSession.State.PLANNED,
        session__date__gte=(now - timedelta(days=1)).date(),
        session__cohort__state__in=OPEN_COHORTS,
    ).distinct()
    rows = rows.select_related("session__cohort", "session__venue", "edition_module__module__locale")
    found = []
    for request in rows.prefetch_related("invitations__guest"):
        if request.session.begins <= now:
            continue
        asked = list(request.invitations.all())
        states = [Asked(each.state, each.asked_at) for each in asked]
        if is_turn_of_the_next(states, after=timedelta(days=request.next_after_days or 0), now=now):
            found.append(next(each for each in asked if each.state == State.QUEUED))
            found[-1].request = request
    return found


def settled_questions() -> list[GuestInvitation]:
    """Give the questions that wait although somebody else has said yes. One query."""
    rows = GuestInvitation.objects.filter(
        state__in=[State.ASKED, State.PROPOSED], request__invitations__state=State.ACCEPTED
    )
    return list(rows.select_related("guest", "request__session__cohort"))
