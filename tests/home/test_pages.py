"""The public pages: languages, addresses, numbers, and what they cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.blocks import HelpNumberBlock
from tests.factories.pages import make_page

pytestmark = pytest.mark.django_db

HELP_NUMBER = {"when": "Brann", "who": "Brannvesenet", "number": "110", "checked": True}


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


@pytest.mark.parametrize(
    ("number", "checked", "link"),
    [
        ("116 117", True, "tel:116117"),
        ("+47 22 40 00 40", True, "tel:+4722400040"),
        ("116 117", False, ""),
        ("–", True, ""),
    ],
)
def test_call_link_of_a_number(number, checked, link):
    assert HelpNumberBlock().to_python(HELP_NUMBER | {"number": number, "checked": checked}).call_url == link


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
