"""The public pages: languages, addresses, numbers, and what they cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.modules import make_service
from tests.factories.pages import make_page

pytestmark = pytest.mark.django_db


def test_translation_read_by_a_native_reader_has_no_notice(client):
    make_page("home", "da", text_origin="checked")
    assert b'class="banner' not in client.get("/da/").content


def test_translation_with_a_slug_of_its_own_is_found_under_the_original_one(client):
    make_page("home", "ar")
    make_page("about")
    arabic = make_page("about", "ar", title="عن")
    arabic.slug = "about-ar"
    arabic.save()
    assert "عن" in client.get("/ar/about/").content.decode()


def test_unpublished_page_is_the_bare_404(client):
    absent = client.get("/about/")
    make_page("about").unpublish()
    assert client.get("/about/").content == absent.content


def test_short_way_to_help_without_a_help_page_is_404(client):
    assert client.get("/help/").status_code == 404


def help_page(*codes: str) -> None:
    """Make a page that names help services."""
    block = {"type": "help_numbers", "value": {"heading": "Det haster", "services": list(codes)}}
    make_page("help", slug="hjelp", body=[block])


def test_number_changed_in_the_register_is_right_on_the_page_at_once(client):
    service = make_service("legevakt", name="Legevakt", number="116 117")
    help_page("legevakt")
    assert 'href="tel:116117"' in client.get("/help/", follow=True).content.decode()
    service.number = "116 118"
    service.save()
    assert 'href="tel:116118"' in client.get("/help/", follow=True).content.decode()


def test_number_that_nobody_has_checked_cannot_be_called_from_the_page(client):
    make_service("gift", name="Giftinformasjonen", number="22 59 13 00", is_checked=False)
    help_page("gift")
    html = client.get("/help/", follow=True).content.decode()
    assert "22 59 13 00" in html
    assert "tel:2259" not in html


def test_service_that_was_removed_leaves_the_page_readable(client):
    service = make_service("legevakt", name="Legevakt", number="116 117")
    help_page("legevakt")
    service.delete()
    assert "Det haster" in client.get("/help/", follow=True).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_help_page_costs_the_same_for_one_service_and_for_three(client, number):
    codes = [f"lege-{each}" for each in range(number)]
    for code in codes:
        make_service(code, name=code, number="116 117")
    help_page(*codes)
    address = client.get("/help/").url
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    assert len(queries) <= 14


def test_home_page_costs_the_same_with_one_and_with_three_pages_in_its_menu(client):
    counts = []
    for names in (["about"], ["phases", "join"]):
        for name in names:
            make_page(name, in_menu=True)
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_crawlers_are_asked_to_leave_what_is_not_public(client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "Disallow: /ar/my/" in text


def test_old_name_of_the_icon_leads_to_the_icon(client):
    assert client.get("/favicon.ico")["Location"].endswith(".svg")
