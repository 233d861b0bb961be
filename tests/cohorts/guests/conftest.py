"""An evening to which guests are asked, and who runs it."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from cohorts.models import Cohort
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, VenueFactory, session_of
from tests.factories.people import person_with

NOW = datetime(2027, 1, 8, 9, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def clock():
    """Stop the clock on a Friday morning in winter."""
    with time_machine.travel(NOW, tick=False) as travel:
        yield travel


@pytest.fixture
def evening(clock):
    """Give an evening in thirty days."""
    venue = VenueFactory(name="Biblioteket")
    cohort = CohortFactory(district=venue.district, venue=venue, state=Cohort.State.RUNNING)
    return session_of(cohort, NOW.date() + timedelta(days=30))


@pytest.fixture
def runner(evening):
    """Give who runs its cohort."""
    person = person_with(Role.COORDINATOR, evening.cohort.district, name="Ingrid Berg", phone="+4790000001")
    evening.cohort.coordinators.create(person=person)
    return person
