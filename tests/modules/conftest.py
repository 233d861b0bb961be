"""The starter curriculum, loaded once for a file of tests, and those who work with it."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction

from lms.people.actions.rights import mirror_roles, sync_roles
from lms.people.models import User
from lms.people.roles import Role
from tests.factories.people import DistrictFactory, OrganisationFactory, person_with


@pytest.fixture(scope="module")
def curriculum(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Load places, pages and modules in a transaction around those of the tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_starter", verbosity=0)
        call_command("load_curriculum", verbosity=0)
        yield
        transaction.set_rollback(True)


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
