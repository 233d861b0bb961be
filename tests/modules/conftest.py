"""The starter curriculum, loaded once for a file of tests."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction


@pytest.fixture(scope="module")
def curriculum(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Load places, pages and modules in a transaction around those of the tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_starter", verbosity=0)
        call_command("load_curriculum", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def home(db) -> None:
    """Load the home pages, under which modules can be made."""
    call_command("load_starter", verbosity=0)
