"""Give the link of an evening a new address."""

from django.db import transaction
from django.db.models import F

from cohorts.roster.actions.auditing import audit
from lms.kit.guard import require
from lms.people.models import User

from ..models import CourseSession
from ..permissions import can_plan


@transaction.atomic
def renew_link(*, by: User, session: CourseSession, seen: int) -> bool:
    """Let every link to an evening that was shared until now open nothing; the next one that is shared is new. `seen`
    is the number that was looked at, so that pressing twice renews once. Gives whether it did. Raises
    PermissionDenied."""
    require(can_plan(by, session.cohort))
    rows = CourseSession.objects.filter(pk=session.pk, link_number=seen)
    renewed = bool(rows.update(link_number=F("link_number") + 1))
    if renewed:
        audit(by=by, obj=session, action="cohorts.link_renewed")
    return renewed
