"""How cohorts stand, in totals: for whoever sees no names."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cohorts.roster.models import Cohort, Enrolment
from curriculum.rules import Verdict

from .. import queries
from ..models import Attendance, CatchUp
from ..rules import MEANINGS, Status
from .progress import judged_among


@dataclass(frozen=True)
class AttendanceTotals:
    """The attendance of one cohort: how many of a hundred marks say that somebody was there, and where the women
    stand. `present` is None as long as nobody is marked."""

    present: int | None = None
    on_track: int = 0
    at_edge: int = 0
    need_catch_up: int = 0
    out_of_reach: int = 0


def attendance_totals(cohorts: Iterable[Cohort]) -> dict[int, AttendanceTotals]:
    """Give the totals of the cohorts that run or are completed, by their keys. Seven queries, however many they are;
    none if there are none."""
    begun = [each for each in cohorts if each.state in (Cohort.State.RUNNING, Cohort.State.COMPLETED)]
    if not begun:
        return {}
    courses = queries.courses_of(begun)
    women: dict[int, list[Enrolment]] = {}
    taking = [Enrolment.State.ACTIVE, Enrolment.State.COMPLETED]
    for place in Enrolment.objects.filter(cohort__in=begun, state__in=taking):
        women.setdefault(place.cohort_id, []).append(place)
    marks = _marks(begun)
    made = _made(begun)
    totals = {}
    for cohort in begun:
        own = women.get(cohort.pk, [])
        course = courses[cohort.pk]
        verdicts = Counter(each.judgement.verdict for each in judged_among(course, own, marks, made))
        held = {session.pk for session in course.held}
        totals[cohort.pk] = AttendanceTotals(
            present=_present(mark for (session, _woman), mark in marks.items() if session in held),
            on_track=verdicts[Verdict.ON_TRACK] + verdicts[Verdict.COMPLETED] if held else 0,
            at_edge=verdicts[Verdict.AT_RISK],
            need_catch_up=verdicts[Verdict.NEEDS_CATCH_UP],
            out_of_reach=verdicts[Verdict.OUT_OF_REACH],
        )
    return totals


def _marks(cohorts: list[Cohort]) -> dict[tuple[int, int], Attendance]:
    """Give the marks of the women of these cohorts, wherever they were given."""
    rows = Attendance.objects.filter(enrolment__cohort__in=cohorts).exclude(status=Status.NONE)
    fields = ("session", "enrolment", "status", "minutes")
    return {(mark.session_id, mark.enrolment_id): mark for mark in rows.only(*fields)}


def _made(cohorts: list[Cohort]) -> dict[int, list[CatchUp]]:
    found: dict[int, list[CatchUp]] = {}
    for each in CatchUp.objects.standing().filter(enrolment__cohort__in=cohorts).with_evenings():
        found.setdefault(each.enrolment_id, []).append(each)
    return found


def _present(marks: Iterable[Attendance]) -> int | None:
    there = [MEANINGS[Status(mark.status)].credit for mark in marks]
    return round(100 * sum(there) / len(there)) if there else None
