"""Loading the starter places."""

import copy

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from lms.management.commands.load_starter import FIXTURES, read
from lms.people.actions.places import load_places
from lms.people.models import Country, District, LocalGroup, Municipality, Organisation
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def data() -> dict:
    return read(FIXTURES / "places.toml")


def test_starter_places_hold_what_the_programme_needs(data):
    load_places(by=None, data=data)
    assert set(Country.objects.values_list("code", flat=True)) == {"NO", "DK"}
    assert {row.country_id for row in Organisation.objects.all()} == {"NO", "DK"}
    assert District.objects.filter(municipality__slug="oslo").count() == 15
    assert District.objects.get(slug="alna").code == "ALN"
    assert Municipality.objects.filter(slug__in=["kobenhavn", "odense"], country="DK").count() == 2
    assert LocalGroup.objects.get(municipality__slug="grong").title_one == "bygdemor"


def test_starter_places_loaded_twice_make_nothing_new(data):
    first = load_places(by=None, data=data)
    second = load_places(by=None, data=data)
    assert second == {"kept": first["made"]}


@pytest.mark.parametrize(("overwrite", "name"), [(False, "Alna bydel"), (True, "Alna")])
def test_name_corrected_on_screen_stays_unless_told_otherwise(data, overwrite, name):
    load_places(by=None, data=data)
    District.objects.filter(slug="alna").update(name="Alna bydel")
    outcome = load_places(by=None, data=data, overwrite=overwrite)
    assert District.objects.get(slug="alna").name == name
    assert outcome["changed"] == int(overwrite)


def test_row_of_an_unknown_place_is_refused_and_nothing_is_written(data):
    data["districts"].append({"municipality": "ukjent", "slug": "a", "code": "AAA", "name": "A"})
    with pytest.raises(KeyError, match="ukjent"):
        load_places(by=None, data=data)
    assert not Country.objects.exists()


def test_two_districts_with_one_code_are_refused(data):
    double = copy.copy(data["districts"][0]) | {"slug": "annen"}
    with pytest.raises(IntegrityError):
        load_places(by=None, data=data | {"districts": [*data["districts"], double]})


def test_nobody_loads_places_from_a_screen(data):
    with pytest.raises(PermissionDenied):
        load_places(by=UserFactory(), data=data)
