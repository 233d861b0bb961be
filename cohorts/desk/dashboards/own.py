"""What a woman sees of her own course: her evenings, what she has said, and what is laid out for her."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from cohorts.attendance.models import EveningNote
from cohorts.attendance.queries import notes_told
from cohorts.evaluation.queries import faces_of
from cohorts.evaluation.rules import Faces
from cohorts.guests.models import GuestMaterialVersion
from cohorts.guests.queries.material import material_shown
from cohorts.roster.models import Cohort, Enrolment
from cohorts.schedule.models import CourseSession, EveningExtra, Rsvp
from lms.people.models import User

from .. import queries

DAY = timedelta(days=1)
OWN = ("person", "cohort__edition", "cohort__district__municipality", "cohort__municipality")


@dataclass(frozen=True)
class OwnEvening:
    """An evening of a cohort she takes part in. `answer` is empty as long as she has not said whether she comes
    to the evening as it now is."""

    session: CourseSession
    cohort: Cohort
    answer: str = ""
    extras: tuple[EveningExtra, ...] = ()
    material: tuple[GuestMaterialVersion, ...] = ()  # of guests, let through
    note: EveningNote | None = None  # what was done, once it was sent to her
    faces: Faces | None = None  # what the group thought, once that points at nobody

    @property
    def is_today(self) -> bool:
        """Tell whether it is held today, in its zone."""
        return self.session.date == _today(self.session)

    @property
    def is_tomorrow(self) -> bool:
        """Tell whether it is held tomorrow."""
        return self.session.date == _today(self.session) + DAY

    @property
    def comes(self) -> bool:
        """Tell whether she has said that she comes."""
        return self.answer == Rsvp.Answer.COMING

    @property
    def stays_away(self) -> bool:
        """Tell whether she has said that she cannot come."""
        return self.answer == Rsvp.Answer.AWAY


def _today(session: CourseSession) -> date:
    return timezone.localdate(timezone=ZoneInfo(session.time_zone))


@dataclass(frozen=True)
class OwnCourse:
    """All evenings of the cohorts she takes part in: those that are not over, and those that are."""

    coming: tuple[OwnEvening, ...] = ()
    past: tuple[OwnEvening, ...] = ()

    @property
    def names_cohorts(self) -> bool:
        """Tell whether it has to be said of which cohort an evening is."""
        return len({evening.cohort.pk for evening in (*self.coming, *self.past)}) > 1


def own_course(person: User) -> OwnCourse:
    """Give all her evenings in the order of time, cancelled ones too; of a cohort that is cancelled what lay ahead
    stands there as not held. What guests brought can be had as long as she takes part, after its evening, too. Seven
    queries."""
    places = list(Enrolment.objects.active().filter(person=person.pk).select_related("cohort"))
    cohorts = {place.cohort_id: place.cohort for place in places}
    sessions = list(CourseSession.objects.filter(cohort__in=cohorts).select_related("venue"))
    answers = _answers_of(places, sessions)
    material, told, faces = material_shown(sessions), notes_told(sessions), faces_of(sessions)
    evenings = [
        OwnEvening(
            session=each,
            cohort=cohorts[each.cohort_id],
            answer=answers.get(each.pk, ""),
            material=tuple(material.get(each.pk, ())),
            note=told.get(each.pk),
            faces=faces.get(each.pk),
        )
        for each in sessions
    ]
    now = timezone.now()
    return OwnCourse(
        coming=tuple(each for each in evenings if each.session.ends > now),
        past=tuple(each for each in evenings if each.session.ends <= now),
    )


def _answers_of(places: Iterable[Enrolment], sessions: Iterable[CourseSession]) -> dict[int, str]:
    """Give what she has said of evenings as they now stand, by their keys. One query."""
    rows = Rsvp.objects.filter(session__in=sessions, enrolment__in=places).select_related("session")
    return {each.session_id: each.answer for each in rows if each.sequence == each.session.sequence}


def own_places(person: User) -> list[Enrolment]:
    """Give the places she has or has completed, in cohorts that are over too, the newest first. One query."""
    rows = Enrolment.objects.filter(person=person.pk, state__in=[Enrolment.State.ACTIVE, Enrolment.State.COMPLETED])
    return list(rows.select_related(*OWN).order_by("-pk"))


def own_evenings(places: Sequence[Enrolment]) -> tuple[OwnEvening, ...]:
    """Give the next evening of each of the cohorts she has these places in; where that is cancelled, the one after it
    that is held as well. Five queries, however many cohorts; none if there are none."""
    if not places:
        return ()
    following: dict[int, list[CourseSession]] = {}
    for session in queries.evenings_ahead(place.cohort for place in places):
        found = following.setdefault(session.cohort_id, [])
        if not found or (not session.is_cancelled and found[-1].is_cancelled):
            found.append(session)
    sessions = [session for found in following.values() for session in found]
    answers = _answers_of(places, sessions)
    extras: dict[int, list[EveningExtra]] = {}
    for extra in EveningExtra.objects.filter(session__in=sessions, is_shared=True):
        extras.setdefault(extra.session_id, []).append(extra)
    material = material_shown(sessions)
    cohorts = {place.cohort_id: place.cohort for place in places}
    return tuple(
        OwnEvening(
            session=session,
            cohort=cohorts[session.cohort_id],
            answer=answers.get(session.pk, ""),
            extras=tuple(extras.get(session.pk, ())),
            material=tuple(material.get(session.pk, ())),
        )
        for session in sorted(sessions, key=lambda each: each.begins)
    )
