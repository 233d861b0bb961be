"""How large the letters are: hers on every page when she is signed in, and this device's for everybody else."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def letters_on(client: Client, path: str = "/account/code/") -> str:
    """Give what stands on `<html>`."""
    opening = client.get(path).content.decode().split("<head>")[0]
    return opening.partition('data-text="')[2].partition('"')[0]


def choose(client: Client, size: str, **fields):
    return client.post(reverse("text_size"), {"text_size": size, **fields})


def test_size_holds_on_this_device_for_whoever_is_signed_out(client):
    assert letters_on(client) == ""
    assert choose(client, "large").status_code == 302
    assert letters_on(client) == letters_on(client, "/ar/account/code/") == "large"
    choose(client, "normal")
    assert letters_on(client) == ""
    assert not client.cookies["text_size"].value  # public pages come from memory again


def test_size_is_hers_on_every_phone_where_she_is_signed_in(client):
    person = UserFactory()
    client.force_login(person)
    choose(client, "larger")
    other = Client()
    other.cookies["text_size"] = "large"  # what somebody else chose on it
    assert letters_on(other) == "large"
    other.force_login(person)
    assert letters_on(other, "/my/") == "larger"


def test_usual_size_of_hers_counts_more_than_that_of_the_device(client):
    client.cookies["text_size"] = "larger"
    client.force_login(UserFactory(text_size="normal"))
    assert letters_on(client, "/my/") == ""


def test_size_nobody_offers_is_refused_in_a_sentence(client):
    response = choose(client, "huge")
    assert response.status_code == 422
    assert 'class="error"' in response.content.decode()
    client.cookies["text_size"] = '"><b>'
    assert letters_on(client) == ""


@pytest.mark.parametrize(("wanted", "led"), [("/ar/help/", "/ar/help/"), ("https://example.org/", "/")])
def test_choice_leads_back_to_where_she_came_from(client, wanted, led):
    assert choose(client, "large", next=wanted).url == led


def test_page_without_a_form_sets_no_cookie_and_is_not_shared_between_sizes(client):
    choose(client, "large")
    response = client.get("/v/")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
