"""One's own settings."""

import pytest
from django.urls import reverse

from lms.people.roles import Role

pytestmark = pytest.mark.django_db


def test_language_that_is_told_twice_is_stored_once(town, client):
    trainee = town.person(Role.TRAINEE)
    client.force_login(trainee)
    sent = {"interface_language": "nb", "spoken": ["so", "so", "ar"]}
    assert client.post(reverse("my_settings"), sent).status_code == 302
    assert [spoken.tag for spoken in trainee.spoken_languages.all()] == ["ar", "so"]
