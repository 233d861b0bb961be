"""The screens about catch-ups: who sees what of an open evening, of a visitor, and of what waits."""

import pytest
from django.urls import reverse

from cohorts.attendance.actions import ask_to_make_up, close_evening, open_evening
from cohorts.models import CatchUp
from curriculum.rules import Way
from lms.people.models import ReadLog
from tests.cohorts.attendance.test_catch_ups import Town
from tests.factories.cohorts import trainee_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def town(db):
    return Town()


def page(client, person, name, *args, **kwargs):
    client.force_login(person)
    return client.get(reverse(name, args=args), **kwargs)


def test_other_coordinators_see_nothing_of_the_host_but_four_facts(town, client):
    hosts_own = trainee_of(town.away)
    for address in (("open_evenings",), ("open_evening", town.open.public_id)):
        shown = page(client, town.ours, *address).content.decode()
        assert "Stovner" in shown
        assert "1 free place" in shown
        secret = (hosts_own.person.name, town.away.name, str(town.evening.public_id), str(town.away.public_id), "17:00")
        assert [word for word in secret if word in shown] == []


def test_where_only_visits_count_reading_is_neither_offered_nor_taken(client):
    town = Town("visits", ways=[Way.VISIT])
    shown = page(client, town.ours, "catch_up", town.woman.public_id).content.decode()
    assert "Book a place" in shown
    assert "At home, with a talk" not in shown
    answer = client.post(reverse("catch_up", args=[town.woman.public_id]), {"module": 2}, follow=True)
    assert "not made up in this way" in answer.content.decode()
    assert not CatchUp.objects.exists()
    close_evening(by=town.host, session=town.evening)
    assert "None is open right now" in page(client, town.ours, "catch_up", town.woman.public_id).content.decode()


def test_closed_or_full_evening_is_not_there(town, client):
    address = reverse("open_evening", args=[town.open.public_id])
    client.force_login(town.ours)
    assert client.get(address).status_code == 200
    town.book()
    assert client.get(address).status_code == 404
    CatchUp.objects.all().delete()
    close_evening(by=town.host, session=town.evening)
    assert client.get(address).status_code == 404
    assert client.get(reverse("open_evening", args=[town.woman.public_id])).status_code == 404


def test_coordinator_books_and_the_host_sees_the_name(town, client):
    client.force_login(town.ours)
    address = reverse("open_evening", args=[town.open.public_id])
    assert client.post(address, {"woman": town.woman.public_id, "module": 2}).status_code == 302
    shown = page(client, town.host, "evening_visitors", town.evening.public_id).content.decode()
    assert town.woman.person.name in shown
    assert ReadLog.objects.filter(reader=town.host, view="evening_visitors").exists()
    assert town.woman.person.name.split()[0] in page(client, town.host, "roll", town.evening.public_id).content.decode()
    assert page(client, town.host, "woman_progress", town.woman.public_id).status_code == 404


def test_she_asks_her_coordinator_says_yes_and_she_reads_when_and_where(town, client):
    client.force_login(town.woman.person)
    address = reverse("catch_up", args=[town.woman.public_id])
    assert "Ask for a place" in client.get(address).content.decode()
    client.post(address, {"module": 2, "evening": town.open.public_id})
    asked = CatchUp.objects.get()
    listed = page(client, town.ours, "cohort_progress", town.home.public_id).content.decode()
    assert "Yes, book it" in listed
    assert "asks for a place elsewhere" in page(client, town.ours, "desk").content.decode()
    client.post(reverse("catch_up_step", args=[asked.public_id]), {"step": "agree", "back": "list"})
    shown = page(client, town.woman.person, "catch_up", town.woman.public_id).content.decode()
    assert "Booked" in shown
    assert "17:00" in shown
    assert "1 woman comes from another district" in page(client, town.host, "desk").content.decode()


def test_talk_is_confirmed_with_one_tap(town, client):
    asked = ask_to_make_up(by=town.woman.person, enrolment=town.woman, module=town.missed)
    client.force_login(town.ours)
    answer = client.post(reverse("catch_up_step", args=[asked.public_id]), {"step": "done", "back": "list"})
    assert answer["Location"] == reverse("cohort_progress", args=[town.home.public_id])
    assert "Made up" in page(client, town.woman.person, "woman_progress", town.woman.public_id).content.decode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"module": 99}, "not missed any more"),
        ({"module": "x"}, "not missed any more"),
        ({"module": 2, "evening": "0e4fe1f0-0000-4000-8000-000000000000"}, "no free place"),
    ],
)
def test_choice_that_is_not_there_is_said(town, client, data, said):
    client.force_login(town.woman.person)
    address = reverse("catch_up", args=[town.woman.public_id])
    assert said in client.post(address, data, follow=True).content.decode()


def test_number_of_places_that_cannot_be_is_said(town, client):
    client.force_login(town.host)
    address = reverse("evening_visitors", args=[town.evening.public_id])
    for wrong in ("0", "", "many"):
        answer = client.post(address, {"places": wrong})
        assert answer.status_code == 422
        assert "from 1 to 30" in answer.content.decode()


@pytest.mark.parametrize("evenings", [1, 3])
def test_list_costs_the_same_with_one_and_with_three_evenings(town, client, django_assert_max_num_queries, evenings):
    for session in town.away.sessions.order_by("date")[2 : 1 + evenings]:
        open_evening(by=town.host, session=session, places=1)
    client.force_login(town.ours)
    with django_assert_max_num_queries(11):
        assert client.get(reverse("open_evenings")).content.decode().count('<li class="card">') == evenings


def test_evening_that_teaches_something_else_by_now_is_not_offered_as_a_new_day(town, client):
    town.book()
    town.evening.session_modules.update(edition_module=town.home.edition.places.get(position=3))
    shown = page(client, town.ours, "catch_up", town.woman.public_id).content.decode()
    assert "choose another way" in shown
    assert "was moved" not in shown
    assert "The new day suits her" not in shown
