"""Take in who came without a place, and say later who she is."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cohorts.roster.models import Enrolment
from cohorts.schedule.models import CourseSession
from lms.kit.guard import require
from lms.people.models import User

from ..models import WalkIn
from ..permissions import can_take_roll
from ..rules import Guest, Mark, Outcome, Status
from .marking import Result, record_marks, why_closed


@transaction.atomic
def record_walk_ins(
    *,
    by: User,
    session: CourseSession,
    guests: Sequence[Guest],
    device: str,
    label: str = "",
    confirmed: bool = False,
) -> list[Result]:
    """Store named lines of one phone, each once, and give what became of each. Raises PermissionDenied."""
    require(can_take_roll(by, session))
    closed = why_closed(session, confirmed) if guests else None
    results = []
    for guest in guests:
        row, made = WalkIn.objects.get_or_create(
            key=guest.key,
            defaults={
                "session": session,
                "name": guest.name,
                "device": device,
                "device_label": label,
                "number": guest.number,
                "by": by,
                "done_at": guest.done_at,
                "reason": closed or "",
            },
        )
        stored = Outcome.REFUSED if row.reason else Outcome.APPLIED
        if not made:
            WalkIn.objects.filter(pk=row.pk).update(times_received=F("times_received") + 1)
        results.append(Result(guest.key, stored if made else Outcome.REPEATED, stored, row.reason, "", None, 0))
    return results


@transaction.atomic
def attach_walk_in(*, by: User, walk_in: WalkIn, enrolment: Enrolment) -> Result | None:
    """Say who she was: she stands as there on that evening, unless somebody has marked her already. None if the line
    is settled. Raises PermissionDenied."""
    require(can_take_roll(by, walk_in.session) and enrolment.cohort_id == walk_in.session.cohort_id)
    if not _settle(walk_in, by, enrolment=enrolment):
        return None
    mark = Mark(
        key=uuid5(walk_in.key, "attached"),
        woman=enrolment.public_id,
        status=Status.PRESENT,
        number=1,
        only_if_empty=True,
    )
    [result] = record_marks(
        by=by, session=walk_in.session, marks=[mark], device=_device(walk_in.key), label="", confirmed=True
    )
    return result


def drop_walk_in(*, by: User, walk_in: WalkIn) -> bool:
    """Take a line off the roll again; tell whether it stood there. Raises PermissionDenied."""
    require(can_take_roll(by, walk_in.session))
    return _settle(walk_in, by, is_dropped=True)


def _settle(walk_in: WalkIn, by: User, **fields) -> bool:
    rows = WalkIn.objects.standing().filter(pk=walk_in.pk)
    return bool(rows.update(settled_by=by, settled_at=timezone.now(), **fields))


def _device(key: UUID) -> str:
    return f"line-{key.hex}"
