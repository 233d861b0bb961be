"""The matrix of translations and the page of one of them, as the secretariat uses them."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from lms.kit.po import read_po, write_po
from lms.people.roles import Role
from modules.actions import publish_translation
from modules.figures.exchange import LANGUAGE, MODULE
from modules.figures.matrix import CellState, matrix
from modules.figures.texts import sheet_of
from modules.models import ModulePage
from tests.factories.modules import load_modules, make_word, module_item
from tests.factories.people import OrganisationFactory, person_with
from tests.factories.translations import begun, original, rewrite_original, translate_all, translated

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


@pytest.fixture
def editor(client):
    person = person_with(Role.SECRETARIAT, OrganisationFactory())
    client.force_login(person)
    return person


def url(name: str, code: str = "ar") -> str:
    """Give the address of a view of the module's translation."""
    return reverse(name, args=["bcdfgh", code])


def cells(code: str = "ar") -> dict[str, tuple[str, int]]:
    """Give state and what is behind of each module in a language."""
    return {row.slug: (row.cells[0].state, row.cells[0].behind) for row in matrix([code])}


# --- the matrix ------------------------------------------------------------------------------------------------------


def test_matrix_tells_how_far_each_translation_has_come():
    changed = original()
    translated(changed)
    translated(original("cdfghj"))
    begun(original("dfghjk"))
    original("fghjkl")
    load_modules(module_item("hjklmn"), language="nb")
    rewrite_original(changed, "Det er gratis.", "Det er helt gratis.")
    assert cells() == {
        "bcdfgh": (CellState.BEHIND, 1),
        "cdfghj": (CellState.IN_SYNC, 0),
        "dfghjk": (CellState.BEHIND, 13),
        "fghjkl": (CellState.NOT_STARTED, 0),
        "hjklmn": (CellState.NOT_STARTED, 0),
    }


def test_page_that_nobody_follows_is_not_said_to_be_in_sync():
    module = original()
    load_modules(module_item(title="الاستماع"), language="ar")
    Translation.objects.all().delete()
    assert cells()[module.slug][0] == CellState.NOT_FOLLOWED


def test_module_that_was_written_in_another_language_is_the_original_there():
    load_modules(module_item("hjklmn", title="Sundhed"), language="da")
    assert cells("da")["hjklmn"] == (CellState.ORIGINAL, 0)
    assert cells("ar")["hjklmn"] == (CellState.NOT_STARTED, 0)


@pytest.mark.parametrize("slugs", [["bcdfgh"], ["bcdfgh", "cdfghj", "dfghjk"]])
def test_matrix_costs_the_same_for_one_module_and_for_three(client, editor, slugs, django_assert_max_num_queries):
    for slug in slugs:
        module = original(slug)
        translated(module)
        translated(module, "da")
    client.get(reverse("translations_list"))
    with django_assert_max_num_queries(20):
        page = client.get(reverse("translations_list")).content.decode()
    assert all(f"/translations/{slug}/ar/" in page for slug in slugs)


def test_matrix_shows_one_language_alone(client, editor):
    original()
    page = client.get(reverse("translations_list") + "?language=ar").content.decode()
    assert "/translations/bcdfgh/ar/" in page
    assert "/translations/bcdfgh/da/" not in page
    assert "/translations/bcdfgh/da/" in client.get(reverse("translations_list") + "?language=xx").content.decode()


def test_matrix_without_a_module_says_what_to_do(client, editor):
    assert "Skriv og publiser en modul" in client.get(reverse("translations_list")).content.decode()


# --- the page of a translation ---------------------------------------------------------------------------------------


def test_editor_begins_translates_publishes_and_marks(client, editor):
    original()
    assert client.post(url("translation_start")).url == url("translation")
    page = client.get(url("translation")).content.decode()
    names = re.findall(r'name="(text_\d+)" lang="ar" dir="rtl"', page)
    assert len(names) == 13
    sheet = {f"text_{text.segment_id}": text for text in sheet_of(Translation.objects.get())}
    client.post(url("translation_texts"), {name: f"ar {sheet[name].original}" for name in names})
    assert "Ingenting venter" in client.get(url("translation")).content.decode()
    client.post(url("translation_publish"))
    client.post(url("translation_mark"), {"origin": "checked"})
    page = ModulePage.objects.get(locale__language_code="ar")
    assert (page.live, page.text_origin, page.title) == (True, "checked", "ar Å lytte")
    assert page.marks.first().by == editor
    shown = client.get(reverse("translations_list")).content.decode()
    assert editor.name in shown


def test_earlier_translation_that_still_fits_is_kept_by_a_tick(client, editor):
    module = original()
    translation = translated(module)
    rewrite_original(module, "Det er gratis.", "Det er helt gratis.")
    page = client.get(url("translation")).content.decode()
    assert "ar: Det er gratis." in page
    number = re.search(r'name="keep_(\d+)"', page)[1]
    client.post(url("translation_texts"), {f"text_{number}": "", f"keep_{number}": "on"})
    publish_translation(by=None, translation=translation)
    assert not [text for text in sheet_of(translation) if text.is_behind]


def test_text_that_lost_its_mark_is_sent_back_with_a_sentence(client, editor):
    translation = begun(original())
    text = next(text for text in sheet_of(translation) if "[lokalt: telefon]" in text.original)
    answer = client.post(url("translation_texts"), {f"text_{text.segment_id}": "اتصلي (K14)"})
    assert answer.status_code == 422
    assert "Behold [lokalt" in answer.content.decode()
    assert "اتصلي (K14)" in answer.content.decode()


def test_editing_a_translation_in_wagtail_leads_to_its_own_page(client, editor):
    from lms.people.actions.rights import mirror_roles

    mirror_roles(editor)
    translated(original())
    page = ModulePage.objects.get(locale__language_code="ar")
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert answer.url == url("translation")
    source = ModulePage.objects.get(locale__language_code="nb")
    assert client.get(reverse("wagtailadmin_pages:edit", args=[source.pk])).status_code == 200


def test_page_of_wagtail_that_updates_translations_leads_to_the_matrix_and_publishes_nothing(client, secretary):
    client.force_login(secretary)
    module = original()
    translation = translated(module)
    rewrite_original(module, "Det er gratis.", "Det er helt gratis.")
    update = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    for answer in (client.get(update), client.post(update, {"publish_translations": "on"})):
        assert (answer.status_code, answer["Location"]) == (302, reverse("translations_list"))
    page = client.get("/ar/moduler/bcdfgh/").content.decode()
    assert "ar: Det er gratis." in page
    assert "Det er helt gratis." not in page


def test_text_of_a_module_is_not_taken_through_wagtails_own_door(client, secretary):
    client.force_login(secretary)
    translation = begun(original())
    text = next(text for text in sheet_of(translation) if "[lokalt" in text.original)
    door = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, text.segment_id])
    sent = client.put(door, "value=uten+merke", content_type="application/x-www-form-urlencoded")
    assert sent.status_code == 404
    assert not StringTranslation.objects.exists()


def test_translation_of_a_module_cannot_be_stopped_behind_our_page(client, secretary):
    client.force_login(secretary)
    translation = begun(original())
    door = reverse("wagtail_localize:stop_translation", args=[translation.pk])
    assert client.post(door).status_code == 404
    translation.refresh_from_db()
    assert translation.enabled


def test_words_of_the_glossary_are_still_translated_in_wagtail(client, secretary):
    client.force_login(secretary)
    source, _made = TranslationSource.get_or_create_from_instance(make_word())
    assert client.get(reverse("wagtail_localize:update_translations", args=[source.pk])).status_code == 200


def test_page_that_nobody_follows_can_be_followed(client, editor):
    original()
    load_modules(module_item(title="الاستماع"), language="ar")
    Translation.objects.all().delete()
    assert "Følg den" in client.get(url("translation")).content.decode()
    client.post(url("translation_start"))
    assert cells()["bcdfgh"][0] == CellState.BEHIND


@pytest.mark.parametrize("code", ["nb", "xx", "so"])
def test_language_that_is_not_one_of_the_content_is_not_there(client, editor, code):
    original()
    assert client.get(url("translation", code)).status_code == 404


def test_mark_without_a_choice_is_asked_again(client, editor):
    translated(original())
    answer = client.post(url("translation_mark"))
    assert answer.status_code == 422
    assert "Velg hvem" in answer.content.decode()


# --- PO files --------------------------------------------------------------------------------------------------------


def downloaded(client):
    """Give the PO file of the translation."""
    answer = client.get(url("translation_file"))
    assert answer["Content-Disposition"] == 'attachment; filename="bcdfgh-ar.po"'
    return read_po(answer.content)


def upload(client, data: bytes, made_by: str = "person", name: str = "bcdfgh-ar.po"):
    """Send a file."""
    return client.post(url("translation_upload"), {"file": SimpleUploadedFile(name, data), "made_by": made_by})


def po(texts, **headers) -> bytes:
    """Give a PO file of the module."""
    return write_po({MODULE: "bcdfgh", LANGUAGE: "ar"} | headers, texts)


def filled(client, **changes):
    """Give the texts of the downloaded file, translated."""
    from dataclasses import replace

    return [replace(text, translation=f"ar {text.original}", **changes) for text in downloaded(client).texts]


def test_file_goes_out_and_comes_back(client, editor):
    begun(original())
    answer = upload(client, po(filled(client)), made_by="machine")
    assert answer.url == url("translation")
    assert "13 tekster er tatt inn." in client.get(answer.url).content.decode()
    sheet = sheet_of(Translation.objects.get())
    assert {(text.is_behind, text.is_machine) for text in sheet} == {(False, True)}


def test_file_asks_for_what_changed_alone(client, editor):
    module = original()
    translated(module)
    rewrite_original(module, "Det er gratis.", "Det er helt gratis.")
    waiting = [text for text in downloaded(client).texts if text.is_unsure or not text.translation]
    assert [text.original for text in waiting] == ["Det er helt gratis."]
    assert (waiting[0].translation, waiting[0].earlier_original) == ("ar: Det er gratis.", "Det er gratis.")


def test_report_says_what_was_left_out(client, editor):
    from dataclasses import replace

    translate_all(begun(original()))
    texts = list(downloaded(client).texts)
    texts[0] = replace(texts[0], translation="ny")
    texts[1] = replace(texts[1], translation="")
    texts[2] = replace(texts[2], is_unsure=True)
    texts[3] = replace(texts[3], original="noe annet")
    answer = upload(client, po(texts))
    said = client.get(answer.url).content.decode()
    assert "1 tekst er tatt inn. 9 sto der fra før. 1 er fortsatt tom. 1 er merket som usikker" in said
    assert "1 hører til en tekst som modulen ikke lenger har." in said


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "Dette er ikke en PO-fil"),
        (b"PK\x03\x04 msgid", "Dette er ikke en PO-fil"),
        ('msgid "æ'.encode("latin-1"), "Dette er ikke en PO-fil"),
        (b"/etc/passwd", "Dette er ikke en PO-fil"),
        (b'msgid "a\nmsgstr "b"\n', "Denne PO-filen er ikke laget her"),
        (b"", "Denne filen er tom"),
        (b'msgid ""\nmsgstr ""\n"Language: ar\\n"\n', "Denne PO-filen er ikke laget her"),
        (b'msgid ""\n' + b"# x\n" * 600_000, "Denne filen er for stor"),
    ],
)
def test_file_that_is_not_ours_is_refused_with_a_sentence(client, editor, data, sentence):
    begun(original())
    answer = upload(client, data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


@pytest.mark.parametrize(
    ("headers", "sentence"),
    [
        ({MODULE: "cdfghj"}, "Denne filen hører til en annen modul."),
        ({LANGUAGE: "da"}, "Denne filen hører til et annet språk."),
    ],
)
def test_file_of_another_module_or_language_is_refused(client, editor, headers, sentence):
    begun(original())
    answer = upload(client, po(filled(client), **headers))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_file_in_which_a_mark_was_lost_is_refused_as_a_whole(client, editor):
    from dataclasses import replace

    begun(original())
    texts = [replace(text, translation=text.translation.replace("[lokalt: telefon]", "")) for text in filled(client)]
    answer = upload(client, po(texts))
    assert answer.status_code == 422
    assert "Ring [lokalt: telefon] først (K14)." in answer.content.decode()
    assert cells()["bcdfgh"] == (CellState.BEHIND, 13)


def test_upload_without_a_file_is_asked_again(client, editor):
    begun(original())
    answer = client.post(url("translation_upload"))
    assert answer.status_code == 422
    assert "Velg filen først." in answer.content.decode()
