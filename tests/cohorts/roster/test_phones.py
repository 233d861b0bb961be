"""Signing the phones of a cohort in: one page, one woman after the other."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lms.people.models import AccessLink, ReadLog
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, trainee_of
from tests.factories.people import person_with, role_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


@pytest.fixture
def cohort():
    return CohortFactory()


@pytest.fixture
def host(cohort, client):
    person = person_with(Role.COORDINATOR, cohort.district)
    client.force_login(person)
    return person


def address_on(page: str) -> str:
    """Give the address that stands under the picture."""
    return re.search(r'class="break">([^<]+)<', page)[1]


def test_two_women_in_a_row_are_signed_in_from_one_page(cohort, host, client):
    first, second = (trainee_of(cohort, name=name) for name in ("Amina En", "Bibi To"))
    url = reverse("cohort_phones", args=[cohort.public_id])
    for place, following in ((first, second), (second, None)):
        page = client.post(url, {"woman": str(place.public_id)}).content.decode()
        assert (f"Neste: <bdi>{following.person.name}" in page) if following else ("Neste:" not in page)
        phone = Client()
        phone.post(address_on(page))
        assert phone.get(reverse("my_page")).status_code == 200
    assert client.get(url).content.decode().count("logget inn</span>") == 2


def test_looking_draws_no_code_and_is_logged(cohort, host, client):
    place = trainee_of(cohort)
    client.get(reverse("cohort_phones", args=[cohort.public_id]))
    assert not AccessLink.objects.exists()
    assert ReadLog.objects.get().subjects == str(place.person.public_id)


@pytest.mark.parametrize("sent", ["", "x", "00000000-0000-4000-8000-000000000000"])
def test_button_of_nobody_is_explained(cohort, host, client, sent):
    trainee_of(CohortFactory())
    response = client.post(reverse("cohort_phones", args=[cohort.public_id]), {"woman": sent})
    assert response.status_code == 422
    assert "Trykk på knappen ved siden av en kvinne." in response.content.decode()
    assert not AccessLink.objects.exists()


def test_woman_with_an_office_is_not_signed_in_by_others(cohort, host, client):
    place = trainee_of(cohort)
    role_of(place.person, Role.COORDINATOR, CohortFactory().district)
    response = client.post(reverse("cohort_phones", args=[cohort.public_id]), {"woman": str(place.public_id)})
    assert response.status_code == 422
    assert not AccessLink.objects.exists()


def test_page_costs_the_same_with_one_and_with_three_women(cohort, host, client):
    counts = []
    for number in (1, 2):
        for _ in range(number):
            trainee_of(cohort)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("cohort_phones", args=[cohort.public_id]))
        counts.append(len(queries))
    assert counts[0] == counts[1]
