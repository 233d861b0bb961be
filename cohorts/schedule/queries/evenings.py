"""The evenings of a cohort, as rows and as plain data."""

from cohorts.roster.models import Cohort

from ..models import CourseSession


def evenings_of(cohort: Cohort) -> list[CourseSession]:
    """Give all evenings of a cohort with venue and modules, cancelled ones too, in the order of time. Two queries."""
    return list(CourseSession.objects.filter(cohort=cohort).with_modules())


def plan_as_data(cohort: Cohort) -> list[dict]:
    """Give the plan as plain data, as a change stores it: dates and times in ISO form, venues and modules by key."""
    return [
        {
            "session": str(session.public_id),
            "number": session.number,
            "kind": session.kind,
            "state": session.state,
            "date": session.date.isoformat(),
            "starts_at": session.starts_at.isoformat("minutes"),
            "ends_at": session.ends_at.isoformat("minutes"),
            "venue": session.venue_id,
            "modules": [[row.edition_module_id, row.part, row.parts] for row in session.session_modules.all()],
        }
        for session in evenings_of(cohort)
    ]
