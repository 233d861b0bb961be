"""Secret links: only the hash is stored, looking changes nothing, and one use is one use."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, connections, transaction
from django.test import Client
from django.urls import reverse

from lms.kit.tokens import hash_token
from lms.people.actions.links import make_link, revoke_links, use_link
from lms.people.actions.roles import end_role
from lms.people.actions.signing_in import purge_expired, show_sign_in_code, sign_out_everywhere
from lms.people.models import AccessLink
from lms.people.roles import Role
from tests.factories.people import person_with, role_of
from tests.people.town import Town, is_signed_in

pytestmark = pytest.mark.django_db

SIGN_IN = AccessLink.Purpose.SIGN_IN


@pytest.fixture
def trainee(town):
    return town.person(Role.TRAINEE)


@pytest.fixture
def coordinator(town):
    return town.person(Role.COORDINATOR)


@pytest.fixture
def token(trainee, coordinator):
    return show_sign_in_code(by=coordinator, person=trainee)


def page(token: str) -> str:
    """Give the address of the page behind a link."""
    return reverse("screen_code", args=[token])


# --- what is stored --------------------------------------------------------------------------------------------------


def test_token_is_nowhere_in_the_database(token):
    rows = connection.cursor().execute("SELECT * FROM people_accesslink") if connection.vendor == "sqlite" else None
    stored = str(list(rows)) if rows else str(list(AccessLink.objects.values()))
    assert token not in stored
    assert hash_token(token) in stored


def test_link_can_never_be_used_too_often_even_by_the_database(token):
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessLink.objects.update(uses=2)


def test_text_of_a_link_names_neither_secret_nor_subject(trainee, token):
    text = f"{AccessLink.objects.get()!r}"
    assert not [word for word in (token, hash_token(token), trainee.name, trainee.phone) if word in text]


# --- looking and using -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_twenty_times_changes_nothing(client, token, method):
    before = AccessLink.objects.values().get()
    for _ in range(20):
        assert getattr(client, method)(page(token)).status_code == 200
    assert AccessLink.objects.values().get() == before
    assert "_auth_user_id" not in client.session
    client.post(page(token))
    assert is_signed_in(client)


def test_link_works_once(client, token):
    client.post(page(token))
    other = Client()
    for response in (other.get(page(token)), other.post(page(token))):
        assert response.status_code == 410
    assert not is_signed_in(other)


def test_page_of_a_link_names_nobody(client, trainee, token):
    assert trainee.name not in client.get(page(token)).content.decode()


def test_page_of_a_link_is_not_kept(client, token):
    assert "no-store" in client.get(page(token)).headers["Cache-Control"]


def test_using_a_link_needs_the_form_of_its_page(trainee, token):
    assert Client(enforce_csrf_checks=True).post(page(token)).status_code == 403
    assert AccessLink.objects.get().uses == 0


def test_link_works_for_ten_minutes(trainee, coordinator, client, time_machine):
    time_machine.move_to("2027-01-12 18:00:00+00:00", tick=False)
    token = show_sign_in_code(by=coordinator, person=trainee)
    time_machine.shift(timedelta(minutes=9, seconds=59))
    assert client.get(page(token)).status_code == 200
    time_machine.shift(timedelta(seconds=2))
    assert client.post(page(token)).status_code == 410


def test_drawing_a_new_code_ends_the_one_before(trainee, coordinator, client, token):
    newer = show_sign_in_code(by=coordinator, person=trainee)
    assert client.post(page(token)).status_code == 410
    assert client.post(page(newer)).status_code == 302


def test_link_opens_nothing_but_its_own_purpose(token):
    assert use_link(token=token, purpose="feed") is None
    assert AccessLink.objects.opened_by(token, "feed") is None
    assert AccessLink.objects.get().uses == 0


def test_link_without_a_limit_works_often(trainee):
    token = make_link(by=None, purpose=SIGN_IN, subject=trainee, lifetime=timedelta(days=1), max_uses=None)
    for uses in range(1, 4):
        assert use_link(token=token, purpose=SIGN_IN).uses == uses


def test_revoking_closes_the_links_of_one_subject(town, trainee):
    other = town.person(Role.TRAINEE)
    mine, hers = (
        make_link(by=None, purpose=SIGN_IN, subject=person, lifetime=timedelta(days=1)) for person in (trainee, other)
    )
    assert revoke_links(subject=trainee) == 1
    assert use_link(token=mine, purpose=SIGN_IN) is None
    assert use_link(token=hers, purpose=SIGN_IN)


def test_links_are_dropped_thirty_days_after_their_end(token, time_machine):
    time_machine.move_to("2099-01-01 00:00:00+00:00", tick=False)
    purge_expired()
    assert not AccessLink.objects.exists()


# --- who may ---------------------------------------------------------------------------------------------------------


def test_link_ends_with_her_role(client, trainee, coordinator, token):
    end_role(by=coordinator, assignment=trainee.role_assignments.get())
    assert client.post(page(token)).status_code == 410


def test_link_ends_with_the_role_of_whoever_drew_it(client, town, coordinator, token):
    end_role(by=town.person(Role.SECRETARIAT), assignment=coordinator.role_assignments.get())
    assert client.post(page(token)).status_code == 410


def test_link_ends_when_she_gets_an_office(client, town, trainee, token):
    role_of(trainee, Role.COORDINATOR, town.a)
    assert client.post(page(token)).status_code == 410


def test_link_ends_when_she_is_signed_out_everywhere(client, trainee, token):
    sign_out_everywhere(by=trainee, person=trainee)
    assert client.post(page(token)).status_code == 410


def test_link_ends_when_she_is_no_longer_active(client, trainee, token):
    trainee.is_active = False
    trainee.save()
    assert client.post(page(token)).status_code == 410


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.COORDINATOR, Role.HELPER)])
def test_nobody_else_may_draw_a_code(town, trainee, role):
    with pytest.raises(PermissionDenied):
        show_sign_in_code(by=town.person(role), person=trainee)


def test_coordinator_elsewhere_may_not_draw_a_code(town, trainee):
    with pytest.raises(PermissionDenied):
        show_sign_in_code(by=town.person(Role.COORDINATOR, "b"), person=trainee)


# --- the same moment -------------------------------------------------------------------------------------------------


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_of_ten_who_press_at_the_same_moment_one_gets_in():
    town = Town()
    trainee = person_with(Role.TRAINEE, town.group_a)
    token = show_sign_in_code(by=person_with(Role.COORDINATOR, town.a), person=trainee)
    start = Barrier(10)

    def press(_number: int) -> int:
        start.wait()
        try:
            return Client().post(page(token)).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as presses:
        answers = sorted(presses.map(press, range(10)))
    assert answers == [302] + [410] * 9
    assert AccessLink.objects.get().uses == 1
