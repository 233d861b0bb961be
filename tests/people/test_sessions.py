"""How long a session lasts, and what ends it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lms.people.actions.roles import change_person, close_run_out_roles, end_role, grant_role
from lms.people.actions.signing_in import purge_expired, show_sign_in_code, sign_out_everywhere
from lms.people.models import AccessLink, Session
from lms.people.roles import Role
from tests.factories.people import role_of
from tests.people.town import (
    PASSWORD,
    app_code,
    give_app,
    is_signed_in,
    sign_in_by_code,
    sign_in_by_link,
    sign_in_by_password,
)

pytestmark = pytest.mark.django_db

START = "2027-01-12 18:00:00+00:00"


@pytest.fixture
def evening(time_machine):
    """Begin on a course evening; only the test moves the clock."""
    time_machine.move_to(START, tick=False)
    return time_machine


def cookie(client: Client):
    """Give the cookie of the session."""
    return client.cookies["sessionid"]


def pause_and_look(clock, client: Client, pause: timedelta) -> bool:
    """Let time pass, then tell whether she is still signed in."""
    clock.shift(pause)
    return is_signed_in(client)


# --- how long --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.TRAINEE, Role.VOLUNTEER])
def test_trainee_and_volunteer_stay_signed_in_for_ninety_days(town, client, evening, role):
    sign_in_by_code(client, town.person(role).phone)
    assert cookie(client)["max-age"] == 90 * 24 * 3600
    assert pause_and_look(evening, client, timedelta(days=89, hours=23))
    assert not pause_and_look(evening, client, timedelta(hours=2))


def test_secretariat_is_signed_out_after_half_an_hour_unused(town, client, evening):
    sign_in_by_code(client, town.person(Role.SECRETARIAT).phone)
    assert pause_and_look(evening, client, timedelta(minutes=29))
    assert pause_and_look(evening, client, timedelta(minutes=29))
    assert not pause_and_look(evening, client, timedelta(minutes=31))


def test_secretariat_is_signed_out_after_twelve_hours_of_work(town, client, evening):
    sign_in_by_code(client, town.person(Role.SECRETARIAT).phone)
    for _ in range(28):
        assert pause_and_look(evening, client, timedelta(minutes=25))
    assert not pause_and_look(evening, client, timedelta(minutes=25))


def test_shortest_rule_of_several_roles_counts(town, client, evening):
    person = town.person(Role.TRAINEE)
    role_of(person, Role.SECRETARIAT, town.organisation)
    sign_in_by_code(client, person.phone)
    assert cookie(client)["max-age"] == 12 * 3600
    assert not pause_and_look(evening, client, timedelta(minutes=31))


def test_somebody_without_a_role_stays_a_day(town, client, evening):
    person = town.person(Role.TRAINEE)
    person.role_assignments.update(ends_at=timezone.now(), closed=True)
    sign_in_by_code(client, person.phone)
    assert pause_and_look(evening, client, timedelta(hours=23))
    assert not pause_and_look(evening, client, timedelta(hours=2))


# --- a shared phone --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign_in", [sign_in_by_code, sign_in_by_password])
def test_shared_phone_forgets_her_when_the_browser_closes(town, client, evening, sign_in):
    sign_in(client, town.person(Role.TRAINEE, password=PASSWORD).phone, shared_phone="on")
    assert is_signed_in(client)
    assert (cookie(client)["max-age"], cookie(client)["expires"]) == ("", "")
    assert not pause_and_look(evening, client, timedelta(hours=13))


@pytest.mark.parametrize("sign_in", [sign_in_by_code, sign_in_by_password])
def test_shared_phone_forgets_her_after_a_second_key_too(town, client, sign_in):
    person = town.person(Role.TRAINEE, password=PASSWORD)
    secret = give_app(person)
    sign_in(client, person.phone, shared_phone="on")
    client.post(reverse("mfa_authenticate"), {"code": app_code(secret)})
    assert is_signed_in(client)
    assert (cookie(client)["max-age"], cookie(client)["expires"]) == ("", "")


def test_shared_phone_holds_for_one_sign_in(town, client):
    person = town.person(Role.TRAINEE, password=PASSWORD)
    sign_in_by_code(client, person.phone, shared_phone="on")
    client.post(reverse("account_logout"))
    sign_in_by_code(client, person.phone)
    assert cookie(client)["max-age"] == 90 * 24 * 3600


# --- what ends it ----------------------------------------------------------------------------------------------------


@pytest.fixture
def trainee(town):
    return town.person(Role.TRAINEE)


@pytest.fixture
def coordinator(town):
    return town.person(Role.COORDINATOR)


def test_ending_a_role_ends_sessions_and_links_at_once(trainee, coordinator, client):
    sign_in_by_code(client, trainee.phone)
    token = show_sign_in_code(by=coordinator, person=trainee)
    end_role(by=coordinator, assignment=trainee.role_assignments.get())
    assert not is_signed_in(client)
    assert AccessLink.objects.opened_by(token, AccessLink.Purpose.SIGN_IN) is None


def test_ending_one_of_two_roles_lets_her_sign_in_again(town, trainee, coordinator, client):
    role_of(trainee, Role.VOLUNTEER, town.group_a)
    sign_in_by_code(client, trainee.phone)
    end_role(by=coordinator, assignment=trainee.role_assignments.get(role=Role.TRAINEE))
    assert not is_signed_in(client)
    sign_in_by_code(client, trainee.phone)
    assert is_signed_in(client)


def test_role_that_runs_out_ends_sessions_at_the_next_tick(trainee, coordinator, client, evening):
    trainee.role_assignments.update(ends_at=timezone.now() + timedelta(days=1))
    sign_in_by_code(client, trainee.phone)
    token = show_sign_in_code(by=coordinator, person=trainee)
    assert close_run_out_roles() == 0
    evening.shift(timedelta(days=1, seconds=1))
    assert close_run_out_roles() == 1
    assert close_run_out_roles() == 0
    assert not is_signed_in(client)
    assert not AccessLink.objects.usable().exists()
    assert token


def test_giving_a_role_that_asks_for_a_second_key_ends_sessions(town, trainee, client):
    sign_in_by_code(client, trainee.phone)
    grant_role(by=None, person=trainee, role=Role.SECRETARIAT, place=town.organisation)
    assert not is_signed_in(client)


def test_giving_another_role_leaves_sessions_open(town, trainee, coordinator, client):
    sign_in_by_code(client, trainee.phone)
    grant_role(by=coordinator, person=trainee, role=Role.VOLUNTEER, place=town.group_a)
    assert is_signed_in(client)


def test_new_number_ends_sessions_and_links(trainee, coordinator, client):
    sign_in_by_code(client, trainee.phone)
    show_sign_in_code(by=coordinator, person=trainee)
    change_person(by=coordinator, person=trainee, name=trainee.name, phone="+4791111111", email=None)
    assert not is_signed_in(client)
    assert not AccessLink.objects.usable().exists()


def test_new_name_leaves_sessions_open(trainee, coordinator, client):
    sign_in_by_code(client, trainee.phone)
    change_person(by=coordinator, person=trainee, name="Amina Ny", phone=trainee.phone, email=None)
    assert is_signed_in(client)


def test_she_signs_out_everywhere(trainee, client):
    elsewhere = Client()
    for browser in (client, elsewhere):
        sign_in_by_code(browser, trainee.phone)
    response = client.post(reverse("person_sign_out", args=[trainee.public_id]))
    assert response.url == reverse("account_request_login_code")
    assert not is_signed_in(client)
    assert not is_signed_in(elsewhere)


def test_she_signs_out_everywhere_after_a_day_unused(trainee, client, evening):
    sign_in_by_code(client, trainee.phone)
    evening.shift(timedelta(days=2))
    assert client.post(reverse("person_sign_out", args=[trainee.public_id])).status_code == 302


def test_coordinator_signs_a_lost_phone_out(trainee, coordinator, client):
    lost = Client()
    sign_in_by_code(lost, trainee.phone)
    client.force_login(coordinator)
    client.post(reverse("person_sign_out", args=[trainee.public_id]))
    assert not is_signed_in(lost)
    assert is_signed_in(client)


def test_new_password_ends_the_other_sessions(town, client):
    person = town.person(Role.TRAINEE, password=PASSWORD)
    elsewhere = Client()
    for browser in (client, elsewhere):
        sign_in_by_password(browser, person.phone)
    new = {"oldpassword": PASSWORD, "password1": PASSWORD + "!", "password2": PASSWORD + "!"}
    assert client.post(reverse("account_change_password"), new).url == reverse("my_settings") + "?saved=1"
    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)


def test_session_knows_whose_it_is(trainee, coordinator, client):
    sign_in_by_link(client, trainee, coordinator)
    assert Session.objects.get(session_key=cookie(client).value).user == trainee
    assert sign_out_everywhere(by=trainee, person=trainee) == 1


def test_sessions_that_are_over_are_dropped(trainee, client, evening):
    sign_in_by_code(client, trainee.phone)
    evening.shift(timedelta(days=91))
    assert purge_expired() >= 1
    assert not Session.objects.exists()


def test_what_she_sees_is_stored_nowhere(trainee, client):
    sign_in_by_code(client, trainee.phone)
    for view in ("my_page", "my_settings", "mfa_index"):
        assert client.get(reverse(view)).headers["Cache-Control"] == "private, no-store"


def test_visit_is_noted_once_a_day(trainee, client, evening):
    sign_in_by_code(client, trainee.phone)
    evening.shift(timedelta(days=3))
    is_signed_in(client)
    trainee.refresh_from_db()
    assert str(trainee.last_active_on) == "2027-01-15"
