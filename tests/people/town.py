"""A small town for the tests of people, and the ways in to it."""

import re
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from django.urls import reverse

from lms.people.actions.signing_in import show_sign_in_code
from lms.people.models import Notice, User
from lms.people.roles import Role
from tests.factories.people import DistrictFactory, LocalGroupFactory, OrganisationFactory, person_with

PASSWORD = "tre-ord-som-ikke-hører-sammen"


class Town:
    """Districts A and B of one municipality, each with a group, and the organisation above them."""

    def __init__(self) -> None:
        self.organisation = OrganisationFactory()
        self.a, self.b = DistrictFactory(name="Bydel A"), DistrictFactory(name="Bydel B")
        self.group_a, self.group_b = LocalGroupFactory(district=self.a), LocalGroupFactory(district=self.b)

    def seat(self, role: Role, district: str = "a"):
        """Give where a role is held: at the organisation, in a district or in its group."""
        if role in (Role.SECRETARIAT, Role.ORG_LEADER, Role.STEERING_MEMBER):
            return self.organisation
        if role in (Role.COORDINATOR, Role.HELPER):
            return getattr(self, district)
        return getattr(self, f"group_{district}")

    def person(self, role: Role, district: str = "a", **fields) -> User:
        """Make somebody with a role in a district."""
        return person_with(role, self.seat(role, district), **fields)


def ask_for_code(client: Client, login: str, **fields):
    """Ask for a sign-in code."""
    return client.post(reverse("account_request_login_code"), {"login": login, **fields})


def sent_code() -> str:
    """Read the newest code from the messages, before it leaves."""
    body = Notice.objects.filter(event="sign_in_code").exclude(body="").latest("created_at").body
    return re.search(r"\b\d{6}\b", body)[0]


def type_code(client: Client, code: str, **fields):
    """Type a code."""
    return client.post(reverse("account_confirm_login_code"), {"code": code, **fields})


def sign_in_by_code(client: Client, login: str, **fields):
    """Ask for a code and type it."""
    ask_for_code(client, login, **fields)
    return type_code(client, sent_code())


def sign_in_by_password(client: Client, login: str, password: str = PASSWORD, **fields):
    """Sign in with a password."""
    return client.post(reverse("account_login"), {"login": login, "password": password, **fields})


def sign_in_by_link(client: Client, person: User, by: User):
    """Let a coordinator draw a code, and open it."""
    return client.post(reverse("screen_code", args=[show_sign_in_code(by=by, person=person)]))


def give_app(person: User) -> str:
    """Give somebody an authenticator app; give its secret."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def give_passkey(person: User) -> Authenticator:
    """Give somebody a row of a passkey that signs nothing."""
    return Authenticator.objects.create(
        user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "phone", "credential": {}}
    )


def app_code(secret: str, steps: int = 0) -> str:
    """Read the authenticator app; `steps` half minutes later."""
    counter = next(iter(yield_hotp_counters_from_time())) + steps
    return format_hotp_value(hotp_value(secret, counter))


def recently(client: Client, person: User) -> None:
    """Let somebody be signed in who has just shown again who she is."""
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()


def is_signed_in(client: Client) -> bool:
    """Tell whether My page answers."""
    return client.get(reverse("my_page")).status_code == 200
