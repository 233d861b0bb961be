"""The second key: who has to have one, what it guards, and that nothing leads round it."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.urls import reverse

from lms.people.actions.links import make_link
from lms.people.actions.rights import mirror_roles
from lms.people.actions.signing_in import SCREEN_CODE_LIFETIME
from lms.people.models import AccessLink
from lms.people.roles import Role
from tests.factories.people import role_of
from tests.house.walk import patterns
from tests.people.town import (
    PASSWORD,
    app_code,
    ask_for_code,
    give_app,
    give_passkey,
    is_signed_in,
    recently,
    sent_code,
    sign_in_by_code,
    sign_in_by_link,
    sign_in_by_password,
    type_code,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_demo")]


@pytest.fixture
def secretary(town):
    person = town.person(Role.SECRETARIAT, password=PASSWORD, email="kontor@example.org")
    mirror_roles(person)
    return person


def link_for(person) -> str:
    """Make a sign-in link as the command line of a demo does."""
    token = make_link(by=None, purpose=AccessLink.Purpose.SIGN_IN, subject=person, lifetime=SCREEN_CODE_LIFETIME)
    return reverse("screen_code", args=[token])


WAYS = {
    "code": lambda client, person: sign_in_by_code(client, person.phone),
    "password": lambda client, person: sign_in_by_password(client, person.phone),
    "link": lambda client, person: client.post(link_for(person)),
}


# --- before she has one ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", WAYS)
def test_secretariat_without_second_key_is_led_to_adding_one(secretary, client, way):
    WAYS[way](client, secretary)
    for path in ("/my/", "/people/", "/admin/", "/admin/pages/", "/my/settings/", "/", "/account/password/set/"):
        response = client.get(path)
        assert (response.status_code, response.url) == (302, reverse("mfa_index")), path
    assert b"Your role needs a second key" in client.get("/en" + reverse("mfa_index")).content


SKIPPED = ("account_logout", "quick_exit")


def test_only_enrolment_and_ways_out_answer_before(secretary, client):
    sign_in_by_code(client, secretary.phone)
    open_ = {
        pattern.name
        for pattern in patterns()
        if not (pattern.arguments or "(" in pattern.route or pattern.in_wagtail_admin or pattern.name in SKIPPED)
        if client.get(reverse(pattern.name)).headers.get("Location") != reverse("mfa_index")
    }
    assert open_ == {
        "account_reauthenticate", "favicon", "healthz", "help", "mfa_activate_totp", "mfa_add_webauthn", "mfa_index",
        "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "neutral", "readyz", "robots",
    }  # fmt: skip
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


def test_stylesheet_answers_before(secretary, client):
    sign_in_by_code(client, secretary.phone)
    page = client.get(reverse("mfa_index")).content.decode()
    sheet = page.split('rel="stylesheet" href="')[1].split('"')[0]
    assert client.get(sheet).status_code == 200


def test_app_opens_the_house(secretary, client):
    sign_in_by_code(client, secretary.phone)
    form = client.get(reverse("mfa_activate_totp")).context["form"]
    response = client.post(reverse("mfa_activate_totp"), {"code": app_code(form.secret)})
    assert response.url == reverse("mfa_view_recovery_codes")
    assert len(client.get(response.url).context["unused_codes"]) == 10
    assert is_signed_in(client)
    assert client.get("/admin/").status_code == 200


def test_wrong_first_code_adds_nothing(secretary, client):
    sign_in_by_code(client, secretary.phone)
    client.get(reverse("mfa_activate_totp"))
    assert client.post(reverse("mfa_activate_totp"), {"code": "000000"}).status_code == 200
    assert not Authenticator.objects.exists()
    assert not is_signed_in(client)


def test_secret_of_the_app_is_not_stored_in_the_clear(secretary):
    secret = give_app(secretary)
    assert secret not in str(Authenticator.objects.get().data)


def test_role_that_begins_later_asks_already_now(town, client):
    person = town.person(Role.TRAINEE)
    role_of(person, Role.SECRETARIAT, town.organisation, starts_at="2099-01-01T00:00:00Z")
    sign_in_by_code(client, person.phone)
    assert not is_signed_in(client)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SECRETARIAT])
def test_other_roles_need_none(town, client, role):
    sign_in_by_code(client, town.person(role).phone)
    assert is_signed_in(client)


# --- with one --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", WAYS)
def test_no_way_in_goes_round_the_second_key(secretary, client, way):
    secret = give_app(secretary)
    assert WAYS[way](client, secretary).url == reverse("mfa_authenticate")
    for path in ("/my/", "/people/", "/admin/", reverse("mfa_index")):
        assert client.get(path).url.startswith(reverse("account_request_login_code")), path
    response = client.post(reverse("mfa_authenticate"), {"code": app_code(secret)})
    assert response.url == "/my/"
    assert is_signed_in(client)


def test_code_on_a_screen_asks_a_trainee_with_an_app_too(town, client):
    trainee, coordinator = town.person(Role.TRAINEE), town.person(Role.COORDINATOR)
    give_app(trainee)
    assert sign_in_by_link(client, trainee, coordinator).url == reverse("mfa_authenticate")
    assert not is_signed_in(client)


def test_code_of_the_app_works_once(secretary):
    secret = give_app(secretary)
    code = app_code(secret)
    for expected in (True, False):
        client = Client()
        sign_in_by_code(client, secretary.phone)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert is_signed_in(client) is expected


def test_code_of_the_app_is_accepted_in_the_digits_of_her_keyboard(secretary, client):
    secret = give_app(secretary)
    sign_in_by_code(client, secretary.phone)
    typed = "-".join(chr(ord("۰") + int(digit)) for digit in app_code(secret))
    client.post(reverse("mfa_authenticate"), {"code": typed})
    assert is_signed_in(client)


def test_keys_sealed_under_another_secret_no_longer_work(secretary, client, settings):
    secret = give_app(secretary)
    recovery_code = RecoveryCodes.activate(secretary).get_unused_codes()[0]
    settings.SECRET_KEY = "another-" * 8
    sign_in_by_code(client, secretary.phone)
    for code in (app_code(secret), recovery_code):
        response = client.post(reverse("mfa_authenticate"), {"code": code})
        assert response.status_code == 200
        assert response.context["form"].errors["code"]
    assert not is_signed_in(client)


def test_recovery_code_works_once(secretary, client):
    recently(client, secretary)
    give_app(secretary)
    client.post(reverse("mfa_generate_recovery_codes"))
    code = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"][0]
    for expected in (True, False):
        other = Client()
        sign_in_by_code(other, secretary.phone)
        other.post(reverse("mfa_authenticate"), {"code": code})
        assert is_signed_in(other) is expected


# --- removing --------------------------------------------------------------------------------------------------------


@pytest.fixture
def signed_in(secretary, client):
    """Let her be signed in and have shown again who she is."""
    recently(client, secretary)
    return client


def test_last_app_cannot_be_removed(secretary, signed_in):
    give_app(secretary)
    signed_in.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(type="totp").exists()


def test_last_passkey_cannot_be_removed(secretary, signed_in):
    key = give_passkey(secretary)
    url = reverse("mfa_remove_webauthn", kwargs={"pk": key.pk})
    assert b"confirm danger" not in signed_in.get(url).content
    signed_in.post(url)
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_one_of_two_can_be_removed_but_not_the_other(secretary, signed_in):
    give_app(secretary)
    url = reverse("mfa_remove_webauthn", kwargs={"pk": give_passkey(secretary).pk})
    assert b"confirm danger" in signed_in.get(url).content
    signed_in.post(url)
    assert [key.type for key in Authenticator.objects.all()] == ["totp"]
    signed_in.post(reverse("mfa_deactivate_totp"))
    assert [key.type for key in Authenticator.objects.all()] == ["totp"]


def test_trainee_may_remove_her_last(town, client):
    trainee = town.person(Role.TRAINEE, password=PASSWORD)
    recently(client, trainee)
    give_app(trainee)
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("view", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_passkey_of_somebody_else_is_not_there(town, signed_in, view):
    url = reverse(view, kwargs={"pk": give_passkey(town.person(Role.COORDINATOR)).pk})
    assert signed_in.get(url).status_code == signed_in.post(url, {"name": "x"}).status_code == 404


def test_address_of_a_passkey_hides_its_number(secretary):
    key = give_passkey(secretary)
    url = reverse("mfa_edit_webauthn", kwargs={"pk": key.pk})
    assert f"/{key.pk}/" not in url
    assert Client().get(f"/account/passkeys/{key.pk}/edit/").status_code == 404


def test_changing_keys_asks_for_the_password_again_later(secretary, client, time_machine):
    time_machine.move_to("2027-01-12 18:00:00+00:00", tick=False)
    recently(client, secretary)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    time_machine.move_to("2027-01-12 18:20:00+00:00", tick=False)
    assert client.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))


# --- adding a way in to an account that may be in other hands ---------------------------------------------------------

ADDING = ["account_set_password", "mfa_activate_totp", "mfa_add_webauthn"]
NEW_PASSWORD = {"password1": PASSWORD, "password2": PASSWORD}


def is_asked_to_sign_in_anew(response) -> bool:
    """Tell whether the page leads to a new code."""
    return "account/fresh.html" in [template.name for template in response.templates]


@pytest.fixture
def trainee(town):
    return town.person(Role.TRAINEE)


@pytest.mark.parametrize("view", ADDING)
@pytest.mark.parametrize("minutes", [14, 15, 5 * 24 * 60])
def test_way_in_is_added_only_right_after_signing_in(trainee, client, time_machine, view, minutes):
    time_machine.move_to("2027-01-12 18:00:00+00:00", tick=False)
    sign_in_by_code(client, trainee.phone)
    time_machine.shift(minutes * 60)
    for response in (client.get(reverse(view)), client.post(reverse(view), NEW_PASSWORD)):
        assert is_asked_to_sign_in_anew(response) is (minutes >= 15)
    trainee.refresh_from_db()
    assert trainee.has_usable_password() is (minutes < 15 and view == "account_set_password")


def test_new_code_leads_back_to_what_she_wanted(trainee, client, time_machine):
    time_machine.move_to("2027-01-12 18:00:00+00:00", tick=False)
    sign_in_by_code(client, trainee.phone)
    time_machine.shift(5 * 24 * 3600)
    page = client.get(reverse("account_set_password")).content.decode()
    after = page.split('name="next" value="')[1].split('"')[0]
    asking = client.post(reverse("account_logout"), {"next": after}).url
    assert not is_signed_in(client)
    wanted = client.get(asking).context["redirect_field_value"]
    ask_for_code(client, trainee.phone, next=wanted)
    assert type_code(client, sent_code(), next=wanted).url == wanted == reverse("account_set_password")
    assert not is_asked_to_sign_in_anew(client.get(wanted))
    assert client.post(wanted, NEW_PASSWORD).url == reverse("my_settings") + "?saved=1"


def test_code_on_a_screen_is_a_fresh_sign_in(trainee, town, client):
    sign_in_by_link(client, trainee, town.person(Role.COORDINATOR))
    assert not is_asked_to_sign_in_anew(client.get(reverse("account_set_password")))


def test_first_password_asks_whoever_has_an_app_for_its_code(trainee, client, time_machine):
    time_machine.move_to("2027-01-12 18:00:00+00:00", tick=False)
    sign_in_by_code(client, trainee.phone)
    give_app(trainee)
    time_machine.shift(16 * 60)
    response = client.get(reverse("account_set_password"))
    assert response.url.startswith(reverse("mfa_reauthenticate"))


def test_session_from_before_the_moment_was_noted_is_not_fresh(trainee, client):
    client.force_login(trainee)
    assert is_asked_to_sign_in_anew(client.get(reverse("account_set_password")))
