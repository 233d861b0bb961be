"""Use a plan: store its evenings."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from cohorts.roster.actions.auditing import audit
from cohorts.roster.models import Cohort, Venue
from lms.kit.guard import refuse, refuse_any, require
from lms.people.models import User

from ..models import CoursePlan, CourseSession, PlanChange, SessionModule
from ..permissions import can_plan
from ..queries import plan_as_data
from ..queries.changing import evenings_now
from ..rules.stored import told_of


@dataclass(frozen=True)
class PlannedEvening:
    """One evening of a plan, in local time. `modules`: ids of the edition's places with part and parts."""

    date: date
    starts_at: time
    ends_at: time
    modules: tuple[tuple[int, int, int], ...] = ()
    venue: Venue | None = None
    kind: CourseSession.Kind = CourseSession.Kind.EVENING
    bring: str = field(default="")


def next_version(cohort: Cohort, seen: int) -> int:
    """Take the next version of a plan, if it still stands at the one that was seen. Of two people one gets it; the
    other is refused with `changed_meanwhile`. Call it first in the transaction that changes the plan."""
    CoursePlan.objects.get_or_create(cohort=cohort)
    taken = CoursePlan.objects.filter(cohort=cohort, version=seen).update(
        version=F("version") + 1, changed_at=timezone.now()
    )
    if not taken:
        refuse("changed_meanwhile")
    return seen + 1


@transaction.atomic
def use_plan(
    *,
    by: User,
    cohort: Cohort,
    evenings: Sequence[PlannedEvening],
    seen: int = 0,
    overridden: Sequence[str] = (),
    reason: str = "",
    per_week: int = 0,
) -> list[CourseSession]:
    """Store the evenings of a plan, numbered by date, each module of the edition exactly once. Only where the cohort
    has no evenings yet. Later changes keep to `per_week` evenings at most (0: no limit).
    `overridden` are the codes of the warnings that were passed over, with a reason. Raises
    PermissionDenied, and ValidationError with `has_evenings`, `changed_meanwhile`, `no_evenings`, `module_missing` or
    `module_twice`."""
    require(can_plan(by, cohort))
    if not evenings:
        refuse("no_evenings")
    if cohort.sessions.exists():
        refuse("has_evenings")
    _refuse_modules(cohort, evenings)
    version = next_version(cohort, seen)
    stored = []
    ordered = sorted(evenings, key=lambda evening: (evening.date, evening.starts_at))
    try:
        for number, evening in enumerate(ordered, 1):
            stored.append(_store(cohort, number, evening))
    except IntegrityError:
        refuse("has_evenings")
    PlanChange.objects.create(
        cohort=cohort,
        version=version,
        kind=PlanChange.Kind.USED,
        by=by,
        after=plan_as_data(cohort),
        overridden=sorted(overridden),
        reason=reason.strip()[:200] if overridden else "",
    )
    # What the women are told first is the plan as it is used; messages speak of what changes after that.
    CoursePlan.objects.filter(cohort=cohort).update(told=told_of(evenings_now(cohort)), per_week=per_week)
    audit(by=by, obj=cohort, action="cohorts.plan_used", **({"overridden": sorted(overridden)} if overridden else {}))
    return stored


def _refuse_modules(cohort: Cohort, evenings: Sequence[PlannedEvening]) -> None:
    held = sorted(module for evening in evenings for module in evening.modules)
    wanted = {*cohort.edition.places.values_list("pk", flat=True)}
    whole = {pk for pk, _part, _parts in held}
    expected = sorted(
        (pk, part, parts) for pk, _one, parts in {(p, 1, n) for p, _x, n in held} for part in range(1, parts + 1)
    )
    refuse_any(
        [
            *(["module_missing"] if wanted - whole else []),
            *(["module_twice"] if held != expected or whole - wanted else []),
        ]
    )


def _store(cohort: Cohort, number: int, evening: PlannedEvening) -> CourseSession:
    session = CourseSession.objects.create(
        cohort=cohort,
        number=number,
        kind=evening.kind,
        date=evening.date,
        starts_at=evening.starts_at,
        ends_at=evening.ends_at,
        time_zone=cohort.time_zone,
        venue=evening.venue or cohort.venue,
        bring=evening.bring,
    )
    SessionModule.objects.bulk_create(
        SessionModule(session=session, edition_module_id=pk, order=order, part=part, parts=parts)
        for order, (pk, part, parts) in enumerate(evening.modules, 1)
    )
    return session
