"""The starter pages as their readers get them."""

import re

import pytest

from tests.factories.people import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter")]

PAGES = ["", "hva-er-en-bydelsmor/", "de-fire-fasene/", "bli-bydelsmor/", "hjelp/", "personvern/"]


def article(response) -> str:
    """Give the opening tag of the text."""
    return re.search(r"<article class=\"page\"[^>]*>", response.content.decode()).group()


@pytest.mark.parametrize("language", ["", "da/", "en/", "sv/", "fi/", "ar/"])
def test_every_starter_page_is_shown_in_every_language_without_a_cookie(client, language):
    for path in PAGES:
        response = client.get(f"/{language}{path}")
        assert response.status_code == 200, path
        assert not response.cookies, path


def test_page_in_the_readers_language_has_no_notice(client):
    response = client.get("/")
    assert 'lang="nb" dir="ltr"' in article(response)
    assert not response.context["is_in_other_language"]
    assert b'class="banner' not in response.content


def test_page_missing_in_a_language_is_shown_as_written_and_says_so(client):
    response = client.get("/ar/bli-bydelsmor/")
    page = response.content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert 'lang="nb" dir="ltr"' in article(response)
    assert response.context["is_in_other_language"]
    assert 'class="banner info"' in page


def test_language_without_any_page_shows_the_original_and_says_so(client):
    response = client.get("/sv/")
    assert 'lang="nb" dir="ltr"' in article(response)
    assert response.context["is_in_other_language"]


def test_machine_translation_says_so_and_leads_to_the_original(client):
    response = client.get("/ar/hjelp/")
    page = response.content.decode()
    assert 'lang="ar" dir="rtl"' in article(response)
    assert response.context["is_unchecked_translation"]
    assert '<a href="/hjelp/" lang="nb" dir="ltr">' in page


def test_links_of_a_page_shown_in_another_language_stay_in_the_readers(client):
    page = client.get("/ar/hva-er-en-bydelsmor/").content.decode()
    assert 'href="/ar/de-fire-fasene/"' in page
    assert 'href="/de-fire-fasene/"' not in page


def test_words_of_the_site_inside_a_text_are_in_the_language_of_the_text(client):
    call = re.compile(r'<a class="button" href="tel:112">\s*(.*?) <bdi')
    original = call.search(client.get("/hjelp/").content.decode()).group(1)
    shown_in_swedish = call.search(client.get("/sv/hjelp/").content.decode()).group(1)
    assert shown_in_swedish == original


@pytest.mark.parametrize("path", ["/never/", "/never/ever/", "/ar/never/", "/hjelp/never/"])
def test_unknown_address_is_our_404(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert b'class="deck"' in response.content


@pytest.mark.parametrize("path", ["/hjelp/", "/ar/hjelp/", "/sv/hjelp/"])
def test_help_page_leaves_no_trace(client, path):
    response = client.get(path)
    page = response.content.decode()
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert 'class="exit"' in page
    assert "<form" not in page
    assert 'rel="icon" href="data:,"' in page
    assert "Brobygger" not in re.search(r"<title>(.*?)</title>", page).group(1)


def test_help_page_sets_no_cookie_for_somebody_signed_in(client):
    client.force_login(UserFactory())
    assert not client.get("/hjelp/").cookies


def test_other_pages_may_be_kept_by_the_browser(client):
    response = client.get("/")
    assert "no-store" not in response.get("Cache-Control", "")
    assert b'class="exit"' not in response.content


@pytest.mark.parametrize(
    ("path", "target"), [("/help/", "/hjelp/"), ("/ar/help/", "/ar/hjelp/"), ("/sv/help/", "/sv/hjelp/")]
)
def test_short_way_to_help_leads_there_without_a_trace(client, path, target):
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (302, target)
    assert response["Referrer-Policy"] == "no-referrer"


def test_checked_number_can_be_called_and_an_unchecked_one_cannot(client):
    page = client.get("/hjelp/").content.decode()
    assert 'href="tel:116006"' in page
    assert '<bdi dir="ltr">22 59 13 00</bdi>' in page
    assert "tel:22591300" not in page


def test_menu_lists_pages_in_the_readers_language_where_there_is_one(client):
    page = client.get("/ar/").content.decode()
    assert 'href="/ar/hjelp/" lang="ar"' in page
    assert 'href="/ar/personvern/" lang="nb"' in page


@pytest.mark.parametrize(("path", "most"), [("/", 11), ("/ar/", 11), ("/hjelp/", 11 + 3)])  # 3 read the register
def test_page_costs_few_queries(client, django_assert_max_num_queries, path, most):
    client.get(path)
    with django_assert_max_num_queries(most):
        client.get(path)


def test_public_page_loads_nothing_of_the_editors(client):
    client.force_login(UserFactory(is_superuser=True))
    assert b"wagtail" not in client.get("/").content.lower()


@pytest.mark.parametrize("language", ["", "da/", "en/", "sv/", "fi/", "ar/"])
def test_accessibility_statement_is_read_in_each_language_from_the_foot_of_every_page(client, language):
    front = client.get(f"/{language}").content.decode()
    assert f'href="/{language}accessibility/"' in front
    for address in (f"/{language}accessibility/", f"/{language}tilgjengelighet/"):
        answer = client.get(address, follow=True)
        assert answer.status_code == 200
        assert f'lang="{language.strip("/") or "nb"}"' in article(answer)
        page = answer.content.decode()
        assert "uutilsynet.no" in page
        assert ("WAS-Tool" if language == "da/" else "uustatus.no") in page
        heading = re.search(r"<h1>(.*?)</h1>", page).group(1)
        assert ("\u00ad" in heading) is (language not in ("en/", "ar/"))  # where it parts on a small phone
