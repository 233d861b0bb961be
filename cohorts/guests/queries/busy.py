"""Whether a guest may be needed somewhere else at the same time. Where, by whom and for what is told to nobody."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q

from cohorts.schedule.models import CourseSession

from ..models import GuestInvitation, GuestProfessional

State = GuestInvitation.State
TAKES_TIME = (State.ASKED, State.PROPOSED, State.ACCEPTED)


def may_be_busy(session: CourseSession, guests: Iterable[GuestProfessional]) -> set[int]:
    """Give the keys of those who are asked for, or come to, another evening at an overlapping moment, wherever that
    is. Somebody whom two places have entered is known by her address or number. One query."""
    people = list(guests)
    emails = {each.email for each in people} - {""}
    phones = {each.phone for each in people} - {""}
    same = Q(guest__in=people) | Q(guest__email__in=emails) | Q(guest__phone__in=phones)
    day = timedelta(days=1)  # clocks differ
    rows = GuestInvitation.objects.filter(
        same,
        state__in=TAKES_TIME,
        request__session__state=CourseSession.State.PLANNED,
        request__session__date__range=(session.date - day, session.date + day),
    ).exclude(request__session=session.pk)
    taken = [each.guest for each in rows.select_related("guest", "request__session") if _overlap(each.session, session)]
    return {
        one.pk
        for one in people
        for other in taken
        if one.pk == other.pk or (one.email and one.email == other.email) or (one.phone and one.phone == other.phone)
    }


def _overlap(one: CourseSession, other: CourseSession) -> bool:
    """Tell whether both take place at some moment, by real clocks. One that begins as the other ends does not."""
    return one.begins < other.ends and other.begins < one.ends
