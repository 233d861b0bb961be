"""Venues are put right and retired; evenings stay where they were held."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Cohort, Venue
from tests.factories.cohorts import VenueFactory, session_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


@pytest.fixture
def venue(cohort) -> Venue:
    venue = VenueFactory(district=cohort.district, name="Huset", where="Veien 1")
    Cohort.objects.filter(pk=cohort.pk).update(venue=venue)
    cohort.refresh_from_db()
    return venue


def address(name: str, cohort: Cohort, venue: Venue) -> str:
    return reverse(name, args=[cohort.public_id, venue.public_id])


def test_venue_is_put_right_as_long_as_no_evening_was_held_there(signed_in, cohort, venue):
    session_of(cohort, timezone.localdate() + timedelta(days=3))
    given = {"name": "Biblioteket", "where": "Gata 2", "capacity": "30", "step_free": "true"}
    page = address("venue_change", cohort, venue)
    assert "Veien 1" in signed_in.get(page).content.decode()
    assert signed_in.post(page, given | {"opens_at": "20:00", "closes_at": "10:00"}).status_code == 422
    assert signed_in.post(page, given).url == reverse("cohort_venues", args=[cohort.public_id])
    venue.refresh_from_db()
    assert (venue.name, venue.where, venue.capacity, venue.step_free) == ("Biblioteket", "Gata 2", 30, True)


def test_past_evening_keeps_the_name_and_street_of_its_venue(signed_in, cohort, venue):
    session_of(cohort, timezone.localdate() - timedelta(days=3))
    page = address("venue_change", cohort, venue)
    assert "Veien 1" not in signed_in.get(page).content.decode()
    signed_in.post(page, {"name": "Et annet sted", "where": "Gata 2", "way_in": "Ring på"})
    venue.refresh_from_db()
    assert (venue.name, venue.where, venue.way_in) == ("Huset", "Veien 1", "Ring på")


def test_retired_venue_is_offered_no_more_and_its_evenings_stay(signed_in, cohort, venue):
    evening = session_of(cohort, timezone.localdate() + timedelta(days=3))
    other = VenueFactory(district=cohort.district)
    signed_in.post(address("venue_retire", cohort, venue))
    cohort.refresh_from_db()
    evening.refresh_from_db()
    assert (cohort.venue, evening.venue) == (None, venue)
    choose = signed_in.get(reverse("cohort_venue", args=[cohort.public_id])).content.decode()
    assert other.name in choose
    assert "Huset<" not in choose
    assert "1 kveld" in signed_in.get(reverse("cohort_venues", args=[cohort.public_id])).content.decode()
    signed_in.post(address("venue_retire", cohort, venue), {"again": "1"})
    assert not Venue.objects.get(pk=venue.pk).is_retired


def test_venue_of_another_district_is_absent(signed_in, cohort):
    elsewhere = VenueFactory()
    assert signed_in.get(address("venue_change", cohort, elsewhere)).status_code == 404
    assert signed_in.post(address("venue_retire", cohort, elsewhere)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_venues_costs_the_same_for_any_number(signed_in, cohort, rows, django_assert_max_num_queries):
    for _number in range(rows):
        VenueFactory(district=cohort.district)
    with django_assert_max_num_queries(8):
        assert signed_in.get(reverse("cohort_venues", args=[cohort.public_id])).status_code == 200


def test_languages_of_a_group_are_chosen_on_a_page(signed_in, cohort):
    page = reverse("cohort_languages", args=[cohort.public_id])
    assert signed_in.post(page, {"languages": ["klingon"]}).status_code == 422
    signed_in.post(page, {"languages": ["ar", "nb"]})
    cohort.refresh_from_db()
    assert cohort.languages == ["nb", "ar"]
