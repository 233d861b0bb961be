"""The pages of cohorts: what a coordinator opens, sees and adds."""

from datetime import time

import pytest
from django.urls import reverse
from django.utils.translation import override

from cohorts.models import Cohort, Enrolment
from cohorts.roster.forms.cohorts import OpenForm
from lms.people.models import LocalGroup, ReadLog, User
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, any_edition, trainee_of
from tests.factories.people import LocalGroupFactory, MunicipalityFactory, UserFactory, person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


def opening(**fields) -> dict:
    return {"name": "Vår 2027", "weekdays": [2], "starts_at": "17:00", "rhythm": "weekly"} | fields


def page(client, name: str, *args) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return response.content.decode()


# --- opening ---------------------------------------------------------------------------------------------------------


def test_cohort_is_opened_with_few_answers(signed_in, district, coordinator):
    edition, group = any_edition(), LocalGroupFactory(district=district)
    answers = opening(place=f"group:{group.pk}", edition=str(edition.public_id), starts_at="17:30", weekdays=[2, 4])
    response = signed_in.post(reverse("cohort_open"), answers)
    cohort = Cohort.objects.get()
    assert response.url == reverse("cohort", args=[cohort.public_id])
    assert (cohort.name, cohort.weekdays, cohort.starts_at) == ("Vår 2027", [2, 4], time(17, 30))
    assert (cohort.district, cohort.local_group, cohort.edition) == (district, group, edition)


@pytest.mark.parametrize("language", ["nb", "da", "sv", "fi", "ar"])
@pytest.mark.parametrize("day", ["2026-11-22", "2027-05-02"])
def test_name_that_is_proposed_is_one_that_is_taken(coordinator, language, day, time_machine):
    time_machine.move_to(f"{day}T12:00:00+00:00", tick=False)
    with override(language):
        field = OpenForm(by=coordinator).fields["name"]
        assert field.clean(field.initial) == field.initial


def test_what_has_one_answer_is_not_asked(signed_in, district):
    any_edition()
    LocalGroupFactory(district=district)
    text = page(signed_in, "cohort_open")
    assert 'type="hidden" name="place"' in text
    assert 'type="hidden" name="edition"' in text


def test_first_cohort_of_a_district_makes_its_group(signed_in, district):
    answers = opening(place=f"district:{district.pk}", edition=str(any_edition().public_id))
    signed_in.post(reverse("cohort_open"), answers)
    assert Cohort.objects.get().local_group == LocalGroup.objects.get(district=district)


def test_municipality_without_districts_is_a_place(client, db):
    municipality = MunicipalityFactory(slug="grong-test")
    client.force_login(person_with(Role.COORDINATOR, municipality))
    answers = opening(place=f"municipality:{municipality.pk}", edition=str(any_edition().public_id))
    client.post(reverse("cohort_open"), answers)
    assert Cohort.objects.get().place == municipality


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "123"},
        {"weekdays": []},
        {"weekdays": [8]},
        {"starts_at": "25:00"},
        {"rhythm": "daily"},
        {"place": "district:999999"},
        {"edition": "x"},
    ],
)
def test_wrong_answer_is_refused_kindly(signed_in, district, wrong):
    answers = opening(place=f"district:{district.pk}", edition=str(any_edition().public_id)) | wrong
    response = signed_in.post(reverse("cohort_open"), answers)
    assert response.status_code == 422
    assert not Cohort.objects.exists()


def test_name_that_the_group_has_is_refused_kindly(signed_in, district, cohort):
    answers = opening(place=f"group:{cohort.local_group_id}", edition=str(cohort.edition.public_id), name=cohort.name)
    response = signed_in.post(reverse("cohort_open"), answers)
    assert "har allerede et kull" in response.content.decode()


# --- seeing ----------------------------------------------------------------------------------------------------------


def test_page_says_how_many_women_there_are(signed_in, cohort):
    trainee_of(cohort)
    trainee_of(cohort)
    text = page(signed_in, "cohort", cohort.public_id)
    assert "2 kvinner deltar." in text
    assert "18–25" in text


def test_cohort_of_another_district_is_not_there(signed_in):
    assert signed_in.get(reverse("cohort", args=[CohortFactory().public_id])).status_code == 404


def test_secretariat_sees_figures_without_names(editor, cohort):
    woman = trainee_of(cohort, name="Kanari Hemmelig")
    text = page(editor, "cohort", cohort.public_id)
    assert woman.person.name not in text
    assert editor.get(reverse("women", args=[cohort.public_id])).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_cohorts_costs_the_same_for_one_and_three(signed_in, district, number, django_assert_max_num_queries):
    for _each in range(number):
        trainee_of(CohortFactory(district=district))
    with django_assert_max_num_queries(9):
        page(signed_in, "cohort_list")


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_women_costs_the_same_for_one_and_three(signed_in, cohort, number, django_assert_max_num_queries):
    for _each in range(number):
        trainee_of(cohort)
    with django_assert_max_num_queries(14):
        page(signed_in, "women", cohort.public_id)


def test_reading_names_is_noted(signed_in, cohort):
    woman = trainee_of(cohort).person
    page(signed_in, "women", cohort.public_id)
    assert str(woman.public_id) in ReadLog.objects.get().subjects


# --- adding ----------------------------------------------------------------------------------------------------------


def added(client, cohort, **fields):
    given = {"name": "Hodan Ali", "phone": "901 23 456", "language": "ar"} | fields
    return client.post(reverse("woman_add", args=[cohort.public_id]), given)


def test_woman_is_added_by_name_and_phone(signed_in, cohort):
    assert added(signed_in, cohort).url == reverse("women", args=[cohort.public_id])
    place = cohort.enrolments.get()
    assert (place.person.name, place.person.phone, place.person.interface_language, place.state) == (
        "Hodan Ali",
        "+4790123456",
        "ar",
        "active",
    )
    assert "Hodan Ali" in page(signed_in, "women", cohort.public_id)


def test_adding_another_stays_on_the_form(signed_in, cohort):
    assert added(signed_in, cohort, another="1").url == reverse("woman_add", args=[cohort.public_id])


def test_same_woman_twice_has_one_place(signed_in, cohort):
    added(signed_in, cohort)
    added(signed_in, cohort, phone="+47 901 23 456")
    assert (cohort.enrolments.count(), User.objects.filter(phone="+4790123456").count()) == (1, 1)


def test_woman_who_is_in_the_cohort_already_is_not_called_saved(signed_in, cohort):
    added(signed_in, cohort)
    answer = added(signed_in, cohort, name="H. Ali")
    assert answer.status_code == 422
    assert "Kvinnen med dette nummeret er med i dette kullet allerede." in answer.content.decode()
    cohort.enrolments.update(state=Enrolment.State.OFFERED)
    answer = added(signed_in, cohort, name="H. Ali").content.decode()
    assert "Dette nummeret er spurt allerede" in answer
    assert "Hodan Ali" not in answer


def test_woman_who_has_left_is_taken_in_again_when_that_is_said(signed_in, cohort):
    added(signed_in, cohort)
    cohort.enrolments.update(state=Enrolment.State.WITHDRAWN)
    answer = added(signed_in, cohort)
    assert cohort.enrolments.get().state == Enrolment.State.WITHDRAWN
    assert "Ta henne inn igjen" in answer.content.decode()
    assert added(signed_in, cohort, again="1").status_code == 302
    assert cohort.enrolments.get().state == Enrolment.State.ACTIVE


def test_somebody_out_of_sight_is_asked_and_her_name_not_told(signed_in, cohort):
    UserFactory(name="Kanari Ukjent", phone="+4790999999")
    added(signed_in, cohort, phone="90999999")
    assert cohort.enrolments.get().state == Enrolment.State.OFFERED
    text = page(signed_in, "women", cohort.public_id)
    assert "Kanari" not in text
    assert "90999999" not in text
    assert "Hun er spurt" in text or "Spurt" in text


@pytest.mark.parametrize("wrong", [{"name": ""}, {"name": "1"}, {"phone": ""}, {"phone": "12"}, {"language": "x"}])
def test_woman_without_what_is_needed_is_refused_kindly(signed_in, cohort, wrong):
    assert added(signed_in, cohort, **wrong).status_code == 422
    assert not cohort.enrolments.exists()


def test_nobody_is_added_to_a_cohort_that_is_over(signed_in, cohort):
    Cohort.objects.update(state=Cohort.State.COMPLETED)
    response = added(signed_in, cohort)
    assert "Dette kullet er over" in response.content.decode()


# --- leaving ---------------------------------------------------------------------------------------------------------


def test_coordinator_ends_a_place_without_a_reason(signed_in, cohort):
    place = trainee_of(cohort)
    url = reverse("woman_leave", args=[place.public_id])
    assert "Ingen grunn" in signed_in.get(url).content.decode()
    assert signed_in.post(url).url == reverse("women", args=[cohort.public_id])
    place.refresh_from_db()
    assert place.state == Enrolment.State.WITHDRAWN


def test_woman_leaves_by_herself(client, cohort):
    place = trainee_of(cohort)
    client.force_login(place.person)
    assert client.post(reverse("leave_cohort", args=[place.public_id])).url == reverse("my_page")
    place.refresh_from_db()
    assert place.state == Enrolment.State.WITHDRAWN


def test_woman_cannot_end_the_place_of_another(client, cohort):
    client.force_login(trainee_of(cohort).person)
    other = trainee_of(cohort)
    assert client.post(reverse("leave_cohort", args=[other.public_id])).status_code == 404


def test_cancelled_cohort_offers_nothing_that_cannot_be_done(signed_in, cohort):
    Cohort.objects.filter(pk=cohort.pk).update(state=Cohort.State.CANCELLED)
    text = page(signed_in, "cohort", cohort.public_id)
    for name in ("cohort_plan", "cohort_venue", "plan_messages", "cohort_calendar", "woman_add", "cohort_start"):
        assert reverse(name, args=[cohort.public_id]) not in text
