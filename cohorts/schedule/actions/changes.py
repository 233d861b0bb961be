"""Change a plan that is used, and take a change back."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cohorts.roster.actions.auditing import audit
from cohorts.roster.models import Cohort, Venue
from lms.kit.guard import refuse, refuse_any, require
from lms.people.models import User

from ..models import CoursePlan, CourseSession, PlanChange, SessionModule
from ..permissions import can_plan
from ..queries import plan_as_data
from ..queries.changing import (
    evenings_now,
    local_now,
    may_repeat,
    newest_to_undo,
    outlook_of,
    refused_outright,
    version_of,
)
from ..queries.telling import women_of
from ..rules import Evening, Kind, Portion
from ..rules.edits import (
    UNDO_WITHIN,
    Add,
    Cancel,
    Difference,
    Join,
    Move,
    Rearrange,
    Restore,
    Split,
    Swap,
    Wish,
    differences,
)
from ..rules.stored import evenings_from_data, told_of
from .messages import recall
from .plans import next_version

KINDS: dict[type, PlanChange.Kind] = {
    Move: PlanChange.Kind.MOVED,
    Swap: PlanChange.Kind.SWAPPED,
    Cancel: PlanChange.Kind.CANCELLED,
    Restore: PlanChange.Kind.RESTORED,
    Rearrange: PlanChange.Kind.CHANGED,
    Add: PlanChange.Kind.ADDED,
    Join: PlanChange.Kind.JOINED,
    Split: PlanChange.Kind.SPLIT,
}


@transaction.atomic
def change_plan(
    *, by: User, cohort: Cohort, wish: Wish, seen: int, accepted: Collection[str] = (), reason: str = ""
) -> PlanChange:
    """Carry out a wish. `seen` is the version that was looked at, `accepted` the names of the cautions that were passed
    over, with a reason. Women are told of nothing yet: what there is to tell is derived from what they know.

    Raises PermissionDenied, and ValidationError with `changed_meanwhile` (somebody else was faster), `look_again` (a
    caution was not accepted), `reason_needed`, `elsewhere` (a venue of another place), `unknown_module` (of another
    edition), `not_repeated` (the edition knows no evening to catch up), or the code of a refusal of the rules."""
    require(can_plan(by, cohort))
    version = next_version(cohort, seen)
    _refuse_what_is_elsewhere(cohort, wish)
    if isinstance(wish, Add) and wish.kind is Kind.CATCH_UP and not may_repeat(cohort):
        refuse("not_repeated")
    outlook = outlook_of(cohort, wish)
    if outlook.refusal:
        refuse(outlook.refusal.code)
    refuse_any(refused_outright(outlook.cautions))
    if any(caution.name not in accepted for caution in outlook.cautions):
        refuse("look_again")
    if outlook.cautions and not reason.strip():
        refuse("reason_needed")
    before = plan_as_data(cohort)
    _store(cohort, outlook.changes)
    _keep_told_where_nobody_listens(cohort)
    later = isinstance(wish, Move) and wish.later
    change = PlanChange.objects.create(
        cohort=cohort,
        version=version,
        kind=PlanChange.Kind.PUSHED if later else KINDS[type(wish)],
        by=by,
        before=before,
        after=plan_as_data(cohort),
        overridden=sorted({caution.code for caution in outlook.cautions}),
        reason=reason.strip()[:200] if outlook.cautions else "",
    )
    audit(by=by, obj=cohort, action="cohorts.plan_changed", kind=change.kind, overridden=change.overridden)
    return change


@transaction.atomic
def undo_change(*, by: User, change: PlanChange, seen: int) -> PlanChange:
    """Take the newest change back within the hour: the plan is as before, and messages about it that have not been
    sent are recalled. An evening that was added stays as a cancelled one, for the calendars that know it.

    Raises PermissionDenied, and ValidationError with `changed_meanwhile`, `too_late` (the hour is over, or an evening
    has begun in the meantime) or `not_the_newest`."""
    cohort = change.cohort
    require(can_plan(by, cohort))
    version = next_version(cohort, seen)
    if newest_to_undo(cohort) != change:
        refuse("not_the_newest")
    if timezone.now() - change.at > UNDO_WITHIN:
        refuse("too_late")
    before, now = plan_as_data(cohort), local_now(cohort)
    found = _way_back(evenings_now(cohort), evenings_from_data(change.before))
    if any(each.has_begun(now) for one in found if one.is_told for each in (one.before, one.after) if each):
        refuse("too_late")
    _store(cohort, found)
    _keep_told_where_nobody_listens(cohort)
    change.undone_at = timezone.now()
    change.save(update_fields=["undone_at"])
    recall(cohort=cohort, since=change.version)
    undone = PlanChange.objects.create(
        cohort=cohort,
        version=version,
        kind=PlanChange.Kind.UNDONE,
        by=by,
        before=before,
        after=plan_as_data(cohort),
    )
    audit(by=by, obj=cohort, action="cohorts.plan_undone", kind=change.kind)
    return undone


@transaction.atomic
def call_off(*, by: User, cohort: Cohort) -> int:
    """Cancel all evenings of a cohort that lie ahead, because the cohort itself is cancelled, and give how many. What
    is behind, or going on, stays as it was. Calendars hear of it at once; what the women are told is a draft like any
    other. Raises PermissionDenied."""
    require(can_plan(by, cohort))
    version = next_version(cohort, version_of(cohort))
    before, standing, now = plan_as_data(cohort), evenings_now(cohort), local_now(cohort)
    after = [each if each.has_begun(now) else replace(each, cancelled=True) for each in standing]
    found = differences(standing, after)
    _store(cohort, found)
    _keep_told_where_nobody_listens(cohort)
    PlanChange.objects.create(
        cohort=cohort,
        version=version,
        kind=PlanChange.Kind.CALLED_OFF,
        by=by,
        before=before,
        after=plan_as_data(cohort),
    )
    return len(found)


def _refuse_what_is_elsewhere(cohort: Cohort, wish: Wish) -> None:
    venue = getattr(wish, "venue", None)
    used = cohort.sessions.filter(venue=venue).exists()
    if venue is not None and not used and not Venue.objects.of(cohort).filter(pk=venue).exists():
        refuse("elsewhere")
    modules = set(getattr(wish, "modules", ()))
    if modules and cohort.edition.places.filter(pk__in=modules).count() < len(modules):
        refuse("unknown_module")


def _way_back(now: Sequence[Evening], then: Sequence[Evening]) -> list[Difference]:
    """Give the differences that lead back to an earlier plan."""
    known = {each.key for each in then}
    gone = [Evening(each.slot, (), each.key, each.kind, each.venue, True) for each in now if each.key not in known]
    return differences(now, [*then, *gone])


def _store(cohort: Cohort, changes: Sequence[Difference]) -> None:
    """Write what is different. This is the one place where an evening's sequence rises: whenever calendars and women
    must know of it. Other modules alone make it newer, for those who read titles in their calendar."""
    for change in changes:
        after = change.after
        facts = {
            "date": after.day,
            "starts_at": after.slot.start,
            "ends_at": after.slot.end,
            "venue_id": after.venue,
            "state": CourseSession.State.CANCELLED if after.cancelled else CourseSession.State.PLANNED,
            "changed_at": timezone.now(),
        }
        if change.before is None:
            session = _add(cohort, str(after.kind), facts)
        else:
            session = cohort.sessions.get(public_id=str(after.key))
            rises = {"sequence": F("sequence") + 1} if change.is_told else {}
            CourseSession.objects.filter(pk=session.pk).update(**facts, **rises)
        if change.is_taught:
            _teach(session, after.portions)


def _add(cohort: Cohort, kind: str, facts: dict) -> CourseSession:
    last = cohort.sessions.order_by("-number").values_list("number", flat=True).first() or 0
    return CourseSession.objects.create(cohort=cohort, number=last + 1, kind=kind, time_zone=cohort.time_zone, **facts)


def _teach(session: CourseSession, portions: Sequence[Portion]) -> None:
    """Let an evening hold these modules. Rows of modules that stay are kept."""
    session.session_modules.exclude(edition_module__in=[portion.module for portion in portions]).delete()
    for order, portion in enumerate(portions, 1):
        SessionModule.objects.update_or_create(
            session=session,
            edition_module_id=portion.module,
            defaults={"order": order, "part": portion.part, "parts": portion.parts},
        )


def _keep_told_where_nobody_listens(cohort: Cohort) -> None:
    """As long as no woman takes part there is nobody to tell: whoever comes later meets the plan as it stands."""
    if not women_of(cohort).exists():
        CoursePlan.objects.filter(cohort=cohort).update(told=told_of(evenings_now(cohort)))
