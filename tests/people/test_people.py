"""Adding, finding and changing people, on their pages and by the actions behind them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections
from django.test import Client
from django.urls import reverse

from lms.people.actions.roles import add_person, change_person
from lms.people.models import RoleAssignment, User
from lms.people.roles import Role
from tests.factories.people import UserFactory, person_with, role_of
from tests.people.town import Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(town) -> User:
    return town.person(Role.COORDINATOR)


@pytest.fixture
def signed_in(client, coordinator) -> Client:
    client.force_login(coordinator)
    return client


def form(town, **fields) -> dict:
    """Give a right form for a trainee of A."""
    role = f"trainee:local_group:{town.group_a.pk}"
    return {"name": "Hodan Ny", "phone": "901 23 456", "email": "", "language": "nb", "role_at": role, **fields}


def add(client: Client, town, **fields):
    """Send the form."""
    return client.post(reverse("person_add"), form(town, **fields))


# --- adding ----------------------------------------------------------------------------------------------------------


def test_new_person_has_what_was_typed(signed_in, town):
    response = add(signed_in, town, email="Hodan@Example.org")
    person = User.objects.get(phone="+4790123456")
    assert response.url == reverse("people_list") + "?saved=1"
    assert str(person.public_id) in signed_in.get(response.url).content.decode()
    assert (person.name, person.email, person.interface_language) == ("Hodan Ny", "hodan@example.org", "nb")
    assert [held.place for held in person.running_roles] == [town.group_a]
    assert not person.has_usable_password()


@pytest.mark.parametrize(
    "typed",
    [
        {"phone": "90123456"},
        {"phone": "0047 901 23 456"},
        {"phone": "+47 (901) 23-456"},
        {"phone": "", "email": "HODAN@example.org"},
        {"phone": "91 11 11 11", "email": "hodan@EXAMPLE.org"},
    ],
)
def test_somebody_who_is_known_is_found_and_keeps_her_name(signed_in, town, typed):
    known = UserFactory(name="Hodan Ali", phone="+4790123456", email="hodan@example.org")
    add(signed_in, town, name="Hodan Feil", **typed)
    known.refresh_from_db()
    assert (known.name, known.phone, known.email) == ("Hodan Ali", "+4790123456", "hodan@example.org")
    assert known.role_assignments.count() == 1
    assert not User.objects.filter(name="Hodan Feil").exists()


def test_same_role_again_changes_nothing(signed_in, town):
    for _ in range(2):
        add(signed_in, town)
    assert RoleAssignment.objects.filter(role=Role.TRAINEE).count() == 1


def test_number_of_one_and_address_of_another_is_said_and_nothing_is_lost(signed_in, town):
    town.person(Role.TRAINEE, phone="+4790123456")
    town.person(Role.TRAINEE, email="other@example.org")
    response = add(signed_in, town, email="other@example.org")
    assert response.status_code == 422
    assert response.context["form"].non_field_errors().as_data()[0].code == "two_people"
    assert 'value="Hodan Ny"' in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": " "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"phone": "12"}, "phone"),
        ({"phone": "ring meg"}, "phone"),
        ({"email": "hodan"}, "email"),
        ({"email": "a@b"}, "email"),
        ({"phone": "", "email": ""}, "__all__"),
        ({"role_at": ""}, "role_at"),
        ({"role_at": "secretariat:organisation:1"}, "role_at"),
        ({"language": "xx"}, "language"),
    ],
)
def test_wrong_input_is_said_beside_its_field_and_nothing_is_lost(signed_in, town, typed, field):
    response = add(signed_in, town, **typed)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    assert form(town, **typed).items() >= dict(response.context["form"].data.items()).items()
    assert not User.objects.filter(phone="+4790123456").exists()


def test_role_that_is_not_hers_to_give_is_no_choice(signed_in, town):
    for place in (town.group_b, town.organisation):
        add(signed_in, town, role_at=f"trainee:local_group:{place.pk}" if place == town.group_b else "secretariat:…")
    assert not User.objects.filter(phone="+4790123456").exists()


def test_fields_that_are_not_in_the_form_are_not_taken(signed_in, town):
    forbidden = {field.name: "1" for field in User._meta.get_fields() if field.name not in form(town)}
    add(signed_in, town, **forbidden)
    person = User.objects.get(phone="+4790123456")
    assert (person.is_superuser, person.phone_verified, person.groups.count()) == (False, False, 1)


def test_action_refuses_a_place_out_of_reach(town, coordinator):
    new = {"name": "X", "phone": "+4790123456", "email": None, "language": "nb", "role": Role.TRAINEE}
    with pytest.raises(PermissionDenied):
        add_person(by=coordinator, place=town.group_b, **new)
    assert not User.objects.filter(phone="+4790123456").exists()


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_same_number_added_by_five_at_the_same_moment_is_one_person():
    town, start = Town(), Barrier(5)
    coordinators = [person_with(Role.COORDINATOR, town.a) for _ in range(5)]

    def press(coordinator: User) -> int:
        client = Client()
        client.force_login(coordinator)
        start.wait()
        try:
            return add(client, town).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(5) as presses:
        assert list(presses.map(press, coordinators)) == [302] * 5
    assert User.objects.get(phone="+4790123456").role_assignments.count() == 1


# --- changing --------------------------------------------------------------------------------------------------------


@pytest.fixture
def trainee(town) -> User:
    return town.person(Role.TRAINEE, phone="+4790123456")


def test_name_and_number_are_changed(signed_in, trainee):
    url = reverse("person_change", args=[trainee.public_id])
    assert signed_in.post(url, {"name": "Ny", "phone": "91 11 11 11", "email": "Ny@example.org"}).status_code == 302
    trainee.refresh_from_db()
    assert (trainee.name, trainee.phone, trainee.email) == ("Ny", "+4791111111", "ny@example.org")


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"phone": "91 11 11 11"}, "phone"), ({"email": "OTHER@example.org"}, "email"), ({"phone": ""}, "__all__")],
)
def test_what_belongs_to_another_is_said_beside_its_field(signed_in, town, trainee, typed, field):
    town.person(Role.TRAINEE, phone="+4791111111", email="other@example.org")
    typed = {"name": "Ny", "phone": "901 23 456", "email": "", **typed}
    response = signed_in.post(reverse("person_change", args=[trainee.public_id]), typed)
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    assert 'value="Ny"' in response.content.decode()
    trainee.refresh_from_db()
    assert trainee.phone == "+4790123456"


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_same_number_given_to_two_at_the_same_moment_goes_to_one():
    town, start = Town(), Barrier(2)
    coordinator = person_with(Role.COORDINATOR, town.a)
    trainees = [person_with(Role.TRAINEE, town.group_a) for _ in range(2)]

    def press(trainee: User) -> int:
        client = Client()
        client.force_login(coordinator)
        start.wait()
        try:
            form = {"name": "Ny", "phone": "+4790123456", "email": ""}
            return client.post(reverse("person_change", args=[trainee.public_id]), form).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as presses:
        assert sorted(presses.map(press, trainees)) == [302, 422]
    assert User.objects.filter(phone="+4790123456").count() == 1


def test_action_says_by_code_what_is_taken(town, coordinator, trainee):
    town.person(Role.TRAINEE, phone="+4791111111")
    with pytest.raises(ValidationError) as error:
        change_person(by=coordinator, person=trainee, name="Ny", phone="+4791111111", email=None)
    assert error.value.code == "phone_taken"


def test_ending_a_role_asks_once(signed_in, trainee):
    url = reverse("role_end", args=[trainee.role_assignments.get().public_id])
    assert b"confirm danger" in signed_in.get(url).content
    assert trainee.role_assignments.running().exists()
    assert signed_in.post(url).url == reverse("people_list")
    assert not trainee.role_assignments.running().exists()
    assert trainee.role_assignments.get().ended_by is not None
    assert signed_in.post(url).status_code == 404


def test_code_on_the_screen_leads_to_her_language(signed_in, trainee):
    User.objects.filter(pk=trainee.pk).update(interface_language="ar")
    response = signed_in.post("/en" + reverse("person_code", args=[trainee.public_id]))
    assert "/ar/in/" in response.context["url"]


# --- settings --------------------------------------------------------------------------------------------------------


def test_language_that_is_not_offered_is_not_forgotten(client, town):
    trainee = town.person(Role.TRAINEE)
    for tag in ("tig", "so"):
        trainee.spoken_languages.create(tag=tag)
    client.force_login(trainee)
    assert 'value="tig"' in client.get(reverse("my_settings")).content.decode()
    response = client.post(reverse("my_settings"), {"interface_language": "ar", "spoken": ["tig", "ti"]})
    assert response.url == "/ar/my/settings/?saved=1"
    assert [spoken.tag for spoken in trainee.spoken_languages.all()] == ["ti", "tig"]


# --- how much it costs -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_list_costs_the_same_however_long(signed_in, town, rows, django_assert_max_num_queries):
    for _ in range(rows):
        person = town.person(Role.TRAINEE)
        role_of(person, Role.VOLUNTEER, town.group_a)
    with django_assert_max_num_queries(8):
        assert signed_in.get(reverse("people_list")).content.count(b"<article") == rows


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("view", ["person", "person_change", "person_code"])
def test_page_of_a_person_costs_the_same_however_many_roles(signed_in, town, rows, view, django_assert_max_num_queries):
    trainee = town.person(Role.TRAINEE)
    for role in [Role.VOLUNTEER, Role.HELPER, Role.ORG_VOLUNTEER][: rows - 1]:
        role_of(trainee, role, town.seat(role))
    with django_assert_max_num_queries(10):
        signed_in.get(reverse(view, args=[trainee.public_id]))


@pytest.mark.parametrize("view", ["my_settings", "person_add", "my_page"])
def test_page_is_cheap(signed_in, view, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        assert signed_in.get(reverse(view)).status_code == 200
