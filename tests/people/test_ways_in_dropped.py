"""What a thief has added to an account goes when its number changes or somebody signs it out for her."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import translation

from lms.people.actions.roles import change_person
from lms.people.actions.signing_in import sign_out_everywhere
from lms.people.roles import Role
from tests.people.town import PASSWORD, give_app, give_passkey

pytestmark = pytest.mark.django_db


def new_number(by, person) -> None:
    change_person(by=by, person=person, name=person.name, phone="+4791111111", email=person.email)


def signed_out(by, person) -> None:
    sign_out_everywhere(by=by, person=person)


ENDINGS = {"number": new_number, "signed out": signed_out}


def protected(person):
    """Give somebody an app and a passkey, beside her password."""
    give_app(person)
    give_passkey(person)
    return person


def ways_left(person) -> tuple[bool, int]:
    """Tell whether a password is left, and how many keys."""
    person.refresh_from_db()
    return person.has_usable_password(), Authenticator.objects.filter(user=person).count()


@pytest.mark.parametrize("ending", ENDINGS)
def test_password_and_keys_of_a_trainee_go(town, ending):
    trainee = protected(town.person(Role.TRAINEE, password=PASSWORD))
    ENDINGS[ending](town.person(Role.COORDINATOR), trainee)
    assert ways_left(trainee) == (False, 0)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.STEERING_MEMBER])
def test_password_and_keys_of_an_office_stay(town, ending, role):
    person = protected(town.person(role, password=PASSWORD))
    ENDINGS[ending](town.person(Role.SECRETARIAT), person)
    assert ways_left(person) == (True, 2)


def test_new_name_removes_nothing(town):
    trainee = protected(town.person(Role.TRAINEE, password=PASSWORD))
    by = town.person(Role.COORDINATOR)
    change_person(by=by, person=trainee, name="Ny", phone=trainee.phone, email=trainee.email)
    assert ways_left(trainee) == (True, 2)


def test_own_sign_out_everywhere_removes_nothing(town):
    trainee = protected(town.person(Role.TRAINEE, password=PASSWORD))
    signed_out(trainee, trainee)
    assert ways_left(trainee) == (True, 2)


@pytest.mark.parametrize(
    ("by", "role", "says"),
    [
        (Role.COORDINATOR, Role.TRAINEE, "authenticator app and passkeys are removed"),
        (Role.SECRETARIAT, Role.COORDINATOR, "her password and second key stay"),
    ],
)
def test_screen_says_what_goes_and_what_stays(town, client, by, role, says):
    person = town.person(role)
    client.force_login(town.person(by))
    with translation.override("en"):
        pages = [reverse(view, args=[person.public_id]) for view in ("person", "person_change")]
    for page in pages:
        assert says in client.get(page).content.decode()
