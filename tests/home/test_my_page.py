"""My page: a part for each role she holds, and nothing of anybody else's."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cohorts.models import Question
from home.dashboards import my_page_of
from lms.people.models import User
from lms.people.roles import TABLE, PlaceKind, Role
from tests.factories.cohorts import CohortFactory
from tests.factories.people import (
    DistrictFactory,
    LocalGroupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    UserFactory,
    person_with,
    role_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]

PLACES = {
    PlaceKind.ORGANISATION: OrganisationFactory,
    PlaceKind.MUNICIPALITY: MunicipalityFactory,
    PlaceKind.DISTRICT: DistrictFactory,
    PlaceKind.LOCAL_GROUP: LocalGroupFactory,
}


def place_for(role: Role):
    return PLACES[TABLE[role].places[0]]()


def show(client, person: User, path: str = "/my/") -> str:
    client.force_login(person)
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("role", Role)
def test_my_page_shows_the_role_and_its_place(client, role):
    place = place_for(role)
    with override("en"):
        section = my_page_of(person_with(role, place)).sections[0]
    page = show(client, person_with(role, place), "/en/my/")
    assert f'id="role-{role.value}"' in page
    assert place.name in page
    assert section.name in page
    complete = (Role.COORDINATOR, Role.SECRETARIAT, Role.TRAINEE, Role.VOLUNTEER)
    assert ("What will stand here" in page) is (role not in complete)


@pytest.mark.parametrize("role", Role)
def test_my_page_shows_no_part_of_other_roles(client, role):
    page = show(client, person_with(role, place_for(role)))
    assert [other for other in Role if f'id="role-{other.value}"' in page] == [role]


@pytest.mark.parametrize(
    ("link", "roles"),
    [
        ('href="/admin/"', {Role.SECRETARIAT}),
        ('href="/people/"', {Role.SECRETARIAT, Role.ORG_LEADER, Role.COORDINATOR, Role.HELPER}),
    ],
)
def test_my_page_leads_only_where_the_role_may_go(client, link, roles):
    assert {role for role in Role if link in show(client, person_with(role, place_for(role)))} == roles


def test_somebody_with_several_roles_sees_each_of_them(client):
    person = UserFactory()
    for role in Role:
        role_of(person, role, place_for(role))
    page = show(client, person)
    assert all(f'id="role-{role.value}"' in page for role in Role)


def test_one_role_at_two_places_is_one_part_with_both(client):
    person = person_with(Role.COORDINATOR, DistrictFactory(name="Alna"))
    role_of(person, Role.COORDINATOR, DistrictFactory(name="Stovner"))
    sections = my_page_of(User.objects.get(pk=person.pk)).sections
    assert [[place.name for place in section.places] for section in sections] == [["Alna", "Stovner"]]


def test_volunteer_is_called_what_her_group_calls_her(client):
    group = LocalGroupFactory(title_one="bygdemor", title_many="bygdemødre")
    assert "Bygdemor" in show(client, person_with(Role.VOLUNTEER, group))
    assert "bygdemor" in show(client, person_with(Role.TRAINEE, group))


def test_role_that_has_ended_or_not_begun_is_not_shown(client):
    now = timezone.now()
    person = UserFactory()
    role_of(person, Role.TRAINEE, LocalGroupFactory(), starts_at=now - timedelta(2), ends_at=now - timedelta(1))
    role_of(person, Role.VOLUNTEER, LocalGroupFactory(), starts_at=now + timedelta(1))
    assert "You have no role here right now" in show(client, person, "/en/my/")


def test_end_of_a_role_is_told(client):
    person = UserFactory()
    role_of(person, Role.COORDINATOR, DistrictFactory(), ends_at=timezone.now() + timedelta(30))
    assert "<time datetime=" in show(client, person)


def test_name_is_shown_as_text(client):
    page = show(client, UserFactory(name="<b>Amina</b> Prøve"))
    assert "<bdi>&lt;b&gt;Amina&lt;/b&gt;</bdi>" in page


def test_somebody_signed_out_is_sent_to_sign_in(client):
    response = client.get("/my/")
    assert response.status_code == 302
    assert response["Location"].endswith("?next=/my/")


def test_my_page_costs_the_same_with_one_and_with_three_roles(client):
    counts = []
    for roles in (
        [Role.TRAINEE],
        [Role.COORDINATOR, Role.VOLUNTEER, Role.ORG_LEADER],
        [Role.COORDINATOR, Role.VOLUNTEER, Role.SECRETARIAT],
    ):
        person = UserFactory()
        for role in roles:
            role_of(person, role, place_for(role))
        client.force_login(person)
        client.get("/my/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/my/")
        counts.append(len(queries))
    assert counts[0] <= 10
    assert counts[1] <= counts[0] + 1  # the next evening of the cohorts she runs
    assert counts[2] <= counts[0] + 13  # what waits for the secretariat is counted


def test_secretariat_sees_on_my_page_how_many_questions_wait(client):
    cohort = CohortFactory()
    client.force_login(person_with(Role.SECRETARIAT, OrganisationFactory()))
    Question.objects.create(cohort=cohort, text="Hva?")
    Question.objects.create(cohort=cohort, text="Når?", answer="Nå.", answered_at=timezone.now())
    before = client.get(reverse("my_page")).content.decode().split(reverse("questions_waiting"))[0]
    assert "1 venter" in before.rsplit("<article", 1)[-1]
