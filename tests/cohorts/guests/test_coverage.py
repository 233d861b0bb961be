"""The secretariat's overview: counts by module and place, never names."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from cohorts.guests.figures import coverage_for
from lms.people.roles import Role
from modules.models import ModuleKind
from tests.factories.cohorts import CohortFactory
from tests.factories.guests import GuestFactory
from tests.factories.people import DistrictFactory, OrganisationFactory, person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


@pytest.fixture
def cohort():
    return CohortFactory()


@pytest.fixture
def secretary(cohort, client):
    person = person_with(Role.SECRETARIAT, OrganisationFactory())
    client.force_login(person)
    return person


def subject_key(cohort):
    subjects = cohort.edition.places.filter(module__kind=ModuleKind.SUBJECT)
    return subjects.order_by("position").first().module.translation_key


def counts(secretary, key) -> tuple[int, dict]:
    row = next(each for each in coverage_for(secretary).modules if each.module.module.translation_key == key)
    return row.people, {place.name: count for place, count in row.places}


def test_somebody_counts_where_she_comes_to_else_where_she_was_entered(cohort, secretary):
    here, key = cohort.district, subject_key(cohort)
    other = CohortFactory(district=DistrictFactory(municipality=here.municipality)).district
    none = DistrictFactory(municipality=here.municipality)  # without a course
    GuestFactory(district=here).subjects.create(module_key=key)
    both = GuestFactory(district=here)
    both.subjects.create(module_key=key)
    both.districts.set([here, other, none])
    everywhere = GuestFactory(district=None, municipality=here.municipality)
    everywhere.subjects.create(module_key=key)
    GuestFactory(district=here)  # teaches nothing
    assert counts(secretary, key) == (3, {here.name: 3, other.name: 2})


def test_page_and_list_say_where_nobody_is_and_name_nobody(cohort, secretary, client):
    key = subject_key(cohort)
    guest = GuestFactory(district=cohort.district, name="Kari Lie")
    guest.subjects.create(module_key=key)
    away = CohortFactory(district=DistrictFactory(name="Bydel Langt Borte")).district
    page = client.get(reverse("guest_coverage")).content.decode()
    assert ("Kari Lie" in page, f'pill warning">{away.name}' in page) == (False, True)
    sheet = load_workbook(io.BytesIO(client.get(reverse("guest_coverage_file", args=["xlsx"])).content)).active
    header, first = [cell.value for cell in sheet[1]], [cell.value for cell in sheet[2]]
    assert (first[header.index(cohort.district.name)], first[header.index(away.name)]) == (1, 0)
    assert client.get(reverse("guest_coverage_file", args=["exe"])).status_code == 404


def test_overview_costs_the_same_for_one_and_for_three(cohort, secretary, client):
    numbers = []
    for _ in range(3):
        CohortFactory()
        GuestFactory().subjects.create(module_key=subject_key(cohort))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("guest_coverage")).status_code == 200
        numbers.append(len(queries))
    assert numbers[0] == numbers[2] <= 20
