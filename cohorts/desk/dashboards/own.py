"""What a woman sees of her own course: the next evening, what she has said, and what is laid out for her."""

from dataclasses import dataclass

from cohorts.roster.models import Cohort, Enrolment
from cohorts.schedule.models import CourseSession, EveningExtra, Rsvp
from lms.people.models import User

from .. import queries


@dataclass(frozen=True)
class OwnEvening:
    """The next evening of a cohort she takes part in. `answer` is empty as long as she has not said whether she comes
    to the evening as it now is."""

    session: CourseSession
    cohort: Cohort
    answer: str = ""
    extras: tuple[EveningExtra, ...] = ()

    @property
    def comes(self) -> bool:
        """Tell whether she has said that she comes."""
        return self.answer == Rsvp.Answer.COMING

    @property
    def stays_away(self) -> bool:
        """Tell whether she has said that she cannot come."""
        return self.answer == Rsvp.Answer.AWAY


def own_evenings(person: User) -> tuple[OwnEvening, ...]:
    """Give the next evening of each open cohort that she takes part in, cancelled or not. Five queries at most,
    however many cohorts; one if there are none."""
    places = list(Enrolment.objects.active().filter(person=person.pk, cohort__state__in=OPEN).select_related("cohort"))
    if not places:
        return ()
    following: dict[int, CourseSession] = {}
    for session in queries.evenings_ahead(place.cohort for place in places):
        following.setdefault(session.cohort_id, session)
    sessions = list(following.values())
    answers = {
        answer.session_id: answer.answer
        for answer in Rsvp.objects.filter(session__in=sessions, enrolment__in=places).select_related("session")
        if answer.sequence == answer.session.sequence
    }
    extras: dict[int, list[EveningExtra]] = {}
    for extra in EveningExtra.objects.filter(session__in=sessions, is_shared=True):
        extras.setdefault(extra.session_id, []).append(extra)
    cohorts = {place.cohort_id: place.cohort for place in places}
    return tuple(
        OwnEvening(
            session=session,
            cohort=cohorts[session.cohort_id],
            answer=answers.get(session.pk, ""),
            extras=tuple(extras.get(session.pk, ())),
        )
        for session in sorted(sessions, key=lambda each: each.begins)
    )


OPEN = (Cohort.State.PLANNED, Cohort.State.RUNNING)
