"""Those who work with the modules."""

import pytest

from lms.people.actions.rights import mirror_roles, sync_roles
from lms.people.models import User
from lms.people.roles import Role
from tests.factories.people import DistrictFactory, OrganisationFactory, person_with


@pytest.fixture
def secretary(home) -> User:
    """Give somebody of the secretariat with the rights she has in Wagtail's admin."""
    sync_roles()
    person = person_with(Role.SECRETARIAT, OrganisationFactory(), email="ingrid@example.org")
    mirror_roles(person)
    return person


@pytest.fixture
def coordinator(home) -> User:
    """Give a coordinator."""
    return person_with(Role.COORDINATOR, DistrictFactory())
