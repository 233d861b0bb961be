"""Whether a guest may be needed somewhere else at the same time. Where, by whom and for what is told to nobody."""

from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from cohorts.roster.models import Cohort
from cohorts.schedule.models import CourseSession
from cohorts.schedule.queries.changing import Outlook
from cohorts.schedule.rules import Evening

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


@dataclass(frozen=True)
class GuestsAfter:
    """What a change of the plan means for the guests of one evening."""

    number: int
    guests: int
    is_cancelled: bool
    may_be_busy: bool  # at the new time


def guests_after(cohort: Cohort, outlook: Outlook) -> list[GuestsAfter]:
    """Give the evenings with guests whose time is another after a change, or that it cancels. One query, and one for
    each of these evenings."""
    after = {
        each.after.key: each.after
        for each in outlook.told
        if each.before and (each.before.slot != each.after.slot or each.before.cancelled != each.after.cancelled)
    }
    rows = GuestInvitation.objects.filter(
        state__in=TAKES_TIME, request__session__cohort=cohort, request__session__public_id__in=list(after)
    )
    guests: dict[CourseSession, list[GuestProfessional]] = defaultdict(list)
    for each in rows.select_related("guest", "request__session").order_by("request__session__number"):
        guests[each.session].append(each.guest)
    found = []
    for session, people in guests.items():
        then = after[str(session.public_id)]
        busy = not then.cancelled and bool(may_be_busy(_moved(session, then), people))
        found.append(GuestsAfter(session.number, len(people), then.cancelled, busy))
    return found


def _moved(session: CourseSession, then: Evening) -> CourseSession:
    moved = copy(session)
    moved.date, moved.starts_at, moved.ends_at = then.slot.day, then.slot.start, then.slot.end
    return moved
