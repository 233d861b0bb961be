"""Quick exit on the server: the session is over, the browser is told to forget, the way leads to a neutral page."""

import pytest
from django.conf import settings
from django.urls import reverse

from lms.people.models import Session
from tests.factories import people

pytestmark = pytest.mark.django_db


def test_quick_exit_ends_the_session_and_empties_the_browser(client):
    client.force_login(people.UserFactory())
    response = client.get("/u/")
    assert response.status_code == 302
    assert response["Location"] == "/v/"
    assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert response.cookies["sessionid"].value == ""
    assert not Session.objects.exists()


def test_quick_exit_ends_every_cookie_but_those_that_must_stay(client):
    for name in ("text_size", "contrast", settings.NEUTRAL_COOKIE_NAME, settings.WAITING_COOKIE_NAME):
        client.cookies[name] = "x"
    answer = client.get("/u/")
    ended = {name for name, cookie in answer.cookies.items() if cookie["max-age"] == 0}
    assert ended == {"text_size", "contrast", "kept"}
    assert "cookies" not in answer["Clear-Site-Data"]  # it would end those that stay, too


def test_quick_exit_without_a_session_sets_no_cookie(client):
    response = client.get("/u/")
    assert response["Location"] == "/v/"
    assert not response.cookies


PRESSED = {"sec-fetch-mode": "navigate", "sec-fetch-user": "?1", "sec-fetch-site": "same-origin"}
BACK = {"sec-fetch-mode": "navigate", "sec-fetch-site": "same-origin"}


def test_back_after_quick_exit_without_script_leads_to_the_neutral_page_and_a_link_to_what_she_reads(client):
    search = reverse("search") + "?q=vold"
    left = client.get("/u/", headers=PRESSED)
    assert {name for name, cookie in left.cookies.items() if cookie["max-age"]} == {"v"}
    assert "cookies" not in left["Clear-Site-Data"]  # it would end this one, too
    back = client.get(search, headers=BACK)
    assert (back.status_code, back["Location"], back["Cache-Control"]) == (302, "/v/", "no-store")
    assert client.get("/ar" + search, headers=BACK)["Location"] == "/ar/v/"
    assert client.get(search, headers=PRESSED | {"sec-fetch-site": "none"}).status_code == 200
    assert client.get(search, headers=BACK).status_code == 302
    again = client.get(search, headers=PRESSED)
    assert (again.status_code, again.cookies["v"].value) == (200, "")
    assert client.get(search, headers=BACK).status_code == 200


def test_quick_exit_by_script_or_from_a_browser_that_does_not_tell_sets_no_cookie(client):
    assert not client.get("/u/?s", headers=PRESSED).cookies
    assert not client.get("/u/", headers=BACK).cookies


def test_quick_exit_fetched_ahead_signs_nobody_out(client):
    client.force_login(people.UserFactory())
    assert client.get("/u/", headers={"sec-purpose": "prefetch"}).status_code == 503
    assert Session.objects.exists()


def test_quick_exit_keeps_to_the_language(client):
    assert client.get("/ar/u/")["Location"] == "/ar/v/"


def test_quick_exit_by_post_is_refused(client):
    assert client.post("/u/").status_code == 405


def test_neutral_page_tells_nothing_of_us(client):
    client.force_login(people.UserFactory())
    response = client.get(reverse("neutral"))
    text = response.content.decode().lower()
    for word in ("bro", "bydelsm", "kurs", "look.", "icon.svg", "<a ", "<script"):
        assert word not in text
    assert not response.cookies
    assert response["Referrer-Policy"] == "no-referrer"
