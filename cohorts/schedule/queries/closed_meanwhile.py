"""Evenings on days that were closed after somebody had put them there."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import reduce
from operator import or_

from ..models import ClosedDays, CourseSession, PlanChange
from ..rules import Closure
from .planning import closure_of


def closed_meanwhile(sessions: Iterable[CourseSession]) -> dict[int, tuple[Closure, ...]]:
    """Give what has closed the days of evenings that lie ahead since those were put there, by the keys of the evenings.
    Whoever chose a day that was closed already was asked then. Each evening has its cohort `with_places`. One query,
    and one more where there are such days."""
    ahead = [each for each in sessions if not (each.is_cancelled or each.is_past)]
    if not ahead:
        return {}
    places = {each.cohort.place for each in ahead}
    rows = reduce(or_, (ClosedDays.objects.counting_at(place) for place in places))
    coming = list(rows.filter(last__gte=min(each.date for each in ahead), first__lte=max(each.date for each in ahead)))
    found = {each.pk: [row for row in coming if row.closes(each.date, each.cohort.place)] for each in ahead}
    since = _put_there([each for each in ahead if found[each.pk]])
    return {
        pk: tuple(closure_of(row) for row in later)
        for pk, closing in found.items()
        if (later := [row for row in closing if row.changed_at > since[pk]])
    }


def _put_there(sessions: Sequence[CourseSession]) -> dict[int, datetime]:
    """Give since when each evening has been on its day."""
    since = {str(each.public_id): each.created_at for each in sessions}
    cohorts = {each.cohort_id for each in sessions}
    changes = PlanChange.objects.filter(cohort__in=cohorts).order_by("version") if cohorts else []
    for change in changes:
        before = {row["session"]: row["date"] for row in change.before}
        since |= {row["session"]: change.at for row in change.after if before.get(row["session"]) != row["date"]}
    return {each.pk: since[str(each.public_id)] for each in sessions}
