"""How a new installation gets its first person."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from lms.people.models import User
from lms.people.roles import Role
from tests.factories.people import OrganisationFactory

pytestmark = pytest.mark.django_db


def test_first_secretary_is_added_once():
    OrganisationFactory(slug="bydelsmodre-norge")
    for email in ("First@example.org", "first@example.org"):
        call_command("add_secretary", "Anne First", email, stdout=StringIO())
    person = User.objects.get()
    assert person.role_codes == {Role.SECRETARIAT}
    assert person.needs_second_factor


@pytest.mark.parametrize(
    ("email", "organisation", "says"),
    [("no-address", "bydelsmodre-norge", "not an e-mail"), ("a@example.org", "nowhere", "There is no organisation")],
)
def test_wrong_words_are_explained(email, organisation, says):
    OrganisationFactory(slug="bydelsmodre-norge")
    with pytest.raises(CommandError, match=says):
        call_command("add_secretary", "Anne", email, organisation=organisation)
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("name", "email"),
    [("A" * 121, "a@example.org"), ("", "a@example.org"), ("Anne", "a@" + "b" * 60 + ".example" * 25)],
)
def test_what_does_not_fit_is_said_in_a_sentence(name, email):
    OrganisationFactory(slug="bydelsmodre-norge")
    with pytest.raises(CommandError):
        call_command("add_secretary", name, email)
    assert not User.objects.exists()
