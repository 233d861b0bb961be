"""Open and close the check-in of an evening, and let women in by its codes."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cohorts.roster.models import Enrolment
from cohorts.schedule.models import CourseSession
from lms.kit.guard import require
from lms.kit.tokens import draw_token
from lms.people.actions.signing_in import count_wrong_number
from lms.people.models import FailedAttempt, User

from ..models import Door
from ..models.marks import Source
from ..permissions import can_take_roll
from ..queries import allowed_minutes, own_evenings_near, shut_now
from ..rules import Entry, Mark, Outcome, Reason, arrival, gives_credit
from .marking import record_marks


@dataclass(frozen=True)
class Arrived:
    """What became of it, and of which evening."""

    entry: Entry
    session: CourseSession | None = None


def open_door(*, by: User, session: CourseSession) -> None:
    """Open the check-in of an evening. Pressed twice it opens once; opened again after it was closed it has new codes.
    Raises PermissionDenied."""
    require(can_take_roll(by, session))
    fresh = {"seed": draw_token(), "opened_at": timezone.now(), "closed_at": None}
    _door, made = Door.objects.get_or_create(session=session, defaults=fresh)
    if not made:
        Door.objects.filter(session=session, closed_at__isnull=False).update(**fresh)


def close_door(*, by: User, session: CourseSession) -> None:
    """Close it: from now on only the roll, the paper list and the tablet count. Raises PermissionDenied."""
    require(can_take_roll(by, session))
    Door.objects.filter(session=session, closed_at__isnull=True).update(closed_at=timezone.now())


@transaction.atomic
def check_in(*, by: User, place: Enrolment, session: CourseSession, word: str, key: UUID) -> Arrived:
    """Let a woman in by the word of a QR code. `key` is drawn with the page: sent again it changes nothing. Raises
    PermissionDenied when the place is not hers or the evening not of her cohort."""
    door = Door.objects.filter(session=session).first()
    if shut := shut_now(session, opened=bool(door and door.is_open)):
        return Arrived(shut, session)
    if door is None or not door.takes_word(word):
        return Arrived(Entry.TOO_OLD, session)
    return _let_in(by, place, session, key)


@transaction.atomic
def check_in_by_number(*, by: User, number: str, key: UUID) -> Arrived:
    """Let a woman in by four digits, to whichever of her own evenings has them now. Wrong ones are counted in the
    database against her account, not against where she is: a whole cohort shares one address."""
    # Of two tries at once the second waits, so that both are counted.
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    evenings = own_evenings_near(by)
    if not evenings:
        return Arrived(Entry.NO_EVENING)
    shut = [shut_now(each.session, opened=each.is_open) for each in evenings]
    if shut[0] and all(shut):
        return Arrived(shut[0], evenings[0].session)
    if FailedAttempt.objects.all().hold_back_check_in(account=str(by.public_id)):
        return Arrived(Entry.TOO_MANY)
    for each, closed in zip(evenings, shut, strict=True):
        if not closed and each.door and each.door.takes_number(number):
            return _let_in(by, each.place, each.session, key)
    count_wrong_number(account=str(by.public_id))
    return Arrived(Entry.WRONG)


def _let_in(by: User, place: Enrolment, session: CourseSession, key: UUID) -> Arrived:
    status, minutes = arrival(begins=session.begins, now=timezone.now(), allowed=allowed_minutes(session.cohort))
    mark = Mark(key=key, woman=place.public_id, status=status, number=1, minutes=minutes, only_if_empty=True)
    device = f"self-{place.public_id.hex}"
    [result] = record_marks(by=by, session=session, marks=[mark], device=device, source=Source.SELF)
    if result.stored == Outcome.REFUSED:
        return Arrived(Entry.TOO_EARLY if result.reason == Reason.TOO_EARLY else Entry.CANCELLED, session)
    came = bool(result.status) and gives_credit(result.status, None, 0)
    if result.reason == Reason.KEPT and came:
        return Arrived(Entry.ALREADY, session)
    return Arrived(Entry.HERE if came else Entry.ASK_HOST, session)
