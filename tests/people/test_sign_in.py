"""Ways in: by code, by password, by a code on a screen. What strangers learn, and where one is led."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from lms.people.actions.signing_in import show_sign_in_code
from lms.people.models import AccessLink, Notice, User
from lms.people.roles import Role
from tests.factories.people import UserFactory
from tests.people.town import (
    PASSWORD,
    ask_for_code,
    is_signed_in,
    sent_code,
    sign_in_by_code,
    sign_in_by_link,
    sign_in_by_password,
    type_code,
)

pytestmark = pytest.mark.django_db


def ways_in(town):
    """Give every way in, as (name, function of a client and a person)."""
    coordinator = town.person(Role.COORDINATOR)
    return {
        "sms": lambda client, person: sign_in_by_code(client, person.phone),
        "mail": lambda client, person: sign_in_by_code(client, person.email),
        "password": lambda client, person: sign_in_by_password(client, person.phone),
        "link": lambda client, person: sign_in_by_link(client, person, coordinator),
    }


WAYS = ["sms", "mail", "password", "link"]


@pytest.fixture
def trainee(town) -> User:
    return town.person(Role.TRAINEE, email="amina@example.org", password=PASSWORD, text_size="normal")


# --- each way --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", WAYS)
def test_way_in_leads_to_my_page_in_her_language(town, trainee, client, way):
    trainee.interface_language = "ar"
    trainee.save()
    response = ways_in(town)[way](client, trainee)
    assert response.status_code == 302
    assert response.url == "/ar/my/"
    assert is_signed_in(client)


@pytest.mark.parametrize("way", WAYS)
def test_session_key_is_new_after_each_way_in(town, trainee, client, way):
    ask_for_code(client, "+4799999999")  # a session before signing in
    before = client.cookies["sessionid"].value
    ways_in(town)[way](client, trainee)
    assert client.cookies["sessionid"].value != before
    client.cookies["sessionid"] = before
    assert not is_signed_in(client)


@pytest.mark.parametrize("way", WAYS)
def test_language_that_is_no_longer_in_the_menu_leads_to_the_site_s_own(town, trainee, client, way):
    User.objects.update(interface_language="xx")
    assert ways_in(town)[way](client, User.objects.get(pk=trainee.pk)).url == "/my/"


@pytest.mark.parametrize(
    "typed", ["90123456", "901 23 456", " +47 90 12 34 56 ", "004790123456", "+47-901-23-456", "٩٠١٢٣٤٥٦"]
)
def test_number_is_found_however_it_is_typed(town, typed):
    town.person(Role.TRAINEE, phone="+4790123456", password=PASSWORD)
    for sign_in in (sign_in_by_code, sign_in_by_password):
        client = Client()
        sign_in(client, typed)
        assert is_signed_in(client)


@pytest.mark.parametrize("stored", ["Amina@Example.org", "amina@example.org"])
def test_address_is_found_whatever_its_case(town, stored):
    town.person(Role.TRAINEE, email=stored, password=PASSWORD)
    for sign_in in (sign_in_by_code, sign_in_by_password):
        client = Client()
        sign_in(client, "AMINA@example.ORG")
        assert is_signed_in(client)


@pytest.mark.parametrize("typed", ["", "Amina", "12", "x" * 300, "a@b", "@", "9" * 60, "\x00", "+", "' OR 1=1 --"])
def test_what_is_no_address_is_said_beside_the_field(client, typed):
    response = ask_for_code(client, typed)
    assert response.context["form"].errors["login"]
    assert not Notice.objects.exists()


def test_forgotten_password_is_replaced_right_after_a_code(trainee, client, time_machine):
    time_machine.move_to("2027-01-12 18:00:00+00:00", tick=False)
    sign_in_by_code(client, trainee.phone)
    assert "oldpassword" not in client.get(reverse("account_change_password")).context["form"].fields
    client.post(reverse("account_change_password"), {"password1": PASSWORD + "!", "password2": PASSWORD + "!"})
    other = Client()
    sign_in_by_password(other, trainee.phone, PASSWORD + "!")
    assert is_signed_in(other)
    assert "oldpassword" in other.get(reverse("account_change_password")).context["form"].fields
    time_machine.move_to("2027-01-12 18:16:00+00:00", tick=False)
    assert "oldpassword" in client.get(reverse("account_change_password")).context["form"].fields


@pytest.mark.parametrize("zero", ["٠", "۰", "०"])
def test_code_is_accepted_in_the_digits_of_her_keyboard(trainee, client, zero):
    ask_for_code(client, trainee.phone)
    digits = [chr(ord(zero) + int(digit)) for digit in sent_code()]
    type_code(client, "".join(digits[:3]) + " " + "".join(digits[3:]))
    assert is_signed_in(client)


def test_code_goes_by_the_way_that_was_asked(trainee, client):
    ask_for_code(client, trainee.email)
    assert Notice.objects.get().channel == Notice.Channel.EMAIL
    ask_for_code(Client(), trainee.phone)
    assert Notice.objects.latest("created_at").channel == Notice.Channel.SMS


def test_code_works_in_the_browser_that_asked_only(trainee, client):
    ask_for_code(client, trainee.phone)
    other = Client()
    ask_for_code(other, "+4799999999")
    type_code(other, sent_code())
    assert not is_signed_in(other)


def test_mistyped_number_is_mended_by_going_back(trainee, client):
    ask_for_code(client, "+4790999999")
    response = client.get(ask_for_code(client, trainee.phone).url)
    assert response.context["phone"] == trainee.phone
    type_code(client, sent_code())
    assert is_signed_in(client)


def test_code_works_for_fifteen_minutes(trainee, client, time_machine):
    time_machine.move_to("2027-01-12 18:00:00+00:00", tick=False)
    ask_for_code(client, trainee.phone)
    time_machine.move_to("2027-01-12 18:15:01+00:00", tick=False)
    type_code(client, sent_code())
    assert not is_signed_in(client)


def test_code_works_without_any_cache(trainee, client):
    ask_for_code(client, trainee.phone)
    cache.clear()
    type_code(client, sent_code())
    assert is_signed_in(client)


def test_somebody_who_is_no_longer_active_gets_in_by_no_way(town, trainee, client):
    ask_for_code(client, trainee.phone)
    User.objects.filter(pk=trainee.pk).update(is_active=False)
    response = type_code(client, sent_code())
    assert response.url == reverse("account_request_login_code")
    assert not is_signed_in(client)
    sign_in_by_password(client, trainee.phone)
    assert not is_signed_in(client)
    ask_for_code(Client(), trainee.email)
    assert Notice.objects.latest("created_at").problem == Notice.DECOY


# --- what strangers learn ---------------------------------------------------------------------------------------------


def shape(response, typed: str) -> tuple:
    """Give everything of an answer but the token of its form and what was typed."""
    body = re.sub(r'(name="csrfmiddlewaretoken" value=)"\w+"', r"\1", response.content.decode()).replace(typed, "…")
    return response.status_code, response.headers.get("Location"), sorted(response.headers), body


KNOWN_AND_UNKNOWN = [("+4790111111", "+4790222222"), ("known@example.org", "unkno@example.org")]


@pytest.mark.parametrize(("known", "unknown"), KNOWN_AND_UNKNOWN)
def test_known_and_unknown_get_the_same_answer_to_the_end(known, unknown):
    UserFactory(phone="+4790111111", email="known@example.org")
    answers = []
    for login in (known, unknown):
        client = Client()
        first = ask_for_code(client, login)
        page = client.get(first.url)
        wrong = [type_code(client, "000000") for _ in range(5)]
        answers.append([shape(response, login) for response in (first, page, *wrong)])
    assert answers[0] == answers[1]


@pytest.mark.parametrize(("known", "unknown"), KNOWN_AND_UNKNOWN)
def test_known_and_unknown_cost_the_same_queries(known, unknown):
    UserFactory(phone="+4790111111", email="known@example.org")
    ask_for_code(Client(), known)  # fills what is looked up once for all
    work = []
    for login in (known, unknown):
        with CaptureQueriesContext(connection) as queries:
            ask_for_code(Client(), login)
        work.append([re.findall(r"^\w+|(?:FROM|INTO) \S+", query["sql"]) for query in queries])
    assert work[0] == work[1]


@pytest.mark.parametrize(("known", "unknown"), KNOWN_AND_UNKNOWN)
def test_wrong_password_gets_the_same_answer_as_an_unknown_number(known, unknown):
    UserFactory(phone="+4790111111", email="known@example.org", password=PASSWORD)
    answers = [shape(sign_in_by_password(Client(), login, "wrong"), login) for login in (known, unknown)]
    assert answers[0] == answers[1]


def test_nothing_is_stored_of_a_number_nobody_has(client):
    ask_for_code(client, "+4790222222")
    notice = Notice.objects.get()
    assert (notice.address, notice.body, notice.recipient) == ("", "", None)


# --- what is closed ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/admin/login/", "/admin/users/", "/admin/users/1/", "/admin/groups/", "/admin/account/",
        "/admin/password_reset/", "/account/signup/", "/account/signup/passkey/", "/account/email/",
        "/account/password/reset/", "/account/inactive/", "/account/login/", "/accounts/login/", "/accounts/signup/",
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["nobody", "secretariat"])
def test_page_is_closed(town, client, path, method, who):
    if who == "secretariat":
        client.force_login(town.person(Role.SECRETARIAT))
    assert getattr(client, method)(path).status_code == 404


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_reset_password", "mfa_signup_webauthn"])
def test_route_is_not_there(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_admin_sends_to_the_one_way_in(client):
    response = client.get("/admin/")
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_request_login_code"))


def test_nobody_is_made_by_asking_for_a_code(client):
    for login in ("+4790222222", "new@example.org"):
        ask_for_code(client, login)
        type_code(client, "123456")
    assert not User.objects.exists()


# --- signing out ------------------------------------------------------------------------------------------------------


def test_sign_out_is_one_post_and_only_a_post(trainee, client):
    client.force_login(trainee)
    client.get(reverse("account_logout"))
    assert is_signed_in(client)
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)
    assert not AccessLink.objects.exists()


# --- a code that is over, a button pressed twice, a shared phone ------------------------------------------------------


def asked_anew(response, client) -> bool:
    """Tell whether the answer leads to a page that says to ask for a new code."""
    return response.status_code == 302 and b'role="status"' in client.get(response.url).content


def test_fifth_wrong_code_leads_to_asking_for_a_new_one(trainee, client):
    ask_for_code(client, trainee.phone, next="/my/settings/")
    wrong = "000000" if sent_code() != "000000" else "111111"
    answers = [type_code(client, wrong, next="/my/settings/") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200] * 4 + [302]
    assert asked_anew(answers[-1], client)
    assert client.get(answers[-1].url).context["redirect_field_value"] == "/my/settings/"


def test_page_of_codes_says_nothing_of_that_at_first(client):
    assert b'role="status"' not in client.get(reverse("account_request_login_code")).content


def test_link_pressed_twice_leads_to_my_page(town, trainee, client):
    page = reverse("screen_code", args=[show_sign_in_code(by=town.person(Role.COORDINATOR), person=trainee)])
    assert [client.post(page).url, client.post(page).url, client.get(page).url] == ["/my/"] * 3
    assert Client().post(page).status_code == 410
    other = Client()
    other.force_login(town.person(Role.TRAINEE))
    assert other.get(page).status_code == other.post(page).status_code == 410


@pytest.mark.parametrize("somebody_else_was_here", [False, True])
@pytest.mark.parametrize("shared", [False, True])
def test_shared_phone_is_asked_on_the_page_of_a_link_too(town, trainee, client, shared, somebody_else_was_here):
    if somebody_else_was_here:
        client.force_login(town.person(Role.TRAINEE))
    page = reverse("screen_code", args=[show_sign_in_code(by=town.person(Role.COORDINATOR), person=trainee)])
    assert 'name="shared_phone"' in client.get(page).content.decode()
    client.post(page, {"shared_phone": "on"} if shared else {})
    assert client.session.get_expire_at_browser_close() is shared
