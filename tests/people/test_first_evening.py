"""The first evening: a code on a screen, her language, the size of her letters, and she is on her page."""

import pytest
from django.test import Client
from django.urls import reverse

from lms.people.models import User
from lms.people.roles import Role
from tests.people.town import sign_in_by_code, sign_in_by_link

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(town) -> User:
    return town.person(Role.COORDINATOR)


@pytest.fixture
def trainee(town) -> User:
    return town.person(Role.TRAINEE)


def test_phone_that_is_signed_in_first_asks_for_language_and_letters_and_is_on_her_page(client, coordinator, trainee):
    asked = sign_in_by_link(client, trainee, coordinator).url
    assert asked == reverse("first_language")
    page = client.get(asked).content.decode()
    assert all(name in page for name in ("Norsk", "العربيّة", "Suomi"))  # each by its own name
    then = client.post(asked, {"interface_language": "ar"}).url
    assert then == "/ar/my/first/letters/"
    assert 'dir="rtl"' in client.get(then).content.decode()
    assert client.post(then, {"text_size": "larger"}).url == "/ar/my/"
    assert 'data-text="larger"' in client.get("/ar/my/").content.decode()
    trainee.refresh_from_db()
    assert (trainee.interface_language, trainee.text_size) == ("ar", "larger")


def test_new_phone_asks_for_nothing_she_has_chosen(coordinator, trainee):
    User.objects.filter(pk=trainee.pk).update(text_size="large", interface_language="ar")
    for sign_in in (
        lambda phone: sign_in_by_link(phone, trainee, coordinator),
        lambda phone: sign_in_by_code(phone, trainee.phone),
    ):
        phone = Client()
        assert sign_in(phone).url == "/ar/my/"
        assert 'data-text="large"' in phone.get("/ar/my/").content.decode()


def test_whoever_holds_an_office_is_not_asked(client, coordinator):
    assert sign_in_by_code(client, coordinator.phone).url == reverse("my_page")


@pytest.mark.parametrize(
    ("step", "sent"), [("first_language", {"interface_language": "xx"}), ("first_letters", {"text_size": ""})]
)
def test_choice_that_is_none_is_asked_again(client, trainee, step, sent):
    client.force_login(trainee)
    response = client.post(reverse(step), sent)
    assert response.status_code == 422
    assert 'class="error"' in response.content.decode()
    trainee.refresh_from_db()
    assert trainee.text_size == ""


def test_sign_in_page_says_what_to_do_with_a_new_phone(client):
    page = client.get(reverse("account_request_login_code")).content.decode()
    assert "Ny telefon?" in page
    assert "oordinator" in page
