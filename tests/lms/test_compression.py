"""What is made small on its way to a phone, and what is not because its length could tell a secret."""

import gzip

import pytest
from django.urls import reverse

from lms.people.roles import Role
from tests.factories.people import LocalGroupFactory, person_with

pytestmark = [pytest.mark.django_db]
BROWSER = {"accept-encoding": "gzip, deflate"}


@pytest.fixture
def trainee(client):
    client.force_login(person_with(Role.TRAINEE, LocalGroupFactory()))
    return client


def test_page_of_hers_without_a_secret_is_made_small(trainee):
    answer = trainee.get(reverse("my_page"), headers=BROWSER)
    assert answer["Content-Encoding"] == "gzip"
    assert answer["Cache-Control"] == "private, no-store"
    assert b"</html>" in gzip.decompress(answer.content)


def test_page_that_is_asked_for_with_words_of_the_asker_is_not_made_small(trainee):
    assert "Content-Encoding" not in trainee.get(reverse("my_page"), {"guess": "a"}, headers=BROWSER)


@pytest.mark.parametrize("view", ["my_settings", "my_calendar", "mfa_index"])
def test_page_of_hers_that_may_show_a_secret_is_not_made_small(trainee, view):
    assert "Content-Encoding" not in trainee.get(reverse(view), headers=BROWSER)
