"""Reads of the check-in: her evenings of today, and whether it is open."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from cohorts.roster.models import Cohort, Enrolment
from cohorts.schedule.models import CourseSession
from curriculum.models import CompletionRule
from lms.people.models import User

from ..models import Attendance, AttendanceOperation, CatchUp, Door
from ..rules import CLOSES_AFTER, Entry, State, why_shut
from .marks import women_on

UNDO = timedelta(seconds=30)
"""How long somebody who tapped the wrong name can take it back by herself. After that the host does it on the roll."""


@dataclass(frozen=True)
class OwnEvening:
    """An evening of hers that is near: her place, its check-in if there was one, and her mark."""

    session: CourseSession
    place: Enrolment
    door: Door | None
    mark: Attendance | None

    @property
    def is_open(self) -> bool:
        """Tell whether the host has opened the check-in."""
        return bool(self.door and self.door.is_open)


def own_evenings_near(person: User) -> list[OwnEvening]:
    """Give her evenings of today, those that are held and not over first; one that she visits to make a module up is
    hers, too. Four queries."""
    places = {each.cohort_id: each for each in Enrolment.objects.active().filter(person=person.pk)}
    day, now = timezone.localdate(), timezone.now()
    agreed = CatchUp.objects.filter(enrolment__in=places.values(), state=State.AGREED, session__isnull=False)
    visits = {each.session_id: each.enrolment for each in agreed.select_related("enrolment")}
    near = CourseSession.objects.filter(
        Q(cohort__in=places) | Q(pk__in=visits), date__gte=day - timedelta(days=1), date__lte=day + timedelta(days=1)
    ).select_related("cohort", "door")
    today = [each for each in near if now.astimezone(each.begins.tzinfo).date() == each.date]
    rows = Attendance.objects.filter(session__in=today, enrolment__in=places.values())
    marks = {each.session_id: each for each in rows}
    evenings = []
    for each in today:
        place = visits.get(each.pk) or places[each.cohort_id]
        evenings.append(OwnEvening(each, place, getattr(each, "door", None), marks.get(each.pk)))
    return sorted(evenings, key=lambda each: (each.session.is_cancelled, each.session.ends + CLOSES_AFTER < now))


def place_on(person: User, session: CourseSession) -> Enrolment | None:
    """Give the place by which somebody comes to an evening: in its cohort, or as an awaited visitor. One query."""
    return women_on(session).filter(person=person.pk, state=Enrolment.State.ACTIVE).first()


def allowed_minutes(cohort: Cohort) -> int:
    """Give how many minutes a woman of a cohort may miss of an evening that still counts. One query."""
    return CompletionRule.objects.values_list("late_minutes", flat=True).get(edition=cohort.edition_id)


def shut_now(session: CourseSession, *, opened: bool) -> Entry | None:
    """Say why nobody can check in to an evening by herself right now, if so."""
    return why_shut(
        begins=session.begins,
        ends=session.ends,
        now=timezone.now(),
        cancelled=session.is_cancelled,
        opened=opened,
    )


def newest_tap(session: CourseSession, device: str, key: str | UUID) -> AttendanceOperation | None:
    """Give a tap on a tablet by its key, as long as it can be taken back. One query; none for what is no key."""
    try:
        wanted = UUID(str(key))
    except ValueError:
        return None
    rows = AttendanceOperation.objects.filter(session=session, device=device, received_at__gt=timezone.now() - UNDO)
    return rows.filter(key=wanted).select_related("enrolment").first()
