"""Reads about attendance."""

from collections.abc import Iterable
from dataclasses import dataclass

from cohorts.roster.models import Cohort, Enrolment
from cohorts.schedule.models import CourseSession, Rsvp

from .models import Attendance
from .rules import HeldPart, Status, gives_credit


@dataclass(frozen=True)
class RollLine:
    """One woman of a roll: her place, the mark she has, and what she said beforehand."""

    enrolment: Enrolment
    mark: Attendance | None
    answer: str = ""

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


def roll_of(session: CourseSession) -> list[RollLine]:
    """Give the women who take part in the cohort of an evening, and those who have left and were marked on it, by name.
    Three queries."""
    marks = {mark.enrolment_id: mark for mark in Attendance.objects.filter(session=session)}
    answers = {
        answer.enrolment_id: answer.answer for answer in Rsvp.objects.filter(session=session, sequence=session.sequence)
    }
    rows = Enrolment.objects.filter(cohort=session.cohort_id).exclude(state=Enrolment.State.OFFERED)
    places = rows.select_related("person").order_by("person__name", "pk")
    return [
        RollLine(place, marks.get(place.pk), answers.get(place.pk, ""))
        for place in places
        if place.state != Enrolment.State.WITHDRAWN or (place.pk in marks and marks[place.pk].status)
    ]


def held_parts(cohort: Cohort, places: Iterable[Enrolment]) -> dict[int, list[HeldPart]]:
    """Give what each of these women has of what was held, by the key of her place: modules by the key of their places
    in the edition. Three queries, however many women and evenings."""
    sessions = [
        each
        for each in CourseSession.objects.held().filter(cohort=cohort).prefetch_related("session_modules")
        if each.is_past
    ]
    marks = {(mark.session_id, mark.enrolment_id): mark for mark in Attendance.objects.filter(session__in=sessions)}
    allowed = cohort.edition.rule.late_minutes
    found: dict[int, list[HeldPart]] = {}
    for place in places:
        lines = found.setdefault(place.pk, [])
        for session in sessions:
            mark = marks.get((session.pk, place.pk))
            marked = mark is not None and mark.status != Status.NONE
            credit = gives_credit(mark.status, mark.minutes, allowed) if mark and marked else None
            for row in session.session_modules.all():
                lines.append(HeldPart(row.edition_module_id, row.parts, credit))
    return found
