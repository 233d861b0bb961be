"""Keep the days without evenings: load those of the starter data, take over a list, check, remove."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cohorts.roster.actions.auditing import audit
from cohorts.roster.models.places import CoursePlace
from lms.kit.guard import refuse, require
from lms.people.models import District, Municipality, User

from ..models import ClosedDays
from ..permissions import can_close_days_at, can_keep_closed_days, can_remove_closed_days
from ..rules.periods import Period, problem_of


@transaction.atomic
def load_closed_days(*, by: User | None, rows: Iterable[dict[str, Any]]) -> Counter[str]:
    """Make the school holidays of the starter data that are missing, marked as to be checked; one is known by its
    municipality and its days, or its name and the year of its source, so that dates somebody has put right stay.

    Takes the tables of `fixtures/closed_days.toml`, gives how many were `made` and `kept`. Only the command line may
    do this (`by` is None). Raises KeyError for a municipality that does not exist; then nothing is written."""
    require(by is None)
    outcome: Counter[str] = Counter()
    municipalities = {municipality.slug: municipality for municipality in Municipality.objects.all()}
    for row in rows:
        known = {"municipality": municipalities[row["municipality"]], "kind": ClosedDays.Kind.SCHOOL}
        days = {"first": row["first"], "last": row["last"]}
        named = {"label": row["name"], "source_year": row["year"]}
        if ClosedDays.objects.filter(Q(**named) | Q(**days), **known).exists():
            outcome["kept"] += 1
            continue
        ClosedDays.objects.create(**known, **named, **days, source=row["source"], to_check=row["check"])
        outcome["made"] += 1
    return outcome


@transaction.atomic
def add_closed_days(
    *,
    by: User,
    place: CoursePlace,
    periods: Sequence[Period],
    kind: ClosedDays.Kind = ClosedDays.Kind.SCHOOL,
    source: str = "",
    year: str = "",
    to_check: bool = True,
) -> Counter[str]:
    """Take over closed days of a place. Those that stand there already, with the same days, are kept as they are.
    Gives how many were `made` and `kept`. Raises PermissionDenied."""
    require(can_keep_closed_days(by, place))
    at = {"district": place} if isinstance(place, District) else {"municipality": place}
    outcome: Counter[str] = Counter()
    for period in periods:
        row, made = ClosedDays.objects.get_or_create(
            **at,
            kind=kind,
            first=period.first,
            last=period.last,
            defaults={
                "label": period.label,
                "source": source,
                "source_year": year,
                "to_check": to_check,
                "changed_by": by,
            },
        )
        outcome["made" if made else "kept"] += 1
        if made:
            audit(by=by, obj=row, action="cohorts.closed_days_added")
    return outcome


@transaction.atomic
def close_days(*, by: User, place: CoursePlace, period: Period) -> bool:
    """Close days of a coordinator's own place: no source is needed, and plans skip them from now on. Gives False when
    the same days are closed there already. Raises PermissionDenied, and ValidationError with the code of a `LineCode`:
    `wrong_order`, `too_long`, `far_away`."""
    require(can_close_days_at(by, place))
    if problem := problem_of(period):
        refuse(problem)
    at = {"district": place} if isinstance(place, District) else {"municipality": place}
    row, made = ClosedDays.objects.get_or_create(
        **at,
        kind=ClosedDays.Kind.OWN,
        first=period.first,
        last=period.last,
        defaults={"label": period.label, "changed_by": by},
    )
    if made:
        audit(by=by, obj=row, action="cohorts.closed_days_added")
    return made


@transaction.atomic
def check_closed_days(*, by: User, closed: ClosedDays) -> None:
    """Say that somebody has compared closed days with their source. Again it does nothing. Raises PermissionDenied."""
    require(can_keep_closed_days(by, closed.place))
    if ClosedDays.objects.filter(pk=closed.pk, to_check=True).update(
        to_check=False, changed_by=by, changed_at=timezone.now()
    ):
        audit(by=by, obj=closed, action="cohorts.closed_days_checked")


@transaction.atomic
def remove_closed_days(*, by: User, closed: ClosedDays) -> None:
    """Take closed days away: evenings may be planned on them. Raises PermissionDenied."""
    require(can_remove_closed_days(by, closed))
    audit(by=by, obj=closed, action="cohorts.closed_days_removed")
    ClosedDays.objects.filter(pk=closed.pk).delete()
