"""Failures are counted by account and by address, in the database."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lms.people.actions.signing_in import count_failure, count_request, forgive, purge_expired
from lms.people.models import FailedAttempt, Notice
from lms.people.models.limits import ACCOUNT_LIMIT, ADDRESS_LIMIT, REQUEST_LIMIT, REQUESTS_A_DAY, WINDOW
from lms.people.roles import Role
from tests.people.town import (
    PASSWORD,
    app_code,
    ask_for_code,
    give_app,
    is_signed_in,
    recently,
    sent_code,
    sign_in_by_link,
    sign_in_by_password,
    type_code,
)

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE = "127.0.0.1", "192.0.2.7"


@pytest.fixture
def trainee(town):
    return town.person(Role.TRAINEE, password=PASSWORD)


def codes(response) -> set[str]:
    """Give the codes of what a form complains of."""
    return {error.code for errors in response.context["form"].errors.as_data().values() for error in errors}


def fill(account: str = "", times: int = ACCOUNT_LIMIT, address: str = ELSEWHERE) -> None:
    """Let an account fail from elsewhere."""
    for _ in range(times):
        count_failure(account=account, address=address)


def ask_often(account: str, times: int = REQUEST_LIMIT, address: str = ELSEWHERE) -> None:
    """Let a stranger ask for codes."""
    for _ in range(times):
        count_request(account=account, address=address)


def texts_sent() -> int:
    """Count the sign-in codes that were written to somebody."""
    return Notice.objects.filter(event="sign_in_code").exclude(address="").count()


# --- counting --------------------------------------------------------------------------------------------------------


def test_account_waits_after_its_limit_whoever_asks(trainee):
    fill(trainee.phone, ACCOUNT_LIMIT - 1)
    assert not FailedAttempt.objects.hold_back(account=trainee.phone, address=HERE)
    fill(trainee.phone, 1)
    assert FailedAttempt.objects.hold_back(account=trainee.phone, address=HERE)
    assert not FailedAttempt.objects.hold_back(account="+4791111111", address=HERE)


def test_address_waits_after_its_limit_whomever_it_asks_for():
    for number in range(ADDRESS_LIMIT):
        count_failure(account=f"+47900{number:05d}", address=HERE)
    assert FailedAttempt.objects.hold_back(account="+4791111111", address=HERE)
    assert not FailedAttempt.objects.hold_back(account="+4791111111", address=ELSEWHERE)


def test_no_account_is_never_full():
    fill("", ADDRESS_LIMIT - 1)
    assert not FailedAttempt.objects.hold_back(account="", address=HERE)


def test_wait_is_over_after_the_window(trainee, time_machine):
    time_machine.move_to("2027-01-12 18:00:00+00:00", tick=False)
    fill(trainee.phone)
    time_machine.shift(WINDOW + timedelta(seconds=1))
    assert not FailedAttempt.objects.hold_back(account=trainee.phone, address=HERE)


def test_missing_cache_forgets_nothing(trainee, client):
    fill(trainee.phone)
    ask_often(trainee.phone)
    cache.clear()
    assert codes(ask_for_code(client, trainee.phone)) == {"held_back"}
    assert codes(sign_in_by_password(client, trainee.phone)) == {"held_back"}


def test_neither_number_nor_address_is_stored(trainee):
    count_failure(account=trainee.phone, address=HERE)
    row = FailedAttempt.objects.get()
    assert trainee.phone not in row.account
    assert HERE not in row.address
    assert len(row.account) == len(row.address) == 64


def test_failures_are_dropped_after_a_day():
    fill("+4790000000", 3)
    ask_often("+4790000000", 3)
    FailedAttempt.objects.update(at=timezone.now() - timedelta(hours=25))
    assert purge_expired() == 6


def test_requests_are_kept_for_a_day(time_machine):
    time_machine.move_to("2027-01-12 18:00:00+00:00", tick=False)
    ask_often("+4790000000", REQUESTS_A_DAY)
    time_machine.shift(timedelta(hours=23, minutes=59))
    assert purge_expired() == 0
    assert FailedAttempt.objects.hold_back_request(account="+4790000000", address=HERE)
    time_machine.shift(timedelta(minutes=2))
    assert not FailedAttempt.objects.hold_back_request(account="+4790000000", address=HERE)


def test_forgiving_nobody_forgives_nobody():
    fill("", 2)
    forgive(accounts=["", ""])
    assert FailedAttempt.objects.count() == 2


# --- every way in ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", ["code", "password"])
def test_stranger_who_asks_for_codes_locks_nobody_out(trainee, client, way):
    ask_for_code(client, trainee.phone)
    code = sent_code()
    for _ in range(8):
        ask_for_code(Client(REMOTE_ADDR=ELSEWHERE), trainee.phone)
    type_code(client, code) if way == "code" else sign_in_by_password(client, trainee.phone)
    assert is_signed_in(client)


def test_request_beyond_the_limit_sends_nothing_and_says_so(trainee):
    for _ in range(REQUEST_LIMIT):
        assert ask_for_code(Client(), trainee.phone).status_code == 302
    response = Client().post("/en" + reverse("account_request_login_code"), {"login": trainee.phone})
    assert codes(response) == {"held_back"}
    assert b"Many codes have been asked for already." in response.content
    assert texts_sent() == REQUEST_LIMIT


def test_codes_of_a_day_come_to_an_end(trainee, time_machine):
    time_machine.move_to("2027-01-12 06:00:00+00:00", tick=False)
    for _ in range(40):
        ask_for_code(Client(), trainee.phone)
        time_machine.shift(timedelta(minutes=20))
    assert texts_sent() == REQUESTS_A_DAY
    time_machine.shift(timedelta(hours=12))
    assert ask_for_code(Client(), trainee.phone).status_code == 302


@pytest.mark.parametrize("login", ["+4790222222", "unknown@example.org"])
def test_unknown_address_has_to_wait_like_a_known_one(client, login):
    for _ in range(REQUEST_LIMIT):
        ask_for_code(client, login)
    assert codes(ask_for_code(client, login)) == {"held_back"}


def test_success_forgives(trainee, client):
    fill(trainee.phone, ACCOUNT_LIMIT - 1)
    for _ in range(REQUEST_LIMIT):
        ask_for_code(client, trainee.phone)
    type_code(client, sent_code())
    assert is_signed_in(client)
    assert not FailedAttempt.objects.exists()


@pytest.mark.parametrize("address", [HERE, ELSEWHERE])
def test_right_code_opens_in_the_browser_that_asked_whoever_failed(trainee, client, address):
    ask_for_code(client, trainee.phone)
    fill(trainee.phone, ADDRESS_LIMIT, address)
    type_code(client, sent_code())
    assert is_signed_in(client)


def test_wrong_codes_count_by_address_and_not_by_account(trainee, client):
    ask_for_code(client, trainee.phone)
    code = sent_code()
    wrong = "000000" if code != "000000" else "111111"
    assert codes(type_code(client, wrong)) == {"incorrect_code"}
    assert FailedAttempt.objects.recent(FailedAttempt.Kind.FAILURE).count() == 1
    fill("", ADDRESS_LIMIT - 1, HERE)
    assert codes(type_code(client, wrong)) == {"held_back"}
    assert not FailedAttempt.objects.hold_back(account=trainee.phone, address=ELSEWHERE)


def test_code_ends_after_five_wrong_tries(trainee, client):
    ask_for_code(client, trainee.phone)
    code = sent_code()
    for _ in range(5):
        type_code(client, "000000" if code != "000000" else "111111")
    type_code(client, code)
    assert not is_signed_in(client)


def test_right_password_does_not_open_an_account_that_waits(trainee, client):
    for _ in range(ACCOUNT_LIMIT):
        assert codes(sign_in_by_password(client, trainee.phone, "wrong")) == {"incorrect"}
    assert codes(sign_in_by_password(client, trainee.phone)) == {"held_back"}
    assert not is_signed_in(client)
    ask_for_code(client, trainee.phone)
    type_code(client, sent_code())
    assert is_signed_in(client)


def test_number_counts_as_one_account_however_it_is_typed(town, client):
    town.person(Role.TRAINEE, phone="+4790123456")
    typed = ["90123456", "901 23 456", "+4790123456", "004790123456"]
    for number in range(ACCOUNT_LIMIT):
        sign_in_by_password(client, typed[number % 4], "wrong")
    assert codes(sign_in_by_password(client, "+47 90 12 34 56")) == {"held_back"}
    for number in range(REQUEST_LIMIT):
        ask_for_code(client, typed[number % 4])
    assert codes(ask_for_code(client, "+47 90 12 34 56")) == {"held_back"}


def test_trying_while_waiting_does_not_lengthen_the_wait(trainee, client):
    fill(trainee.phone)
    ask_often(trainee.phone)
    sign_in_by_password(client, trainee.phone, "wrong")
    ask_for_code(client, trainee.phone)
    assert FailedAttempt.objects.count() == ACCOUNT_LIMIT + REQUEST_LIMIT


def test_second_key_waits_after_its_limit(town, client):
    person = town.person(Role.SECRETARIAT, password=PASSWORD)
    secret = give_app(person)
    sign_in_by_password(client, person.phone)
    for _ in range(ACCOUNT_LIMIT):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    response = client.post(reverse("mfa_authenticate"), {"code": app_code(secret)})
    assert codes(response) == {"held_back"}
    assert not is_signed_in(client)


def test_second_key_is_forgiven_when_she_is_in(town, client):
    person = town.person(Role.SECRETARIAT, password=PASSWORD)
    secret = give_app(person)
    sign_in_by_password(client, person.phone)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": app_code(secret)})
    assert is_signed_in(client)
    assert not FailedAttempt.objects.exists()


@pytest.mark.parametrize(
    ("view", "right"),
    [
        ("account_reauthenticate", {"password": PASSWORD}),
        (
            "account_change_password",
            {"oldpassword": PASSWORD, "password1": PASSWORD + "!", "password2": PASSWORD + "!"},
        ),
    ],
)
def test_own_password_waits_after_its_limit(trainee, client, view, right):
    recently(client, trainee)
    for _ in range(ACCOUNT_LIMIT):
        client.post(reverse(view), {**right, next(iter(right)): "wrong"})
    assert codes(client.post(reverse(view), right)) == {"held_back"}


WRONG_SHAPES = [
    "",
    "5",
    "[]",
    "{}",
    "null",
    '"x"',
    '{"response": null}',
    '{"response": {"userHandle": 5}}',
    "{",
    "x" * 99,
]


@pytest.mark.parametrize("credential", WRONG_SHAPES)
def test_passkey_of_another_shape_is_a_failure(client, credential):
    client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    response = client.post(reverse("mfa_login_webauthn"), {"credential": credential})
    assert response.url == reverse("account_login") + "?passkey=failed"
    assert FailedAttempt.objects.count() == 1
    assert b'role="alert"' in client.get(response.url).content


@pytest.mark.parametrize("credential", WRONG_SHAPES)
def test_second_passkey_of_another_shape_is_a_failure(town, client, credential):
    person = town.person(Role.SECRETARIAT, password=PASSWORD)
    give_app(person)
    sign_in_by_password(client, person.phone)
    assert client.post(reverse("mfa_authenticate"), {"credential": credential}).status_code == 200
    assert FailedAttempt.objects.count() == 1
    recently(client, person)
    assert client.post(reverse("mfa_add_webauthn"), {"credential": credential}).status_code == 200


def test_passkeys_of_an_address_wait_after_its_limit(client):
    fill("", ADDRESS_LIMIT, HERE)
    client.post(reverse("mfa_login_webauthn"), {"credential": "[1]"})
    assert FailedAttempt.objects.count() == ADDRESS_LIMIT


def test_guessing_links_waits_after_the_limit_of_an_address(town, trainee, client):
    coordinator = town.person(Role.COORDINATOR)
    for number in range(ADDRESS_LIMIT):
        assert client.post(reverse("screen_code", args=[f"{number:032d}"])).status_code == 410
    response = sign_in_by_link(client, trainee, coordinator)
    assert response.status_code == 429
    assert not is_signed_in(client)


# --- the address -----------------------------------------------------------------------------------------------------


def test_forged_address_does_not_help(client):
    for number in range(ADDRESS_LIMIT):
        client.post(
            reverse("account_request_login_code"),
            {"login": f"+4790{number:06d}"},
            headers={"x-forwarded-for": f"198.51.100.{number}"},
        )
    assert codes(ask_for_code(client, "+4791111111")) == {"held_back"}


def test_proxy_that_is_trusted_tells_the_address(client, settings):
    settings.TRUSTED_PROXIES = 1
    for number in range(ADDRESS_LIMIT):
        client.post(
            reverse("account_request_login_code"),
            {"login": f"+4790{number:06d}"},
            headers={"x-forwarded-for": f"198.51.100.{number}, 203.0.113.9"},
        )
    url, form = reverse("account_request_login_code"), {"login": "+4791111111"}
    assert codes(client.post(url, form, headers={"x-forwarded-for": "203.0.113.9"})) == {"held_back"}
    assert client.post(url, form, headers={"x-forwarded-for": "203.0.113.8"}).status_code == 302
