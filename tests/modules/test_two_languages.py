"""A module read in two languages beside each other."""

import re

import pytest
from wagtail.models import PageViewRestriction

from modules.actions import publish_translation, take_texts
from modules.figures.texts import sheet_of
from modules.models import ModulePage
from tests.factories.modules import make_source
from tests.factories.translations import GOALS, QUIZ, TEXT, begun, original, rewrite_original, said, translated

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

TOGETHER = "/ar/moduler/bcdfgh/?with=nb"


def shown(client, url: str = TOGETHER) -> str:
    """Give the page."""
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_module_leads_to_its_other_languages(client):
    module = original()
    assert "?with=" not in shown(client, "/moduler/bcdfgh/")
    translated(module)
    assert '<a href="?with=ar" lang="ar" dir="rtl">' in shown(client, "/moduler/bcdfgh/")
    assert '<a href="?with=nb" lang="nb" dir="ltr">' in shown(client, "/ar/moduler/bcdfgh/")


def test_lines_stand_beside_the_same_lines_in_the_other_language(client):
    translated(original())
    page = shown(client)
    pairs = re.findall(r'<div class="pair[^"]*"><p>(.*?)</p><p lang="nb" dir="ltr">(.*?)</p></div>', page)
    assert ("ar: Du kan lytte.", "Du kan lytte.") in pairs
    assert ("ar: Det er gratis.", "Det er gratis.") in pairs
    assert ("ar: Hjelp", "Hjelp") in pairs
    assert '<article class="page module together" lang="ar" dir="rtl">' in page


def test_parts_that_are_no_running_text_stand_beside_each_other_as_they_are(client):
    translated(original(body=[QUIZ]))
    page = shown(client)
    assert "ar: Hva koster tolk?" in page
    other = page[page.index('<div lang="nb" dir="ltr">') :]
    assert "Hva koster tolk?" in other
    assert "Prøv selv" in other


def test_sources_are_named_once(client):
    make_source("K99")
    translated(original(body=[TEXT, {"type": "sources", "sources": [{"source": "K99"}]}]))
    assert shown(client).count('id="K99"') == 1


def test_line_that_only_one_language_has_is_shown_alone(client):
    module = original(body=[GOALS])
    translated(module)
    page = ModulePage.objects.get(pk=module.pk)
    page.body.append(("home_task", {"text": "<p>Fortell.</p>"}))
    page.save_revision().publish()
    text = shown(client)
    assert "Fortell." in text
    assert "Originalen er endret" not in text[: text.index("ar: Du kan lytte.")]


def test_part_that_is_behind_says_so(client):
    module = original()
    translated(module)
    assert "تغيّر" not in shown(client)
    rewrite_original(module, "Det er gratis.", "Det er helt gratis.")
    page = shown(client)
    assert page.count("تغيّر النص الأصلي منذ ترجمة هذا الجزء") == 1
    assert "ar: Det er gratis." in page
    assert "Det er helt gratis." in page
    assert '<a href="?with=nb">' in shown(client, "/ar/moduler/bcdfgh/")


def test_words_that_nobody_has_translated_are_in_no_column_called_those_of_the_other_language(client):
    module = original()
    translation = begun(module)
    sheet = sheet_of(translation)
    done = {text.segment_id: said(text.original) for text in sheet if text.original == "Du kan lytte."}
    take_texts(by=None, translation=translation, texts=done)
    publish_translation(by=None, translation=translation)
    there = shown(client, "/moduler/bcdfgh/?with=ar")
    assert '<p class="title" lang="nb" dir="ltr">Å lytte</p>' in there
    assert re.search(r'<p class="untranslated" lang="ar" dir="rtl">[^<]*لم', there)
    assert there.count("Det er gratis.") == 1
    here = shown(client, "/ar/moduler/bcdfgh/?with=nb")
    assert '<h1 lang="nb" dir="ltr">Å lytte</h1>' in here


@pytest.mark.parametrize("code", ["ar", "da", "xx", "", "<script>"])
def test_language_that_is_not_there_gives_the_page_a_kind_note(client, code):
    translated(original())
    page = shown(client, f"/ar/moduler/bcdfgh/?with={code}")
    assert "<script>" not in page
    assert "ar: Å lytte" in page


def test_translation_that_is_only_a_draft_is_not_shown(client):
    begun(original())
    assert "?with=ar" not in shown(client, "/moduler/bcdfgh/")
    assert said("Å lytte") not in shown(client, "/moduler/bcdfgh/?with=ar")


def test_translation_for_others_is_not_shown_beside(client):
    translated(original())
    secret = ModulePage.objects.get(locale__language_code="ar")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    assert "?with=ar" not in shown(client, "/moduler/bcdfgh/")
    assert "ar: Du kan lytte." not in shown(client, "/moduler/bcdfgh/?with=ar")


def test_notes_for_leaders_are_not_shown_beside_either(client):
    translated(original(body=[GOALS, {"type": "coordinator_notes", "text": "Ring dagen etter."}]))
    assert "Ring dagen etter." not in shown(client)


def test_sensitive_module_leaves_no_trace_beside_itself(client):
    translated(original(sensitivity="yes", content_warning="Tungt.", neutral_name="Tema"))
    response = client.get(TOGETHER)
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    page = response.content.decode()
    assert "<title>ar: Tema</title>" in page
    assert "quick_exit" in page or "/exit/" in page or "data-exit" in page


def test_translation_is_as_careful_as_its_original_has_become(client):
    module = original()
    translated(module)
    assert client.get("/ar/moduler/bcdfgh/")["Cache-Control"] != "no-store"
    page = ModulePage.objects.get(pk=module.pk)
    page.sensitivity, page.content_warning, page.neutral_name = "yes", "Tungt.", "Tema"
    page.save_revision().publish()
    for address in ("/ar/moduler/bcdfgh/", TOGETHER):
        assert client.get(address)["Cache-Control"] == "no-store"


def test_reading_together_costs_as_much_for_three_parts_as_for_one(client, django_assert_max_num_queries):
    translated(original(body=[GOALS, TEXT, QUIZ, GOALS | {"type": "key_messages"}, TEXT, TEXT]))
    client.get(TOGETHER)
    with django_assert_max_num_queries(40):
        client.get(TOGETHER)
