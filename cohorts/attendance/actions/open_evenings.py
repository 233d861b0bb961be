"""Open an evening for women of other cohorts, and close it."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cohorts.roster.actions.auditing import audit
from cohorts.roster.models import Enrolment
from cohorts.schedule.models import CourseSession
from lms.kit.guard import refuse, require
from lms.people.models import User

from ..models import CatchUp, OpenEvening
from ..permissions import can_host
from ..rules import MOST_PLACES, State


@transaction.atomic
def open_evening(*, by: User, session: CourseSession, places: int) -> OpenEvening:
    """Open an evening for so many women of other cohorts, or say anew for how many. Who is promised a place keeps it.
    Raises PermissionDenied, and ValidationError with `over`, `cancelled`, `nothing_taught`, `places` (a number that
    cannot be) or `too_few` (more are promised)."""
    require(can_host(by, session))
    if session.is_past or session.is_cancelled:
        refuse("over" if session.is_past else "cancelled")
    if not session.session_modules.filter(parts=1).exists():
        refuse("nothing_taught")
    if not 1 <= places <= MOST_PLACES:
        refuse("places")
    row, _made = OpenEvening.objects.get_or_create(session=session, defaults={"places": places, "opened_by": by})
    hold(row)
    if CatchUp.objects.visits_to(session).count() > places:
        refuse("too_few")
    OpenEvening.objects.filter(pk=row.pk).update(places=places, is_open=True, opened_by=by)
    audit(by=by, obj=session.cohort, action="cohorts.evening_opened", evening=session.number, places=places)
    row.refresh_from_db()
    return row


@transaction.atomic
def close_evening(*, by: User, session: CourseSession) -> bool:
    """Let nobody else come, and tell whether it was open. Who is promised a place keeps it. Raises PermissionDenied."""
    require(can_host(by, session))
    rows = OpenEvening.objects.filter(session=session, is_open=True)
    closed = bool(rows.update(is_open=False, changed_at=timezone.now()))
    if closed:
        audit(by=by, obj=session.cohort, action="cohorts.evening_closed", evening=session.number)
    return closed


def hold(evening: OpenEvening, **condition) -> bool:
    """Let nobody else give places of an evening away until the transaction is over; tell whether it is as asked."""
    return bool(OpenEvening.objects.filter(pk=evening.pk, **condition).update(changed_at=timezone.now()))


def take_seat(catch_up: CatchUp, evening: OpenEvening) -> None:
    """Store a visit with the first free place of its evening. Raises ValidationError with `closed` or `full`. The
    database, too, gives no place twice."""
    if not hold(evening, is_open=True):
        refuse("closed")
    places = OpenEvening.objects.values_list("places", flat=True).get(pk=evening.pk)
    # Who has left her course since gives her place back.
    gone = CatchUp.objects.filter(session=evening.session, state=State.AGREED)
    gone.filter(enrolment__state=Enrolment.State.WITHDRAWN).update(state=State.WITHDRAWN, settled_at=timezone.now())
    taken = set(CatchUp.objects.visits_to(evening.session).exclude(pk=catch_up.pk).values_list("seat", flat=True))
    free = [seat for seat in range(1, places + 1) if seat not in taken]
    if not free:
        refuse("full")
    catch_up.session, catch_up.seat, catch_up.sequence = evening.session, free[0], evening.session.sequence
    store(catch_up)


def store(catch_up: CatchUp) -> None:
    """Store a catch-up. Raises ValidationError with `begun` if the module is being made up already."""
    try:
        with transaction.atomic():
            catch_up.save()
    except IntegrityError as error:
        raise ValidationError([ValidationError("begun", code="begun")]) from error
