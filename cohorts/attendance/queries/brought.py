"""What a list that was brought may be about: the women and evenings of a cohort, and every row of a mark."""

from cohorts.roster.models import Cohort, Enrolment
from cohorts.schedule.models import CourseSession

from ..models import Attendance


def brought_to(cohort: Cohort) -> tuple[list[Enrolment], list[CourseSession], dict[tuple[int, int], Attendance]]:
    """Give the women whose names those who run the cohort see, its evenings in the order of time, and the rows of both,
    also of marks that were taken back. Three queries."""
    places = cohort.enrolments.exclude(state=Enrolment.State.OFFERED).select_related("person")
    evenings = list(cohort.sessions.order_by("date", "starts_at", "number"))
    rows = Attendance.objects.filter(session__cohort=cohort)
    return (
        list(places.order_by("person__name", "pk")),
        evenings,
        {(row.session_id, row.enrolment_id): row for row in rows},
    )
