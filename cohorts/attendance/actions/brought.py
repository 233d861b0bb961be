"""Take in a list of attendance that was brought, once a person has looked at it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from cohorts.schedule.models import CourseSession
from lms.people.models import User

from ..models.marks import Source
from ..rules import Mark
from .marking import Result, record_marks


@transaction.atomic
def bring_marks(
    *,
    by: User,
    marks: Mapping[CourseSession, Sequence[Mark]],
    digest: str,
    label: str = "",
    confirmed: bool = False,
) -> dict[UUID, list[Result]]:
    """Store the marks of a list, evening by evening, all of them or none; give what became of each, by the public id
    of the evening. Raises PermissionDenied."""
    return {
        session.public_id: record_marks(
            by=by,
            session=session,
            marks=each,
            device=f"list-{digest[:32]}",
            label=label,
            source=Source.IMPORT,
            confirmed=confirmed,
        )
        for session, each in marks.items()
    }
