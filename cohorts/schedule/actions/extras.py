"""Add something of the cohort's own to an evening, and take it away again."""

from django.core.files import File
from django.db import transaction

from cohorts.roster.actions.auditing import audit
from lms.kit.guard import refuse, require
from lms.people.models import User

from ..models import CourseSession, EveningExtra
from ..permissions import can_plan

MOST_ON_AN_EVENING = 12


@transaction.atomic
def add_extra(
    *,
    by: User,
    session: CourseSession,
    kind: EveningExtra.Kind,
    title: str,
    text: str = "",
    file: File | None = None,
    is_shared: bool = False,
) -> EveningExtra:
    """Add an exercise or material to an evening: words, a file that has been looked into, or both. Raises
    PermissionDenied, and ValidationError with `nothing_in_it` or `too_many`."""
    require(can_plan(by, session.cohort))
    if not (text or file):
        refuse("nothing_in_it")
    if session.extras.count() >= MOST_ON_AN_EVENING:
        refuse("too_many")
    extra = EveningExtra(session=session, kind=kind, title=title, text=text, is_shared=is_shared, added_by=by)
    if file:
        extra.size = file.size
        extra.file.save(file.name or "", file, save=False)
    extra.save()
    audit(by=by, obj=session.cohort, action="cohorts.extra_added")
    return extra


@transaction.atomic
def remove_extra(*, by: User, extra: EveningExtra) -> None:
    """Take an addition away, with its file. Raises PermissionDenied."""
    require(can_plan(by, extra.session.cohort))
    store, name = extra.file.storage, extra.file.name
    if name:
        transaction.on_commit(lambda: store.delete(name))
    audit(by=by, obj=extra.session.cohort, action="cohorts.extra_removed")
    extra.delete()
