"""Reads for the overview of a country: which modules have professionals, and where courses are."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from cohorts.roster.models import Cohort
from cohorts.roster.models.places import CoursePlace
from curriculum.models import EditionModule
from lms.people.models import District, Municipality, User
from lms.people.models.assignments import countries_where
from lms.people.roles import Right
from modules.models import ModuleKind

from ..models import GuestSubject
from .directory import modules_of_countries


def countries_followed_by(user: User) -> list[str]:
    """Give the codes of the countries whose cohorts somebody follows. No query once her roles are read."""
    return sorted({*countries_where(user, Right.FOLLOW_COHORTS)})


def places_with_courses(countries: Iterable[str]) -> list[CoursePlace]:
    """Give the districts and municipalities of countries in which a course is planned or runs, by name. Two
    queries."""
    cohorts = Cohort.objects.open()
    districts = District.objects.filter(
        municipality__country__in=countries, pk__in=cohorts.filter(district__isnull=False).values("district")
    )
    whole = Municipality.objects.filter(
        country__in=countries, pk__in=cohorts.filter(municipality__isnull=False).values("municipality")
    )
    return sorted([*districts, *whole], key=lambda place: place.name)


def subjects_of_countries(countries: list[str]) -> dict[UUID, EditionModule]:
    """Give the modules for which a guest comes, by their keys, in their order. One query."""
    found = modules_of_countries(countries)
    subjects = {key: place for key, place in found.items() if place.module.kind == ModuleKind.SUBJECT}
    return dict(sorted(subjects.items(), key=lambda each: each[1].position))


def _in(countries: Iterable[str]) -> QuerySet[GuestSubject]:
    near = Q(guest__district__municipality__country__in=countries) | Q(guest__municipality__country__in=countries)
    return GuestSubject.objects.filter(near).order_by()


def subjects_counted(countries: Iterable[str]) -> list[tuple[UUID, int | None, int | None, int]]:
    """Give for each module and place how many teach it there: module, district, municipality, number. One query."""
    anywhere, here = Q(guest__districts__isnull=True), Q(guest__districts__isnull=False)
    rows = _in(countries).values_list("module_key", "guest__districts", "guest__district", "guest__municipality")
    counted = rows.annotate(plain=Count("pk", filter=anywhere), limited=Count("pk", filter=here))
    return [
        (key, comes_to or entered, None if comes_to else municipality, plain + limited)
        for key, comes_to, entered, municipality, plain, limited in counted
    ]


def people_counted(countries: Iterable[str]) -> dict[UUID, int]:
    """Give how many people of countries teach each module. One query."""
    rows = _in(countries).values_list("module_key").annotate(number=Count("guest", distinct=True))
    return dict(rows)
