"""The public pages as their readers get them."""

import re

import pytest
from django.core.management import call_command
from django.test.utils import CaptureQueriesContext

from home.blocks import HelpNumberBlock
from tests.factories.pages import make_page
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

HELP_NUMBER = {"when": "Brann", "who": "Brannvesenet", "number": "110", "checked": True}


def article(response) -> str:
    """Give the opening tag of the text."""
    return re.search(r"<article class=\"page\"[^>]*>", response.content.decode()).group()


@pytest.fixture
def starter():
    call_command("load_starter", verbosity=0)


PAGES = ["", "hva-er-en-bydelsmor/", "de-fire-fasene/", "bli-bydelsmor/", "hjelp/", "personvern/"]


@pytest.mark.parametrize("language", ["", "da/", "en/", "sv/", "fi/", "ar/"])
def test_every_starter_page_is_shown_in_every_language_without_a_cookie(client, starter, language):
    for path in PAGES:
        response = client.get(f"/{language}{path}")
        assert response.status_code == 200, path
        assert not response.cookies, path


def test_page_in_the_readers_language_has_no_notice(client, starter):
    response = client.get("/")
    assert 'lang="nb" dir="ltr"' in article(response)
    assert not response.context["is_in_other_language"]
    assert b'class="banner' not in response.content


def test_page_missing_in_a_language_is_shown_as_written_and_says_so(client, starter):
    response = client.get("/ar/bli-bydelsmor/")
    page = response.content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert 'lang="nb" dir="ltr"' in article(response)
    assert response.context["is_in_other_language"]
    assert 'class="banner info"' in page


def test_language_without_any_page_shows_the_original_and_says_so(client, starter):
    response = client.get("/sv/")
    assert 'lang="nb" dir="ltr"' in article(response)
    assert response.context["is_in_other_language"]


def test_machine_translation_says_so_and_leads_to_the_original(client, starter):
    response = client.get("/ar/hjelp/")
    page = response.content.decode()
    assert 'lang="ar" dir="rtl"' in article(response)
    assert response.context["is_unchecked_translation"]
    assert '<a href="/hjelp/" lang="nb" dir="ltr">' in page


def test_translation_read_by_a_native_reader_has_no_notice(client):
    make_page("home", "da", text_origin="checked")
    assert b'class="banner' not in client.get("/da/").content


def test_links_of_a_page_shown_in_another_language_stay_in_the_readers(client, starter):
    page = client.get("/ar/hva-er-en-bydelsmor/").content.decode()
    assert 'href="/ar/de-fire-fasene/"' in page
    assert 'href="/de-fire-fasene/"' not in page


def test_words_of_the_site_inside_a_text_are_in_the_language_of_the_text(client, starter):
    call = re.compile(r'<a class="button" href="tel:112">\s*(.*?) <bdi')
    original = call.search(client.get("/hjelp/").content.decode()).group(1)
    shown_in_swedish = call.search(client.get("/sv/hjelp/").content.decode()).group(1)
    assert shown_in_swedish == original


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


@pytest.mark.parametrize("path", ["/never/", "/never/ever/", "/ar/never/", "/hjelp/never/"])
def test_unknown_address_is_our_404(client, starter, path):
    response = client.get(path)
    assert response.status_code == 404
    assert b'class="deck"' in response.content


@pytest.mark.parametrize("path", ["/hjelp/", "/ar/hjelp/", "/sv/hjelp/"])
def test_help_page_leaves_no_trace(client, starter, path):
    response = client.get(path)
    page = response.content.decode()
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert 'class="exit"' in page
    assert "<form" not in page
    assert 'rel="icon" href="data:,"' in page
    assert "Brobygger" not in re.search(r"<title>(.*?)</title>", page).group(1)


def test_help_page_sets_no_cookie_for_somebody_signed_in(client, starter):
    client.force_login(UserFactory())
    assert not client.get("/hjelp/").cookies


def test_other_pages_may_be_kept_by_the_browser(client, starter):
    response = client.get("/")
    assert "no-store" not in response.get("Cache-Control", "")
    assert b'class="exit"' not in response.content


@pytest.mark.parametrize(
    ("path", "target"), [("/help/", "/hjelp/"), ("/ar/help/", "/ar/hjelp/"), ("/sv/help/", "/sv/hjelp/")]
)
def test_short_way_to_help_leads_there_without_a_trace(client, starter, path, target):
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (302, target)
    assert response["Referrer-Policy"] == "no-referrer"


def test_short_way_to_help_without_a_help_page_is_404(client):
    assert client.get("/help/").status_code == 404


def test_checked_number_can_be_called_and_an_unchecked_one_cannot(client, starter):
    page = client.get("/hjelp/").content.decode()
    assert 'href="tel:116006"' in page
    assert '<bdi dir="ltr">22 59 13 00</bdi>' in page
    assert "tel:22591300" not in page


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


def test_menu_lists_pages_in_the_readers_language_where_there_is_one(client, starter):
    page = client.get("/ar/").content.decode()
    assert 'href="/ar/hjelp/" lang="ar"' in page
    assert 'href="/ar/personvern/" lang="nb"' in page


@pytest.mark.parametrize("path", ["/", "/ar/", "/hjelp/"])
def test_page_costs_few_queries(client, starter, django_assert_max_num_queries, path):
    client.get(path)
    with django_assert_max_num_queries(11):
        client.get(path)


def test_home_page_costs_the_same_with_one_and_with_three_pages_in_its_menu(client):
    from django.db import connection

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


def test_public_page_loads_nothing_of_the_editors(client, starter):
    client.force_login(UserFactory(is_superuser=True))
    assert b"wagtail" not in client.get("/").content.lower()
