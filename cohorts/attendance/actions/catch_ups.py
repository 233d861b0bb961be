"""Make a missed module up: ask, agree, confirm, decline, let go. Why it was missed is never asked."""

from django.db import transaction
from django.utils import timezone

from cohorts.roster.actions.auditing import audit
from cohorts.roster.models import Cohort, Enrolment
from cohorts.roster.permissions import can_run_cohort
from curriculum.models import EditionModule
from lms.kit.guard import refuse, require
from lms.people.models import User

from ..dashboards.progress import judged
from ..models import Attendance, CatchUp, OpenEvening
from ..permissions import can_ask_to_make_up, can_settle_catch_up, can_turn_away, can_withdraw_catch_up
from ..queries import course_of, free_places
from ..rules import MEANINGS, State, Status, Step, Way, still_counts
from .open_evenings import store, take_seat


@transaction.atomic
def ask_to_make_up(
    *, by: User, enrolment: Enrolment, module: EditionModule, evening: OpenEvening | None = None, wish: str = ""
) -> CatchUp:
    """Ask to make a missed module up: on an open evening elsewhere, or without one by reading and a talk, with `wish`
    for when she would like to talk. Asked by her coordinator it is agreed at once, and a visit has its place. What had
    come to nothing makes way.

    Raises PermissionDenied, and ValidationError with `not_missed`, `not_counted` (the edition lets no more count),
    `not_this_way` (it does not let it be made up so), `begun`, or `not_offered` (closed or full by
    now, over, another module, or not for her cohort)."""
    require(can_ask_to_make_up(by, enrolment))
    enrolment.cohort = Cohort.objects.with_places().get(pk=enrolment.cohort_id)
    _refuse_what_does_not_count(by, enrolment, module, Way.VISIT if evening else Way.READ)
    runs = can_run_cohort(by, enrolment.cohort)
    row = CatchUp(enrolment=enrolment, edition_module=module, asked_by=by, way=Way.VISIT if evening else Way.READ)
    row.wish = "" if evening else wish
    row.state = State.AGREED if runs else State.ASKED
    if runs:
        row.settled_by, row.settled_at = by, timezone.now()
    if evening is None:
        store(row)
    else:
        _refuse_what_is_not_offered(enrolment.cohort, module, evening)
        row.session, row.sequence = evening.session, evening.session.sequence
        take_seat(row, evening) if runs else store(row)
    audit(by=by, obj=enrolment, action="cohorts.catch_up_agreed" if runs else "cohorts.catch_up_asked", way=row.way)
    return row


def _refuse_what_does_not_count(by: User, enrolment: Enrolment, module: EditionModule, way: Way) -> None:
    """Refuse what she does not miss, or what would not count; let what came to nothing make way."""
    course = course_of(enrolment.cohort)
    [had] = judged(course, [enrolment])
    if module.pk not in had.missed(course):
        refuse("not_missed")
    standing = had.making_up.get(module.pk)
    if standing and standing.step is Step.NEW_DATE:
        _step(by, standing.row, (State.ASKED, State.AGREED), State.WITHDRAWN, "cohorts.catch_up_withdrawn")
    elif standing:
        refuse("begun")
    begun = [key for key, each in had.making_up.items() if each.step is not Step.NEW_DATE]
    if not still_counts(course.rule, begun, module.pk):
        refuse("not_counted")
    if not course.rule.allows(way):
        refuse("not_this_way")


def _refuse_what_is_not_offered(cohort: Cohort, module: EditionModule, evening: OpenEvening) -> None:
    offered = free_places(cohort.in_municipality.country_id, besides=[cohort.pk], modules=[module.module_id])
    if all(row.public_id != evening.public_id for row in offered):
        refuse("not_offered")


@transaction.atomic
def agree_to_catch_up(*, by: User, catch_up: CatchUp, seen: int | None = None) -> bool:
    """Say yes to what she asked for; of a visit that is agreed and was moved, that the new date suits her too: `seen`
    is the version of the evening that stood on the page. Tell whether that changed something. Raises PermissionDenied,
    and ValidationError with `closed`, `full`, `over`, `cancelled`, or `moved_again`."""
    require(can_settle_catch_up(by, catch_up))
    if catch_up.is_visit and catch_up.state == State.AGREED:
        return _keep(catch_up, seen)
    if not _step(by, catch_up, (State.ASKED,), State.AGREED if not catch_up.is_visit else State.ASKED):
        return False
    if catch_up.is_visit:
        evening = OpenEvening.objects.select_related("session").get(session=catch_up.session_id)
        # Pressed on a page from before: she must not be promised what is not there.
        if evening.session.is_cancelled or evening.session.ends <= timezone.now():
            refuse("cancelled" if evening.session.is_cancelled else "over")
        catch_up.state = State.AGREED
        take_seat(catch_up, evening)
    audit(by=by, obj=catch_up.enrolment, action="cohorts.catch_up_agreed", way=catch_up.way)
    return True


def _keep(catch_up: CatchUp, seen: int | None) -> bool:
    """Keep the place on an evening that was moved. A day that nobody has looked at suits nobody: what counts is the
    version of the evening that stood on the page."""
    session = catch_up.session
    rows = CatchUp.objects.filter(pk=catch_up.pk, state=State.AGREED)
    if session.is_cancelled or not rows.exclude(sequence=session.sequence).exists():
        return False
    if seen is None or not rows.filter(session__sequence=seen).update(sequence=seen):
        refuse("moved_again")
    return True


@transaction.atomic
def confirm_talk(*, by: User, catch_up: CatchUp) -> bool:
    """Note that the talk about a module she has read was held: that, and nothing of it. Tell whether it was not noted
    before. Raises PermissionDenied, and ValidationError with `no_talk` for a visit."""
    require(can_settle_catch_up(by, catch_up))
    if catch_up.is_visit:
        refuse("no_talk")
    return _step(by, catch_up, (State.ASKED, State.AGREED), State.DONE, "cohorts.catch_up_confirmed")


@transaction.atomic
def decline_catch_up(*, by: User, catch_up: CatchUp) -> bool:
    """Say no: her coordinator to what she asked for, the host to somebody who is awaited. Tell whether that changed
    something. Raises PermissionDenied, and ValidationError with `was_there` once her host has marked her as there."""
    if catch_up.state == State.AGREED:
        require(can_turn_away(by, catch_up))
        _refuse_what_is_marked(catch_up)
        return _step(by, catch_up, (State.AGREED,), State.DECLINED, "cohorts.catch_up_declined")
    require(can_settle_catch_up(by, catch_up))
    return _step(by, catch_up, (State.ASKED,), State.DECLINED, "cohorts.catch_up_declined")


@transaction.atomic
def withdraw_catch_up(*, by: User, catch_up: CatchUp) -> bool:
    """Let a catch-up go; that a talk was held can only her coordinator take back. Tell whether that changed something.
    Raises PermissionDenied, and ValidationError with `was_there`."""
    require(can_withdraw_catch_up(by, catch_up))
    _refuse_what_is_marked(catch_up)
    states = (State.ASKED, State.AGREED, *([State.DONE] if can_settle_catch_up(by, catch_up) else []))
    return _step(by, catch_up, states, State.WITHDRAWN, "cohorts.catch_up_withdrawn")


def _refuse_what_is_marked(catch_up: CatchUp) -> None:
    marks = Attendance.objects.filter(session=catch_up.session_id, enrolment=catch_up.enrolment_id)
    if catch_up.is_visit and any(MEANINGS[Status(mark.status)].credit for mark in marks if mark.status):
        refuse("was_there")


def _step(by: User, catch_up: CatchUp, before: tuple[State, ...], after: State, action: str = "") -> bool:
    """Let a catch-up go a step further, unless somebody else was faster."""
    rows = CatchUp.objects.filter(pk=catch_up.pk, state__in=before)
    if not rows.update(state=after, settled_by=by, settled_at=timezone.now()):
        return False
    catch_up.refresh_from_db(fields=["state", "settled_by", "settled_at"])
    if action:
        audit(by=by, obj=catch_up.enrolment, action=action, way=catch_up.way)
    return True
