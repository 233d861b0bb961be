"""A tablet in the doorway: put it there, take it away, and mark who taps her name."""

import time
from datetime import timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from cohorts.roster.actions.auditing import audit
from cohorts.schedule.models import CourseSession
from lms.kit.guard import refuse, require
from lms.people.actions.links import make_link, revoke_links
from lms.people.actions.reads import log_reads
from lms.people.models import AccessLink, User

from ..models.marks import Source
from ..permissions import can_take_roll, can_use_kiosk
from ..queries import allowed_minutes, newest_tap, roll_of, shut_now
from ..rules import CLOSES_AFTER, Entry, Mark, Outcome, Reason, Status, arrival, gives_credit
from .marking import record_marks, why_closed


@transaction.atomic
def start_kiosk(*, by: User, session: CourseSession) -> str:
    """Give the token of a tablet for one evening; one that stood there before ends. It shows the names of the roll, so
    that is noted as read by whoever puts it there. Raises PermissionDenied, and ValidationError with `cancelled`,
    `too_early` or `over`."""
    require(can_take_roll(by, session))
    lasts = session.ends + CLOSES_AFTER - timezone.now()
    if lasts <= timedelta():
        refuse("over")
    if closed := why_closed(session, confirmed=False):
        refuse(closed)
    revoke_links(subject=session, purpose=AccessLink.Purpose.KIOSK)
    people = [line.enrolment.person for line in roll_of(session)]
    log_reads(by=by, view="kiosk", subjects=[str(each.public_id) for each in people])
    audit(by=by, obj=session.cohort, action="cohorts.kiosk_started", evening=session.number)
    return make_link(by=by, purpose=AccessLink.Purpose.KIOSK, subject=session, lifetime=lasts, max_uses=None)


def end_kiosks(*, by: User, session: CourseSession) -> int:
    """End the tablet of an evening at once; give how many there were. Raises PermissionDenied."""
    require(can_take_roll(by, session))
    return revoke_links(subject=session, purpose=AccessLink.Purpose.KIOSK)


@transaction.atomic
def tap_in(*, by: AccessLink, session: CourseSession, woman: UUID, key: UUID) -> Entry:
    """Mark a woman who tapped her name, never over what is marked. Raises PermissionDenied."""
    require(can_use_kiosk(by, session))
    if shut := shut_now(session, opened=True):
        return shut
    status, minutes = arrival(begins=session.begins, now=timezone.now(), allowed=allowed_minutes(session.cohort))
    mark = Mark(key=key, woman=woman, status=status, number=_number(), minutes=minutes, only_if_empty=True)
    [result] = record_marks(by=by.created_by, session=session, marks=[mark], device=device_of(by), source=Source.KIOSK)
    if result.stored == Outcome.REFUSED:
        return Entry.UNKNOWN if result.reason == Reason.NOT_IN_COHORT else Entry.CANCELLED
    came = bool(result.status) and gives_credit(result.status, None, 0)
    if result.reason == Reason.KEPT and came:
        return Entry.ALREADY
    return Entry.HERE if came else Entry.ASK_HOST


@transaction.atomic
def take_back_tap(*, by: AccessLink, session: CourseSession, key: UUID) -> bool:
    """Take a tap of this tablet back within half a minute, unless somebody has marked her since; tell whether it is
    gone. Raises PermissionDenied."""
    require(can_use_kiosk(by, session))
    operation = newest_tap(session, device_of(by), key)
    if operation is None or operation.reason or operation.enrolment is None:
        return False
    mark = Mark(
        key=uuid5(key, "undo"),
        woman=operation.enrolment.public_id,
        status=Status.NONE,
        number=_number(),
        base=operation.revision,
    )
    [result] = record_marks(by=by.created_by, session=session, marks=[mark], device=device_of(by), source=Source.KIOSK)
    return result.stored == Outcome.APPLIED and not result.status


def device_of(link: AccessLink) -> str:
    """Give the name of a tablet in the journal."""
    return f"kiosk-{link.pk.hex}"


def _number() -> int:
    return time.time_ns() // 1_000_000
