"""My calendar, and the calendar of a cohort: what is shown, when, and to whom."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.models import CalendarChoice
from cohorts.schedule.actions.calendars import make_my_feed
from lms.people.models import AccessLink
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, session_of, trainee_of
from tests.factories.people import UserFactory, person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


@pytest.fixture
def cohort():
    cohort = CohortFactory()
    session_of(cohort, date(2027, 1, 12))
    return cohort


@pytest.fixture
def woman(cohort):
    return trainee_of(cohort, email="amal@example.org").person


def address_in(response) -> str:
    return re.search(r">(http://testserver/[^<]+\.ics)<", response.content.decode())[1]


def test_link_is_shown_once_when_it_is_made(client, woman):
    client.force_login(woman)
    made = client.post(reverse("my_calendar_link"))
    address = address_in(made)

    assert 'href="webcal://testserver/calendar/' in made.content.decode()
    assert made["Cache-Control"] == "private, no-store"
    assert client.get(address).status_code == 200
    page = client.get(reverse("my_calendar")).content.decode()
    assert ".ics" not in page
    assert "Lag en ny lenke" in page
    assert client.get(reverse("my_calendar_link")).url == reverse("my_calendar")
    assert AccessLink.objects.count() == 1


def test_page_tells_when_the_evenings_were_last_fetched(client, woman):
    client.force_login(woman)
    token = make_my_feed(by=woman)
    assert "Ingen kalender har hentet" in client.get(reverse("my_calendar")).content.decode()

    client.get(reverse("calendar_feed", args=[token]))
    day = timezone.localtime(AccessLink.objects.get().last_used_at)
    assert f"{day:%H:%M}" in client.get(reverse("my_calendar")).content.decode()


def test_stopped_link_opens_nothing_and_a_new_one_can_be_made(client, woman):
    client.force_login(woman)
    address = address_in(client.post(reverse("my_calendar_link")))
    assert client.post(reverse("my_calendar_end")).url == reverse("my_calendar")

    assert client.get(address).status_code == 404
    assert "Lag lenken min" in client.get(reverse("my_calendar")).content.decode()


def test_choices_are_kept(client, woman):
    client.force_login(woman)
    client.post(reverse("my_calendar"), {"fuller_titles": "on", "by_mail": "on"})

    choice = CalendarChoice.objects.get()
    assert (choice.person, choice.fuller_titles, choice.shows_place, choice.by_mail) == (woman, True, False, True)


@pytest.mark.parametrize("person", ["without an address", "who runs the cohort"])
def test_invitations_are_offered_only_to_women_with_an_address(client, cohort, person):
    if person == "without an address":
        someone = trainee_of(cohort, email=None).person
    else:
        someone = person_with(Role.COORDINATOR, cohort.district, email="c@example.org")
    client.force_login(someone)
    assert 'name="by_mail"' not in client.get(reverse("my_calendar")).content.decode()

    client.post(reverse("my_calendar"), {"by_mail": "on"})
    assert not CalendarChoice.objects.get().by_mail


def test_who_has_no_evenings_is_told_so(client):
    client.force_login(UserFactory())
    text = client.get(reverse("my_calendar")).content.decode()

    assert "Ingen kvelder ennå" in text
    assert client.post(reverse("my_calendar_link")).status_code == 404


def test_coordinator_makes_and_stops_the_calendar_of_her_cohort(client, cohort):
    client.force_login(person_with(Role.COORDINATOR, cohort.district))
    page = reverse("cohort_calendar", args=[cohort.public_id])
    assert "Lag lenken" in client.get(page).content.decode()
    address = address_in(client.post(page))

    assert client.get(address).status_code == 200
    assert client.post(reverse("cohort_calendar_end", args=[cohort.public_id])).url == page
    assert client.get(address).status_code == 404


def test_cohort_of_another_district_has_no_calendar_for_her(client, cohort):
    client.force_login(person_with(Role.COORDINATOR, CohortFactory().district))

    for name in ("cohort_calendar", "cohort_calendar_end"):
        assert client.post(reverse(name, args=[cohort.public_id])).status_code == 404


@pytest.mark.parametrize("language", ["ar", "en", "fi"])
def test_page_is_in_her_language(client, woman, language):
    client.force_login(woman)
    text = client.get(f"/{language}/my/calendar/").content.decode()

    assert {"ar": "تقويمي", "en": "My calendar", "fi": "Kalenterini"}[language] in text
