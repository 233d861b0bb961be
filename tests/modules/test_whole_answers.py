"""Whole answers from memory: quick for who brings no cookie, and never somebody else's."""

import gzip

import brotli
import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from lms.people.roles import Role
from modules.middleware import ANSWERS, WAYS
from tests.factories.modules import make_module, make_service, module_item
from tests.factories.people import DistrictFactory, LocalGroupFactory, person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
URL = "/moduler/bcdfgh/"
SENSITIVE = {"sensitivity": "yes", "content_warning": "Varsomt.", "neutral_name": "Tema"}


def as_browser(client: Client, url: str = URL, encoding: str = "", **headers: str):
    """Ask as a browser does."""
    response = client.get(url, headers={"accept-encoding": encoding} | headers)
    assert response.status_code in (200, 304)
    return response


def test_second_reader_without_a_cookie_costs_one_query(client, django_assert_num_queries):
    make_module()
    first = as_browser(client)
    with django_assert_num_queries(1):
        second = as_browser(Client())
    assert second.content == first.content
    assert {**second.headers} == {**first.headers}


def test_reader_who_has_the_page_gets_no_body_again(client, django_assert_num_queries):
    make_module()
    tag = as_browser(client)["ETag"]
    with django_assert_num_queries(1):
        response = as_browser(client, **{"if-none-match": tag})
    assert response.status_code == 304
    assert response["ETag"] == tag
    assert len(response.content) + len(str(response.headers)) < 2_000
    assert response["Cache-Control"] == "private, no-cache"


def test_changed_page_is_sent_whole(client):
    service = make_service("prove", number="111 11")
    make_module(body=[*module_item()["body"], {"type": "help", "entries": [{"service": "prove"}]}])
    tag = as_browser(client)["ETag"]
    service.number = "222 22"
    service.save()
    response = as_browser(client, **{"if-none-match": tag})
    assert response.status_code == 200
    assert response["ETag"] != tag
    assert "222 22" in response.content.decode()


@pytest.mark.parametrize(
    ("accepted", "used", "unpack"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("", None, bytes),
    ],
)
def test_answer_is_packed_as_the_browser_can_unpack_it(client, accepted, used, unpack):
    make_module()
    plain = as_browser(client).content
    for _first_then_kept in range(2):
        response = as_browser(client, encoding=accepted)
        assert response.get("Content-Encoding") == used
        assert unpack(response.content) == plain
        assert int(response["Content-Length"]) == len(response.content)
        assert "Accept-Encoding" in response["Vary"]


def test_each_language_and_each_host_has_its_own_answer(client, settings):
    make_module()
    assert 'lang="nb"' in as_browser(client).content.decode()[:200]
    assert 'lang="ar"' in as_browser(client, f"/ar{URL}").content.decode()[:200]
    before = len(ANSWERS)
    as_browser(client, host="andre.example")
    assert len(ANSWERS) == before + 1


# --- sensitive --------------------------------------------------------------------------------------------------------


def test_sensitive_page_is_kept_inside_with_the_same_headers_and_no_browser_may_keep_it(client):
    make_module(**SENSITIVE)
    first, second = as_browser(client), as_browser(client)
    assert {**first.headers} == {**second.headers}
    for response in (first, second):
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert "ETag" not in response
        assert not response.cookies
        assert "Cookie" not in response["Vary"]


# --- never for somebody else ------------------------------------------------------------------------------------------


def test_signed_in_reader_neither_gets_a_kept_answer_nor_leaves_one(client):
    make_module(body=[*module_item()["body"], {"type": "coordinator_notes", "text": "Kanarifugl"}])
    coordinator = person_with(Role.COORDINATOR, DistrictFactory())
    signed_in = Client()
    signed_in.force_login(coordinator)
    assert "Kanarifugl" in as_browser(signed_in).content.decode()
    assert len(ANSWERS) == 0
    as_browser(client)
    assert len(ANSWERS) == 1
    response = as_browser(signed_in)
    assert "Kanarifugl" in response.content.decode()
    assert "ETag" not in response
    assert "no-store" in response["Cache-Control"]
    assert "Kanarifugl" not in as_browser(Client()).content.decode()


def test_any_cookie_at_all_passes_by(client):
    make_module()
    client.cookies["seen"] = "1"
    as_browser(client)
    assert len(ANSWERS) == 0


def test_page_under_a_restriction_is_never_kept(client):
    page = make_module()
    as_browser(client)
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="kanarifugl"
    )
    ANSWERS.clear()
    for _again in range(2):
        response = client.get(URL)
        assert b"Du kan lytte" not in response.content
    knowing = Client()
    knowing.post(
        f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/",
        {"password": "kanarifugl", "return_url": URL},
    )
    assert b"Du kan lytte" in knowing.get(URL).content
    assert b"Du kan lytte" not in Client().get(URL).content
    assert len(ANSWERS) == 0


def test_query_and_other_methods_pass_by(client):
    make_module()
    client.get(URL, {"kanari": "fugl"})
    client.head(URL)
    client.post(URL)
    assert len(ANSWERS) == 0


def test_forms_are_never_kept(client):
    for url in ("/account/login/code/", "/admin/login/"):
        client.get(url)
    assert len(ANSWERS) == 0


def test_page_that_is_gone_is_not_remembered(client):
    page = make_module()
    as_browser(client)
    page.unpublish()
    assert client.get(URL).status_code == 404
    assert client.get(URL).status_code == 404


def test_memory_is_bounded():
    assert ANSWERS.limit <= 64_000_000
    assert WAYS.limit <= 10_000


# --- signed in --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.TRAINEE, Role.COORDINATOR])
def test_signed_in_reader_costs_at_most_eight_queries(client, role, django_assert_max_num_queries):
    make_service("prove")
    body = [*module_item()["body"], {"type": "help", "entries": [{"service": "prove"}]}]
    make_module(body=[*body, {"type": "home_task", "text": "Ring [lokalt: helsestasjon]."}])
    place = LocalGroupFactory() if role == Role.TRAINEE else DistrictFactory()
    client.force_login(person_with(role, place))
    as_browser(client)
    with django_assert_max_num_queries(8):
        as_browser(client)
