"""The secretariats of two countries, and a coordinator."""

import pytest

from lms.people.models import User
from lms.people.roles import Role
from tests.factories.people import CountryFactory, DistrictFactory, OrganisationFactory, person_with


@pytest.fixture
def secretary(db) -> User:
    """Give somebody of the Norwegian secretariat."""
    return person_with(Role.SECRETARIAT, OrganisationFactory())


@pytest.fixture
def abroad(db) -> User:
    """Give somebody of the Danish secretariat."""
    country = CountryFactory(code="DK", name="Danmark", time_zone="Europe/Copenhagen")
    return person_with(Role.SECRETARIAT, OrganisationFactory(slug="dk", country=country))


@pytest.fixture
def coordinator(db) -> User:
    """Give a coordinator."""
    return person_with(Role.COORDINATOR, DistrictFactory())
