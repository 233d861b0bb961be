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
from cohorts.schedule.rules.edits import Difference

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
    may_be_busy: bool = False  # at the new time
    other_subject: bool = False  # what they come for is taught on another evening then, and no message tells them


def guests_after(cohort: Cohort, outlook: Outlook) -> list[GuestsAfter]:
    """Give the evenings with guests whose time is another after a change, that it cancels, or that lose what their
    guests come for. One query, and one for each evening that moves."""
    changes = {str(each.after.key): each for each in outlook.changes if each.before}
    rows = GuestInvitation.objects.filter(
        state__in=TAKES_TIME, request__session__cohort=cohort, request__session__public_id__in=list(changes)
    )
    guests: dict[CourseSession, list[GuestInvitation]] = defaultdict(list)
    for each in rows.select_related("guest", "request__session").order_by("request__session__number"):
        guests[each.session].append(each)
    found = []
    for session, invitations in guests.items():
        change = changes[str(session.public_id)]
        before, then = change.before, change.after
        if before and (before.slot != then.slot or before.cancelled != then.cancelled):
            people = [each.guest for each in invitations]
            busy = not then.cancelled and bool(may_be_busy(_moved(session, then), people))
            found.append(GuestsAfter(session.number, len(people), then.cancelled, may_be_busy=busy))
        elif lost := sum(_loses_subject(each, change) for each in invitations):
            found.append(GuestsAfter(session.number, lost, is_cancelled=False, other_subject=True))
    return found


def _loses_subject(invitation: GuestInvitation, change: Difference) -> bool:
    """Tell whether what a guest is asked to teach goes to another evening; who is asked for the whole evening comes for
    all that is taught on it."""
    lost = {*change.before.modules} - {*change.after.modules} if change.before else set()
    sought = invitation.request.edition_module_id
    return sought in lost or (sought is None and bool(lost))


def _moved(session: CourseSession, then: Evening) -> CourseSession:
    moved = copy(session)
    moved.date, moved.starts_at, moved.ends_at = then.slot.day, then.slot.start, then.slot.end
    return moved
