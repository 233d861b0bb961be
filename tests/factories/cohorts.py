"""Cohorts, places in them and evenings for tests."""

from datetime import date, time, timedelta

import factory

from cohorts.models import Cohort, CourseSession, Enrolment, SessionModule, Venue
from curriculum.models import CurriculumEdition
from lms.people.models import User
from lms.people.roles import Role
from tests.factories.curriculum import make_released
from tests.factories.people import DistrictFactory, LocalGroupFactory, person_with


def any_edition() -> CurriculumEdition:
    """Give a released edition, made once in a test."""
    return CurriculumEdition.objects.released().first() or make_released()


class VenueFactory(factory.django.DjangoModelFactory):
    """A room in a district."""

    class Meta:
        model = Venue

    district = factory.SubFactory(DistrictFactory)
    name = factory.Sequence(lambda n: f"Huset {n}")
    where = "Veien 1"


class CohortFactory(factory.django.DjangoModelFactory):
    """A planned cohort of a district, on Tuesdays at five, by a released edition."""

    class Meta:
        model = Cohort

    district = factory.SubFactory(DistrictFactory)
    local_group = factory.LazyAttribute(lambda cohort: LocalGroupFactory(district=cohort.district))
    edition = factory.LazyFunction(any_edition)
    name = factory.Sequence(lambda n: f"Kull {n}")
    size_min = 18
    size_max = 25
    weekdays = factory.LazyFunction(lambda: [2])
    starts_at = time(17)


def trainee_of(cohort: Cohort, **fields) -> Enrolment:
    """Give a woman who takes part in a cohort: her place, and her role in its group."""
    person: User = person_with(Role.TRAINEE, cohort.local_group, **fields)
    return Enrolment.objects.create(cohort=cohort, person=person)


def session_of(cohort: Cohort, day: date, *, number: int | None = None, **fields) -> CourseSession:
    """Store one evening from 17 to 20 o'clock, without modules."""
    number = number or cohort.sessions.count() + 1
    fields = {"starts_at": time(17), "ends_at": time(20), "venue": cohort.venue} | fields
    return CourseSession.objects.create(cohort=cohort, number=number, date=day, time_zone=cohort.time_zone, **fields)


def planned_weekly(cohort: Cohort, first: date) -> list[CourseSession]:
    """Store one evening a week for each module of the edition, in order."""
    sessions = []
    for week, place in enumerate(cohort.edition.places.order_by("position")):
        session = session_of(cohort, first + timedelta(weeks=week))
        SessionModule.objects.create(session=session, edition_module=place)
        sessions.append(session)
    return sessions
