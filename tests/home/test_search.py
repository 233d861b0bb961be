"""The search: over help, words, modules and pages, forgiving, and without a trace."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import StandardPage
from modules.models import HelpService, ModulePage
from tests.factories.modules import load_modules, make_module, make_service, make_word, module_item
from tests.factories.pages import make_page
from tests.factories.people import CountryFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home_page")]


@pytest.fixture
def home_page():
    """Give the front page that everything stands under."""
    return make_page("home")


def search(client, asked: str, prefix: str = "") -> str:
    """Ask, and give the page."""
    response = client.post(f"{prefix}/search/", {"q": asked})
    assert response.status_code == 200
    return response.content.decode()


def test_beginning_of_a_word_finds_the_service_with_its_call_button(client):
    make_service("legevakt", number="116 117", is_checked=True, name="Legevakt")
    assert 'href="tel:116117"' in search(client, "lege")


def test_part_of_a_word_finds_it(client):
    make_service("legevakt", number="116 117", is_checked=True, name="Legevakt")
    assert 'href="tel:116117"' in search(client, "vakt")


@pytest.mark.parametrize("asked", ["116 117", "116117", "1161"])
def test_number_finds_whose_it_is(client, asked):
    make_service("legevakt", number="116 117", is_checked=True, name="Legevakt")
    assert "Legevakt" in search(client, asked)


def test_slip_asks_what_was_meant(client):
    make_service("legevakt", number="116 117", is_checked=True, name="Legevakt")
    html = search(client, "legevkt")
    assert 'value="legevakt"' in html


def test_help_of_her_own_country_comes_first(client):
    make_service("alarm-dk", number="112", is_checked=True, name="Alarm", country=CountryFactory(code="DK"))
    make_service("legevakt", number="116 117", is_checked=True, name="Alarm i nabolaget")
    html = search(client, "alarm")
    assert html.index("tel:116117") < html.index("tel:112")


def test_number_that_was_changed_is_found_changed(client):
    service = make_service("legevakt", number="116 117", is_checked=True, name="Legevakt")
    search(client, "lege")
    HelpService.objects.get(pk=service.pk).texts.update(name="Legevakt")
    row = HelpService.objects.get(pk=service.pk)
    row.number = "116 118"
    row.save()
    assert 'href="tel:116118"' in search(client, "lege")


def test_word_is_found_with_its_explanation(client):
    make_word("samtykke", "du sier ja, og kan ombestemme deg")
    assert "du sier ja, og kan ombestemme deg" in search(client, "Samtykke")


def test_module_is_found_by_a_word_of_its_text(client):
    make_module(title="Kvinnehelse", body=[{"type": "text", "heading": "Jordmor", "text": "Hun følger deg."}])
    assert "Kvinnehelse" in search(client, "jordmor")


def test_what_only_those_who_lead_an_evening_read_finds_nothing(client):
    make_module(title="Kvinnehelse", body=[{"type": "coordinator_notes", "text": "Bestill tolken tidlig."}])
    assert "Kvinnehelse" not in search(client, "tolken")


def test_page_behind_a_restriction_or_unpublished_is_not_found(client):
    hidden, gone = make_page("about", title="Hemmelig frukost"), make_page("join", title="Gammel frukost")
    hidden.view_restrictions.create(restriction_type="login")
    gone.unpublish()
    html = search(client, "frukost")
    assert "Hemmelig" not in html
    assert "Gammel" not in html


def test_text_of_a_sensitive_module_is_never_suggested(client):
    item = {"title": "Tungt", "sensitivity": "yes", "content_warning": "Tungt.", "neutral_name": "Tema"}
    make_module(**item, body=[{"type": "text", "heading": "", "text": "Besøksforbud kan hjelpe."}])
    assert "Besøksforbud".lower() not in search(client, "besøksforbdu").lower().replace("besøksforbdu", "")
    assert "Tungt" in search(client, "besøksforbud")  # whoever asks for it finds it


def test_nothing_found_says_what_to_do_next(client):
    html = search(client, "xyzzy")
    assert "Ingenting ble funnet" in html
    assert 'href="/help/"' in html


@pytest.mark.parametrize("asked", ["", "   "])
def test_empty_question_is_asked_again_beside_the_field(client, asked):
    assert "Skriv et ord" in search(client, asked)


def test_question_that_is_too_long_is_kept_and_explained(client):
    html = search(client, "a" * 81)
    assert "a" * 81 in html
    assert "80" in html


def test_script_in_a_question_is_shown_as_text(client):
    assert "<script>alert" not in search(client, "<script>alert(1)</script>")


def test_search_leaves_no_trace(client):
    for response in (client.get("/search/"), client.post("/search/", {"q": "vold"})):
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert not response.cookies
        assert "vold" not in response.content.decode().split("</title>")[0]
    assert 'method="get"' not in client.get("/search/").content.decode()


def test_reader_of_another_language_finds_by_norwegian_words_too(client):
    make_page("home", "ar")
    make_word("samtykke", "du sier ja")
    html = search(client, "samtykke", "/ar")
    assert '<div lang="nb" dir="auto"><dt>samtykke' in html


@pytest.mark.parametrize("number", [1, 3])
def test_search_costs_the_same_for_one_and_for_three(client, number):
    for each in range(number):
        make_service(f"lege-{each}", number=f"11{each}", is_checked=True, name=f"Lege {each}")
        make_word(f"lege {each}", "noen som hjelper")
    load_modules(*[module_item(slug=f"bcdfg{'hjk'[each]}", title=f"Lege {each}") for each in range(number)])
    make_page("about", title="Om leger")
    client.post("/search/", {"q": "lege"})  # gathers the words
    with CaptureQueriesContext(connection) as queries:
        assert client.post("/search/", {"q": "lege"}).status_code == 200
    assert len(queries) <= 8
    assert ModulePage.objects.count() == number
    assert StandardPage.objects.exists()
