"""What tests begin with. `make test` runs this file first, for each database, so that everything is made by then."""

from collections.abc import Iterator

import pytest
from django.db import connection

from curriculum.models import CurriculumEdition
from home.models import HomePage
from lms.people.models import Country
from tests.conftest import KEEPER
from tests.databases import STATES, Databases


@pytest.fixture
def keeper(request, django_db_setup, django_db_blocker) -> Iterator[Databases]:
    """Give whoever keeps the databases, outside of any transaction."""
    with django_db_blocker.unblock():
        yield request.config.stash[KEEPER]


def test_test_begins_with_what_the_migrations_made(db):
    assert HomePage.objects.count() == 1
    assert not Country.objects.exists()


@pytest.mark.parametrize("state", STATES)
def test_state_holds_until_it_is_left_and_comes_back_after_a_commit(keeper, state):
    with keeper.beginning_with(state):
        number = Country.objects.count()
        assert number
        Country.objects.create(code="XX", name="Langt borte", time_zone="Europe/Oslo")
        keeper.restore()
        assert Country.objects.count() == number
    assert not Country.objects.exists()


def test_later_state_replaces_an_earlier_one_while_it_is_there(keeper):
    with keeper.beginning_with("home"):
        with keeper.beginning_with("editions"):
            assert CurriculumEdition.objects.released().exists()
        assert not CurriculumEdition.objects.exists()
        assert Country.objects.exists()


def test_state_inside_a_transaction_is_refused(db, request):
    assert connection.in_atomic_block
    with pytest.raises(RuntimeError, match="comes too late"), request.config.stash[KEEPER].beginning_with("starter"):
        pass
