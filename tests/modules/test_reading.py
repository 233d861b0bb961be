"""A module as its readers get it."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import Locale

from lms.people.roles import Role
from modules.models import HelpService, ModulePage
from modules.queries import help_cards
from tests.factories.modules import (
    load_modules,
    make_exercise,
    make_module,
    make_service,
    make_source,
    make_word,
    module_item,
)
from tests.factories.people import DistrictFactory, LocalGroupFactory, OrganisationFactory, person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

URL = "/moduler/bcdfgh/"
NOTES = {"type": "coordinator_notes", "text": "Ring dagen etter."}
SENSITIVE = {"title": "Vold", "sensitivity": "yes", "content_warning": "Denne siden handler om vold."}
GUEST = {"type": "guest", "taught_by": "fagperson", "text": "Jordmor."}


def shown(client, url: str = URL) -> str:
    """Give the page."""
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def goals(*items: str) -> dict:
    """Give learning goals."""
    return {"type": "goals", "items": [*items]}


def words(term: str, **more) -> dict:
    """Give a list with one word to know."""
    return {"type": "words", "words": [{"term": term} | more]}


def help_box(*codes: str) -> dict:
    """Give a help box with services."""
    return {"type": "help", "entries": [{"service": code} for code in codes]}


# --- languages in one another ---


def test_entry_of_a_register_in_another_language_than_its_page_says_so(client):
    make_word("samtykke", "du sier ja")
    make_exercise("Nøkler", how="Vis nøkkelknippet.")
    make_source("K99")
    body = [
        words("samtykke"),
        {"type": "exercises", "items": [{"exercise": "Nøkler"}]},
        {"type": "sources", "sources": [{"source": "K99"}]},
    ]
    page = make_module(body=body)
    norwegian = shown(client)
    assert "<dfn>samtykke</dfn>" in norwegian
    assert 'lang="nb"' not in norwegian[norwegian.index("<dfn>") : norwegian.index('id="K99"')]
    arabic = page.copy_for_translation(Locale.objects.get_or_create(language_code="ar")[0], copy_parents=True)
    arabic.save_revision().publish()
    text = shown(client, arabic.url)
    assert '<dfn lang="nb" dir="ltr">samtykke</dfn>' in text
    assert '<p lang="nb" dir="ltr">du sier ja</p>' in text
    assert '<h3 lang="nb" dir="ltr">Nøkler</h3>' in text
    assert '<p lang="nb" dir="ltr">Vis nøkkelknippet.</p>' in text
    assert '</strong> <span lang="nb" dir="ltr">' in text


# --- texts ------------------------------------------------------------------------------------------------------------


def test_reader_sees_a_text_without_its_mark(client):
    make_module(
        lead="Å lytte [kontroller mot dreiebok]", body=[{"type": "rights", "text": "Det er gratis [kontroller]."}]
    )
    page = shown(client)
    assert "Det er gratis." in page
    assert "kontroller" not in page


def test_empty_local_slot_says_whom_to_ask(client):
    make_module(body=[{"type": "rights", "text": "Snakk med skolen [lokalt]."}])
    page = shown(client)
    assert "lokalt" not in page
    assert 'Snakk med skolen <em class="slot">(' in page


def test_word_opens_in_place_where_it_first_stands_and_only_there(client):
    make_word("samtykke", "du sier ja")
    make_module(body=[goals("Et samtykke.", "Et samtykke til."), words("samtykke")])
    page = shown(client)
    assert page.count('<details class="term">') == 1
    assert '<li>Et <details class="term"><summary>samtykke</summary><span> – du sier ja</span></details>.</li>' in page
    assert "<dfn>samtykke</dfn>" in page


def test_word_inside_a_paragraph_leaves_the_page_sound(client):
    make_word("samtykke", "du sier ja")
    make_module(body=[{"type": "text", "text": "<p>Et samtykke.</p>\n<p>Mer.</p>"}, words("samtykke")])
    assert '<div class="p">Et <details class="term">' in shown(client)


def test_explanation_of_the_module_goes_before_that_of_the_glossary(client):
    make_word("samspill", "mellom to")
    make_module(body=[goals("Samspill."), words("samspill", here="mellom barnet og deg")])
    page = shown(client)
    assert "mellom barnet og deg" in page
    assert "mellom to" not in page


def test_source_in_a_text_leads_to_the_list_and_an_unlisted_one_is_silent(client):
    make_source("K98")
    make_module(body=[goals("Ring 112 (K98, K99)."), {"type": "sources", "sources": [{"source": "K98"}]}])
    page = shown(client)
    assert '<a href="#K98">K98</a>' in page
    assert '<li id="K98">' in page
    assert "K99" not in page


def test_script_pasted_into_a_text_is_shown_as_text(client):
    make_module(
        lead="<script>alert(1)</script>",
        body=[
            {"type": "reflection", "questions": ["<img src=x onerror=alert(1)>"]},
            {"type": "help", "entries": [{"name": "<script>alert(2)</script>"}]},
        ],
    )
    page = shown(client)
    assert "<script>alert" not in page
    assert "<img" not in page


def test_exercise_of_the_bank_is_shown_as_it_stands_there(client):
    exercise = make_exercise()
    make_module(body=[{"type": "exercises", "items": [{"exercise": "Nøkler", "how": "Bare si «pass»."}]}])
    exercise.how = "Nytt."
    exercise.save()
    page = shown(client)
    assert "<p>Nytt.</p>" in page
    assert "Bare si «pass»." in page


def test_plan_shows_its_sum(client):
    steps = [{"minutes": 175, "kind": "input", "text": "Tema"}, {"minutes": 5, "kind": "check-out", "text": "Ett ord"}]
    make_module(body=[{"type": "session_plan", "steps": steps}])
    assert "180 min" in shown(client)


def test_quiz_answers_without_a_form_or_a_script(client):
    answers = [{"text": "Gratis", "is_right": True, "reply": "Ja."}, {"text": "Dyrt", "reply": "Nei."}]
    make_module(body=[{"type": "quiz", "questions": [{"question": "Hva koster tolk?", "answers": answers}]}])
    quiz = shown(client).split("is-quiz", 1)[1].split("</section>", 1)[0]
    assert quiz.count('<details class="answer">') == 2
    assert "<form" not in quiz
    assert "<script" not in quiz


# --- help -------------------------------------------------------------------------------------------------------------


def test_number_changed_in_the_register_is_right_on_every_page_at_once(client):
    make_service("provelinjen", number="116 006")
    for slug in ("bcdfgh", "bcdfgj"):
        make_module(slug, body=[help_box("provelinjen")])
    HelpService.objects.update(number="116 007")
    for slug in ("bcdfgh", "bcdfgj"):
        page = shown(client, f"/moduler/{slug}/")
        assert 'href="tel:116007"' in page
        assert "116 006" not in page


def test_number_not_yet_checked_has_no_call_button(client):
    make_service("provelinjen", number="22 59 13 00", is_checked=False)
    make_module(body=[help_box("provelinjen")])
    page = shown(client)
    assert '<bdi dir="ltr">22 59 13 00</bdi>' in page
    assert "22591300" not in page


def test_service_that_is_always_visible_stands_below_those_of_the_module(client):
    make_service("provelinjen")
    make_service("provebrann", name="Brannvesenet", number="110", always_visible=True)
    make_service("annen", name="En annen", number="12345")
    make_module(**SENSITIVE, body=[help_box("provelinjen")])
    page = shown(client)
    page = page[page.index('class="numbers"') :]
    assert page.index("VO-linjen") < page.index("Brannvesenet")
    assert "tel:110" in page
    assert "En annen" not in page


def test_place_that_each_district_fills_in_says_whom_to_ask(client):
    make_module(body=[{"type": "help", "entries": [{"name": "Helsestasjonen [lokalt]"}]}])
    page = shown(client)
    assert "<h3>Helsestasjonen</h3>" in page
    assert '<p class="slot">' in page


# --- who reads --------------------------------------------------------------------------------------------------------


def test_public_and_trainees_never_see_notes_for_leaders(client):
    make_module(body=[*module_item()["body"], NOTES, GUEST])
    assert not {"Ring dagen etter", "Jordmor"} & set(re.findall("Ring dagen etter|Jordmor", shown(client)))
    client.force_login(person_with(Role.TRAINEE, LocalGroupFactory()))
    page = shown(client)
    assert "Ring dagen etter" not in page
    assert "Jordmor" not in page


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.HELPER, Role.SECRETARIAT])
def test_those_who_lead_see_their_notes(client, role):
    make_module(body=[NOTES, GUEST])
    client.force_login(person_with(role, OrganisationFactory() if role == Role.SECRETARIAT else DistrictFactory()))
    page = shown(client)
    assert "Ring dagen etter" in page
    assert "Jordmor" in page


def test_module_needs_no_sign_in_and_sets_no_cookie(client):
    make_module()
    for url in ("/moduler/", URL):
        response = client.get(url)
        assert response.status_code == 200
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")


def test_module_in_another_language_says_so_and_keeps_its_own_direction(client):
    make_module()
    page = shown(client, f"/ar{URL}")
    assert '<html lang="ar" dir="rtl">' in page
    assert '<article class="page module" lang="nb" dir="ltr">' in page
    assert 'class="banner info"' in page


def test_module_translated_by_machine_says_so(client):
    make_module()
    load_modules(module_item(title="Module", text_origin="machine"), language="ar")
    page = shown(client, f"/ar{URL}")
    assert '<article class="page module" lang="ar" dir="rtl">' in page
    assert f'<a href="{URL}" lang="nb" dir="ltr">' in page


def test_draft_is_neither_listed_nor_shown(client):
    make_module().unpublish()
    assert client.get(URL).status_code == 404
    assert "bcdfgh" not in shown(client, "/moduler/")


# --- sensitive --------------------------------------------------------------------------------------------------------


def test_sensitive_module_leaves_no_trace(client):
    make_service("provelinjen")
    make_module(**SENSITIVE, body=[help_box("provelinjen")])
    response = client.get(URL)
    page = response.content.decode()
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert re.search(r"<title>(.*?)</title>", page)[1] == "Tema"
    assert 'rel="icon" href="data:,"' in page
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert '<meta name="description" content="">' in page
    assert 'class="exit"' in page
    assert "<form" not in page


def test_sensitive_module_says_its_warning_first_and_gives_help_on_top_and_at_the_bottom(client):
    make_service("provelinjen")
    make_module(**SENSITIVE, body=[*module_item()["body"], help_box("provelinjen")])
    page = shown(client)
    heading = page.index("<h1>")
    assert page.index("Denne siden handler om vold.") < heading
    assert page.index('href="tel:116006"') < heading < page.rindex('href="tel:116006"')


def test_sensitive_module_says_its_warning_before_it_speaks_of_languages(client):
    make_module(**SENSITIVE, text_origin="machine")
    page = shown(client)
    notice = page.index("En maskin har oversatt")
    assert page.index("Denne siden handler om vold.") < page.index("<h1>") < notice


def test_sensitive_module_stays_out_of_lists_for_search_engines(client):
    assert make_module(**SENSITIVE).get_sitemap_urls() == []


def test_partly_sensitive_module_has_a_warning_and_an_ordinary_page(client):
    make_module(sensitivity="partly", content_warning="Varsomt.")
    page = shown(client)
    assert "Varsomt." in page
    assert 'class="exit"' not in page


def test_sensitive_module_without_a_neutral_name_is_refused_by_the_database():
    page = make_module(**SENSITIVE)
    with pytest.raises(IntegrityError), transaction.atomic():
        ModulePage.objects.filter(pk=page.pk).update(neutral_name="")


# --- addresses --------------------------------------------------------------------------------------------------------


def test_new_module_gets_an_address_that_says_nothing():
    index = make_module().get_parent()
    page = index.add_child(instance=ModulePage(title="Vold i nære relasjoner", locale=index.locale))
    assert re.fullmatch(r"[bcdfghjkmnpqrstvwxz2-9]{6}", page.slug)


def test_new_draft_gets_an_address_that_says_nothing():
    index = make_module().get_parent()
    page = index.add_child(instance=ModulePage(title="Vold i nære relasjoner", locale=index.locale, live=False))
    assert re.fullmatch(r"[bcdfghjkmnpqrstvwxz2-9]{6}", page.slug)


def test_two_modules_cannot_share_an_address():
    index = make_module().get_parent()
    with pytest.raises(ValidationError):
        index.add_child(instance=ModulePage(title="Zwei", slug="bcdfgh", locale=index.locale))


# --- speed ------------------------------------------------------------------------------------------------------------


def queries_of(client, url: str, django_assert_max_num_queries) -> int:
    """Give how many queries a page costs."""
    client.get(url)
    with django_assert_max_num_queries(100) as asked:
        client.get(url)
    return len(asked)


def test_module_costs_as_many_queries_for_three_things_as_for_one(client, django_assert_max_num_queries):
    costs = []
    for count in (1, 3):
        codes = [f"s{count}{number}" for number in range(count)]
        for code in codes:
            make_service(code)
            make_word(f"ord{code}")
            make_exercise(f"E{code}")
            make_source(f"K9{count}{codes.index(code)}")
        body = [
            help_box(*codes),
            {"type": "words", "words": [{"term": f"ord{code}"} for code in codes]},
            {"type": "exercises", "items": [{"exercise": f"E{code}"} for code in codes]},
            {"type": "sources", "sources": [{"source": f"K9{count}{number}"} for number in range(count)]},
            help_box(*codes),
        ]
        make_module(f"bcdfg{count + 1}", body=body)
        costs.append(queries_of(client, f"/moduler/bcdfg{count + 1}/", django_assert_max_num_queries))
    assert costs[0] == costs[1] <= 20


def test_list_costs_as_many_queries_for_three_modules_as_for_one(client, django_assert_max_num_queries):
    make_module()
    one = queries_of(client, "/moduler/", django_assert_max_num_queries)
    make_module("bcdfgj")
    make_module("bcdfgk")
    assert queries_of(client, "/moduler/", django_assert_max_num_queries) == one <= 15


def test_danish_reader_gets_the_help_of_denmark_and_is_told_what_is_abroad(curriculum):
    norwegian = HelpService.objects.get(code="vo-linjen")
    cards = help_cards([norwegian.pk], "da").values()
    abroad = [card for card in cards if card.country]
    assert [(card.number, card.country) for card in abroad] == [("116 006", "Norge")]
    assert {"112", "1888"} <= {card.number for card in cards}


def test_numbers_at_the_top_are_those_of_the_country_of_the_reader(curriculum, client):
    for address, ours, abroad in (
        ("/moduler/mk9jc5/", "tel:112", "tel:1888"),
        ("/da/moduler/mk9jc5/", "tel:112", "6006"),
    ):
        page = shown(client, address)
        top = page[page.index('<nav class="urgent"') :]
        top = top[: top.index("</nav>")]
        assert ours in top
        assert abroad not in top


def test_reader_of_another_language_gets_the_help_of_norway(curriculum):
    cards = help_cards([], "ar").values()
    assert {"112", "113", "116 117"} <= {card.number for card in cards}
    assert not any(card.country for card in cards)
