"""A district with its coordinator, her cohort, and a browser in which she is signed in."""

import pytest
from django.test import Client

from cohorts.models import Cohort
from lms.people.models import District, User
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory
from tests.factories.people import DistrictFactory, person_with


@pytest.fixture
def district(db) -> District:
    return DistrictFactory()


@pytest.fixture
def coordinator(district) -> User:
    return person_with(Role.COORDINATOR, district)


@pytest.fixture
def cohort(district) -> Cohort:
    return CohortFactory(district=district)


@pytest.fixture
def signed_in(client, coordinator) -> Client:
    client.force_login(coordinator)
    return client
