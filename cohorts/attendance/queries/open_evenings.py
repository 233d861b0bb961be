"""The one read across districts: evenings that their hosts have opened for women of other cohorts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from cohorts.roster.models import Cohort, Enrolment
from cohorts.schedule.models import CourseSession, SessionModule
from lms.people.models import Country, User
from lms.people.roles import TABLE, Right, Role

from ..models import CatchUp
from ..rules import State

DAY = timedelta(days=1)


@dataclass(frozen=True)
class FreePlaces:
    """All that another district learns of an evening: its date, the district, the page of the module, and how many
    places are free. Nothing of its women, its time, or where it is held. `public_id` is what it is booked by."""

    public_id: UUID
    date: date
    district: str
    module: int  # the key of the page
    free: int


def free_places(
    country: Country | str, *, besides: Collection[int] = (), modules: Collection[int] | None = None
) -> list[FreePlaces]:
    """Give the open evenings of a country that have not begun and have a free place, by date, one for each module.
    `besides` are the cohorts that do not count, `modules` the pages that are looked for. One query."""
    now = timezone.now()
    left = Q(enrolment__state=Enrolment.State.WITHDRAWN)
    agreed = CatchUp.objects.filter(session=OuterRef("session"), state=State.AGREED).exclude(left)
    taken = agreed.order_by().values("session")
    district, municipality = "session__cohort__district", "session__cohort__municipality"
    rows = SessionModule.objects.filter(
        Q(**{f"{district}__municipality__country": country}) | Q(**{f"{municipality}__country": country}),
        parts=1,
        session__open_evening__is_open=True,
        session__state=CourseSession.State.PLANNED,
        session__date__gte=timezone.localdate() - DAY,
        session__cohort__state__in=[Cohort.State.PLANNED, Cohort.State.RUNNING],
    ).exclude(session__cohort__in=besides)
    if modules is not None:
        rows = rows.filter(edition_module__module__in=modules)
    rows = rows.annotate(
        taken=Coalesce(Subquery(taken.values(number=Count("pk"))), 0),
        place=Coalesce(f"{district}__name", f"{municipality}__name"),
    ).order_by("session__date", "session__starts_at", "pk")
    return [
        FreePlaces(row[0], row[1], row[4], row[5], row[6] - row[7])
        for row in rows.values_list(
            "session__open_evening__public_id",
            "session__date",
            "session__starts_at",
            "session__time_zone",
            "place",
            "edition_module__module",
            "session__open_evening__places",
            "taken",
        )
        if row[6] > row[7] and datetime.combine(row[1], row[2], ZoneInfo(row[3])) > now
    ]


def countries_run_in(user: User) -> list[str]:
    """Give the countries in which she runs cohorts, by their keys. Needs only her roles with places."""
    held = [role for role in user.roles_with_places if Right.RUN_COHORTS in TABLE[Role(role.role)].rights]
    return sorted({(role.municipality or role.district.municipality).country_id for role in held})
