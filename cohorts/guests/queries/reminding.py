"""Which guests the platform writes to today, by the evening as it now stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from cohorts.roster.models import Cohort
from cohorts.schedule.models import CourseSession

from ..models import GuestInvitation, GuestMaterial, GuestReminders, GuestStep
from ..models.invitations import slot_of

State, Kind = GuestInvitation.State, GuestStep.Kind
FROM_HOUR, TO_HOUR = 8, 20
"""Nobody is written to at night."""
REST = timedelta(days=3)
"""So long after a question nobody is reminded of it."""
THANKS_UNTIL = timedelta(days=7)
"""So long after its day thanks still go out; later they would surprise."""


@dataclass(frozen=True)
class Due:
    """One message that is due to one guest."""

    kind: GuestStep.Kind
    invitation: GuestInvitation


def due_reminders(now: datetime) -> list[Due]:
    """Give what is due now: to each guest at most one message, and none twice for the same version of her evening.
    Three queries, however many guests."""
    rows = GuestInvitation.objects.filter(
        state__in=[State.ASKED, State.ACCEPTED],
        request__session__state=CourseSession.State.PLANNED,
        request__session__date__gte=(now - timedelta(days=40)).date(),
        request__session__date__lte=(now + timedelta(days=100)).date(),
    ).exclude(request__session__cohort__state=Cohort.State.CANCELLED)
    rows = rows.select_related(
        "guest",
        "request__edition_module__module__locale",
        "request__session__venue",
        "request__session__cohort__guest_reminders",
    ).prefetch_related("steps")
    invitations = list(rows)
    lacking = without_material(invitations)
    found = []
    for invitation in invitations:
        kind = _due_of(invitation, now, lacks_material=invitation.pk in lacking)
        if kind is not None and not _was_sent(invitation, kind):
            found.append(Due(kind, invitation))
    return found


def guests_who_came(session: CourseSession) -> list[GuestInvitation]:
    """Give the invitations of the guests who said yes to an evening, with their steps. Two queries."""
    rows = GuestInvitation.objects.accepted().filter(request__session=session)
    rows = rows.select_related(
        "guest",
        "request__edition_module__module__locale",
        "request__session__venue",
        "request__session__cohort__guest_reminders",
    )
    return list(rows.prefetch_related("steps"))


def was_thanked(invitation: GuestInvitation) -> bool:
    """Tell whether she has had thanks, whoever said it. Fetch the steps along."""
    return any(step.kind == Kind.THANKED for step in invitation.steps.all())


def without_material(invitations: Iterable[GuestInvitation]) -> set[int]:
    """Give the keys of those whose guests come and have handed in nothing yet. One query."""
    coming = {each.pk for each in invitations if each.state == State.ACCEPTED}
    handed_in = GuestMaterial.objects.filter(invitation__in=coming).values_list("invitation", flat=True)
    return coming - {*handed_in}


def reminders_of(cohort: Cohort) -> GuestReminders:
    """Give when a cohort reminds its guests: as it was set, or as it is without. Fetch `guest_reminders` along."""
    return getattr(cohort, "guest_reminders", None) or GuestReminders(cohort=cohort)


def _thanks_now(passed: int, after: int | None) -> bool:
    """Tell whether thanks are due so many days after an evening; late is allowed, but not very late."""
    return after is not None and after <= passed <= after + THANKS_UNTIL.days


def _due_of(invitation: GuestInvitation, now: datetime, *, lacks_material: bool) -> GuestStep.Kind | None:
    """Give what she is to hear now, if anything."""
    session = invitation.session
    days, local = reminders_of(session.cohort), now.astimezone(ZoneInfo(session.time_zone))
    if not FROM_HOUR <= local.hour < TO_HOUR:
        return None
    left = (session.date - local.date()).days
    if session.ends <= now:
        return Kind.THANKED if invitation.state == State.ACCEPTED and _thanks_now(-left, days.thanks) else None
    if session.is_past or _waits_for_the_host(invitation):
        return None
    if invitation.state == State.ASKED:
        is_time = _within(left, days.answer) and left > 0 and _has_rested(invitation, now)
        return Kind.REMINDED if is_time else None
    if _within(left, days.practical):
        return Kind.PRACTICAL
    return Kind.MATERIAL if lacks_material and _within(left, days.material) else None


def _within(left: int, days: int | None) -> bool:
    return days is not None and left <= days


def _waits_for_the_host(invitation: GuestInvitation) -> bool:
    """Tell whether she knows another day or time than the one that holds: the host tells her first, or has just said
    that nobody is to be told."""
    told = invitation.told.get("slot")
    return invitation.said_yes_to_another_time or bool(told and told != slot_of(invitation.session))


def _has_rested(invitation: GuestInvitation, now: datetime) -> bool:
    spoken = [each.at for each in invitation.steps.all()] or [invitation.asked_at or now]
    return max(spoken) + REST <= now


def _was_sent(invitation: GuestInvitation, kind: GuestStep.Kind) -> bool:
    version = invitation.session.sequence
    return any(each.kind == kind and each.version == version for each in invitation.steps.all())
