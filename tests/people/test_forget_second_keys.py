"""The way back for somebody who has lost every second key."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from lms.people.actions.signing_in import forget_second_keys
from lms.people.models import Session
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def test_second_keys_are_removed_and_sessions_end():
    person = UserFactory(email="sec@example.org")
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    Client().force_login(person)
    out = StringIO()
    call_command("forget_second_keys", "SEC@example.org", stdout=out)
    assert "1 second keys removed" in out.getvalue()
    assert not Authenticator.objects.filter(user=person).exists()
    assert not Session.objects.filter(user=person).exists()


def test_unknown_address_is_refused():
    with pytest.raises(CommandError, match="Nobody"):
        call_command("forget_second_keys", "+4799999999")


def test_nobody_may_do_it_from_a_screen():
    person, other = UserFactory(), UserFactory()
    with pytest.raises(PermissionDenied):
        forget_second_keys(by=other, person=person)
