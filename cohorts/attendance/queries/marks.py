"""Reads of the roll."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cohorts.roster.models import Enrolment
from cohorts.schedule.models import CourseSession, Rsvp

from ..models import Attendance, CatchUp


@dataclass(frozen=True)
class RollLine:
    """One woman of a roll: her place, the mark she has, and what she said beforehand."""

    enrolment: Enrolment
    mark: Attendance | None
    answer: str = ""
    is_visitor: bool = False

    @property
    def status(self) -> str:
        """Give the mark; empty if there is none."""
        return self.mark.status if self.mark else ""

    @property
    def revision(self) -> int:
        """Give the version of the mark."""
        return self.mark.revision if self.mark else 0

    @property
    def said_no(self) -> bool:
        """Tell whether she has said that she cannot come."""
        return self.answer == Rsvp.Answer.AWAY


def women_on(session: CourseSession) -> QuerySet[Enrolment]:
    """Give the places of the women who can be marked on an evening: those of its cohort, and those who are awaited from
    another one to make a module up."""
    visits = CatchUp.objects.visits_to(session).values("enrolment")
    return Enrolment.objects.filter(Q(cohort=session.cohort_id) | Q(pk__in=visits))


def roll_of(session: CourseSession) -> list[RollLine]:
    """Give the women who take part in the cohort of an evening, those who come from another one to make a module up,
    and those who have left and were marked on it, by name. Three queries."""
    marks = {mark.enrolment_id: mark for mark in Attendance.objects.filter(session=session)}
    answers = {
        answer.enrolment_id: answer.answer for answer in Rsvp.objects.filter(session=session, sequence=session.sequence)
    }
    rows = women_on(session).exclude(state=Enrolment.State.OFFERED)
    places = rows.select_related("person").order_by("person__name", "pk")
    return [
        RollLine(place, marks.get(place.pk), answers.get(place.pk, ""), is_visitor=place.cohort_id != session.cohort_id)
        for place in places
        if place.state != Enrolment.State.WITHDRAWN or (place.pk in marks and marks[place.pk].status)
    ]
