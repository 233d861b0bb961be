"""Translations text by text: what is taken, what is behind, what a reader gets."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import Translation

from lms.people.roles import Role
from modules.actions import (
    TextsRefusedError,
    mark_translation,
    publish_translation,
    start_translation,
    take_texts,
)
from modules.documents import files as documents
from modules.figures.texts import sheet_of
from modules.models import ModulePage
from modules.queries import rows_of
from modules.rules import TextFault
from tests.factories.modules import load_modules, make_exercise, make_service, make_word, module_item
from tests.factories.people import OrganisationFactory, UserFactory, person_with
from tests.factories.translations import (
    GOALS,
    QUIZ,
    TEXT,
    begun,
    language,
    original,
    rewrite_original,
    translate_all,
    translated,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


@pytest.fixture
def editor():
    return person_with(Role.SECRETARIAT, OrganisationFactory())


def page_in(code: str = "ar") -> ModulePage:
    """Give the module's page in a language."""
    return ModulePage.objects.get(slug="bcdfgh", locale__language_code=code)


def waiting(translation: Translation) -> list[str]:
    """Give the originals of what is behind."""
    return [text.original for text in sheet_of(translation) if text.is_behind]


def body_of(page: ModulePage) -> list:
    """Give the body as a file would say it."""
    names = documents.names_for(page.locale.language_code, rows_of)
    return documents.module_as_item(page, names)["body"]


# --- taking texts and publishing -------------------------------------------------------------------------------------


def test_translation_of_every_text_makes_a_page_with_the_same_parts(client):
    module = original()
    translation = begun(module)
    assert len(waiting(translation)) == 13
    translate_all(translation)
    page = publish_translation(by=None, translation=translation)
    assert (page.slug, page.live, page.in_source_language) == (module.slug, True, [])
    goals, text, quiz = body_of(page_in())
    assert goals["items"] == ["ar: Du kan lytte.", "ar: Du kan spørre [kontroller]."]
    assert text["text"] == "<p>ar: Ring [lokalt: telefon] først (K14).</p>\n<p>ar: Det er gratis.</p>"
    assert quiz["questions"][0]["answers"][0] == {"text": "ar: Ingenting", "is_right": True, "reply": "ar: Ja."}
    assert [part.id for part in page.body] == [part.id for part in module.body]


def test_translation_is_a_draft_until_somebody_publishes_it(client):
    begun(original())
    assert not page_in().live
    assert 'lang="nb" dir="ltr"' in client.get("/ar/moduler/bcdfgh/").content.decode()


@pytest.mark.parametrize("code", ["ar", "sv"])
def test_published_translation_is_read_under_its_language(client, code):
    translated(original(), code)
    response = client.get(f"/{code}/moduler/bcdfgh/")
    assert f"{code}: Du kan lytte." in response.content.decode()


def test_begun_translation_knows_fields_that_belong_to_the_module_alone():
    module = original(sensitivity="yes", neutral_name="Tema", content_warning="Tungt.", theme="health")
    translated(module)
    page = page_in()
    assert (page.sensitivity, page.theme, page.neutral_name) == ("yes", "health", "ar: Tema")
    rewritten = ModulePage.objects.get(pk=module.pk)
    rewritten.theme = "society"
    rewritten.save_revision().publish()
    publish_translation(by=None, translation=Translation.objects.get())
    assert page_in().theme == "society"


def test_every_field_of_a_module_is_translated_or_shared_or_its_own():
    known = {field.field_name for field in get_translatable_fields(ModulePage)}
    own = {"text_origin", "in_source_language"}
    meta = ModulePage._meta
    assert {field.name for field in meta.local_fields + meta.local_many_to_many} - known - own <= {"page_ptr"}


def test_rows_that_a_page_points_to_are_those_of_its_language():
    word, exercise, service = make_word(), make_exercise(), make_service("prove-linjen")
    module = original(
        body=[
            {"type": "words", "words": [{"term": "samtykke"}]},
            {"type": "exercises", "items": [{"exercise": "Nøkler"}]},
            {"type": "help", "entries": [{"service": "prove-linjen"}]},
        ]
    )
    arabic = word.copy_for_translation(language("ar"))
    arabic.term = "موافقة"
    arabic.save()
    translated(module)
    words, exercises, helping = page_in().body
    assert words.value["words"][0]["term"] == arabic
    assert exercises.value["items"][0]["exercise"] == exercise  # there is none in Arabic yet
    assert helping.value["entries"][0]["service"] == service


# --- what is behind --------------------------------------------------------------------------------------------------


def test_changed_paragraph_alone_asks_for_work_again():
    module = original()
    translation = translated(module)
    rewrite_original(module, "Det er gratis.", "Det er helt gratis.")
    behind = [text for text in sheet_of(translation) if text.is_behind]
    assert [text.original for text in behind] == ["Det er helt gratis."]
    assert behind[0].earlier_original == "Det er gratis."
    assert behind[0].earlier_translation == "ar: Det er gratis."


def test_reader_keeps_the_earlier_translation_of_a_part_that_is_behind():
    module = original()
    translation = translated(module)
    rewrite_original(module, "Det er gratis.", "Det er helt gratis.")
    rewrite_original(module, "Du kan lytte.", "Du kan lytte godt.")
    texts = {text.segment_id: "ar: ny" for text in sheet_of(translation) if text.original == "Du kan lytte godt."}
    take_texts(by=None, translation=translation, texts=texts)
    page = publish_translation(by=None, translation=translation)
    goals, text, _quiz = body_of(page)
    assert goals["items"][0] == "ar: ny"
    assert text["text"].endswith("<p>ar: Det er gratis.</p>")
    assert page.in_source_language == []


def test_part_that_nobody_has_translated_is_shown_in_the_original_and_says_so(client):
    module = original()
    translation = begun(module)
    texts = {text.segment_id: f"ar {text.original}" for text in sheet_of(translation) if text.part != "Quiz"}
    skip = {text.segment_id for text in sheet_of(translation) if text.original == "Ja."}
    take_texts(by=None, translation=translation, texts={key: text for key, text in texts.items() if key not in skip})
    page = publish_translation(by=None, translation=translation)
    assert page.in_source_language == [page.body[2].id]
    shown = client.get("/ar/moduler/bcdfgh/").content.decode()
    quiz = shown[shown.index("is-quiz") :]
    assert ' lang="nb" dir="ltr"' in quiz.split(">")[0]
    assert "Hva koster tolk?" in quiz
    assert "Prøv selv" in quiz
    assert '<article class="page module" lang="ar" dir="rtl">' in shown


def test_part_that_is_new_in_the_original_is_shown_in_the_original_only_once_published():
    module = original(body=[GOALS])
    translation = translated(module)
    page = ModulePage.objects.get(pk=module.pk)
    page.body.append(("home_task", {"text": "<p>Fortell.</p>"}))
    page.save_revision().publish()
    assert waiting(translation) == ["Fortell."]
    assert len(page_in().body) == 1
    publish_translation(by=None, translation=translation)
    assert [part.id for part in page_in().body][1:] == page_in().in_source_language


# --- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("of", "words", "fault"),
    [
        ("Ring [lokalt: telefon] først (K14).", "اتصلي (K14)", TextFault.LOCAL_MARK),
        ("Ring [lokalt: telefon] først (K14).", "اتصلي [lokalt: telefon]", TextFault.SOURCE_CODE),
        ("Ring [lokalt: telefon] først (K14).", "اتصلي [lokalt: هاتف] (K14)", TextFault.LOCAL_MARK),
        ("Du kan spørre [kontroller].", "اسألي", TextFault.CHECK_MARK),
        ("Du kan lytte.", "<script>alert(1)</script>", TextFault.TAG),
        ("Du kan lytte.", "<b>x", TextFault.TAG),
        ("Du kan lytte.", '<a href="https://x.no">x</a>', TextFault.TAG),
        ("Du kan lytte.", '<a id="a1">x</a>', TextFault.LINK),
        ("Hjelp", "x" * 81, TextFault.TOO_LONG),
        ("Lytt først.", "x" * 301, TextFault.TOO_LONG),
    ],
)
def test_text_that_lost_something_is_refused_and_nothing_is_taken(of, words, fault):
    translation = begun(original())
    ids = {text.original: text.segment_id for text in sheet_of(translation)}
    with pytest.raises(TextsRefusedError) as refusal:
        take_texts(by=None, translation=translation, texts={ids[of]: words, ids["Mye"]: "كثير"})
    assert [(text.original, faults) for text, faults in refusal.value.faults] == [(of, [fault])]
    assert "Mye" in waiting(translation)


def test_link_of_the_original_is_kept():
    module = original(body=[TEXT | {"text": '<p>Les <a href="https://nav.no">mer</a>.</p>'}])
    translation = begun(module)
    texts = {text.segment_id: text.original.replace("mer", "المزيد") for text in sheet_of(translation)}
    take_texts(by=None, translation=translation, texts=texts)
    page = publish_translation(by=None, translation=translation)
    assert '<a href="https://nav.no">المزيد</a>' in page.body[0].value["text"].source


def test_translation_into_its_own_language_is_refused():
    with pytest.raises(ValidationError, match="same_language"):
        begun(original(), "nb")


def test_module_that_is_not_published_cannot_be_translated():
    module = original()
    module.unpublish()
    with pytest.raises(ValidationError, match="not_published"):
        begun(ModulePage.objects.get(pk=module.pk))


def test_only_editors_translate():
    module = original()
    translation, nobody = begun(module), UserFactory()
    with pytest.raises(PermissionDenied):
        start_translation(by=nobody, module=module, language="da")
    with pytest.raises(PermissionDenied):
        take_texts(by=nobody, translation=translation, texts={})
    with pytest.raises(PermissionDenied):
        publish_translation(by=nobody, translation=translation)
    with pytest.raises(PermissionDenied):
        mark_translation(by=nobody, translation=translation, origin="checked")


# --- how good it is --------------------------------------------------------------------------------------------------


def test_translation_is_as_good_as_its_weakest_text(editor):
    module = original()
    translation = translated(module, is_machine=True)
    assert page_in().text_origin == "machine"
    mark_translation(by=editor, translation=translation, origin="checked")
    assert page_in().text_origin == "checked"
    assert page_in().marks.first().by == editor
    publish_translation(by=editor, translation=translation)
    assert page_in().text_origin == "checked"
    rewrite_original(module, "Det er gratis.", "Det er helt gratis.")
    translate_all(translation)
    assert publish_translation(by=editor, translation=translation).text_origin == "human"
    rewrite_original(module, "helt", "alltid")
    translate_all(translation, is_machine=True)
    assert publish_translation(by=editor, translation=translation).text_origin == "machine"


def test_part_kept_from_a_machine_keeps_the_page_a_machines(editor):
    module = original()
    translation = translated(module, is_machine=True)
    rewrite_original(module, "Det er gratis.", "Det er helt gratis.")
    assert publish_translation(by=editor, translation=translation).text_origin == "machine"


@pytest.mark.parametrize("origin", ["original", "", "perfect"])
def test_mark_that_is_no_origin_of_a_translation_is_refused(editor, origin):
    translation = translated(original())
    with pytest.raises(ValidationError, match="not_an_origin"):
        mark_translation(by=editor, translation=translation, origin=origin)


def test_translation_that_is_not_published_cannot_be_checked(editor):
    with pytest.raises(ValidationError, match="not_published"):
        mark_translation(by=editor, translation=begun(original()), origin="checked")


# --- translations from files -----------------------------------------------------------------------------------------

ARABIC = module_item(
    title="الاستماع",
    lead="استمعي أولاً.",
    text_origin="machine",
    body=[
        {"type": "goals", "items": ["يمكنك الاستماع.", "يمكنك السؤال [kontroller]."]},
        {"type": "text", "heading": "مساعدة", "text": "<p>اتصلي [lokalt: telefon] (K14).</p><p>مجاناً.</p>"},
        QUIZ,
    ],
)


def test_translation_from_a_file_is_followed_text_by_text():
    module = original()
    load_modules(ARABIC, language="ar")
    translation = Translation.objects.get()
    assert waiting(translation) == []
    assert all(text.is_machine for text in sheet_of(translation) if not text.is_behind)
    rewrite_original(module, "Det er gratis.", "Det er helt gratis.")
    assert waiting(translation) == ["Det er helt gratis."]


def test_translation_from_a_file_is_behind_what_somebody_changed_on_screen(editor):
    written = module_item(title="Å lytte", lead="Lytt først.", body=[GOALS, TEXT, QUIZ])
    module = original()
    page = ModulePage.objects.get(pk=module.pk)
    page.lead = "Lytt alltid først."
    page.save_revision(user=editor).publish()
    load_both(written, ARABIC)
    assert "Lytt alltid først." in waiting(Translation.objects.get())


def load_both(norwegian: dict, arabic: dict) -> None:
    """Load a module and its translation from the same folder."""
    from modules.actions import load_content
    from tests.factories.modules import INDEX

    languages = {
        "nb": {"index": INDEX, "modules": [norwegian]},
        "ar": {"index": INDEX, "modules": [arabic]},
    }
    load_content(by=None, content={"sources": [], "services": [], "languages": languages})


def test_file_with_fewer_parts_leaves_the_others_behind():
    original()
    load_modules(ARABIC | {"body": ARABIC["body"][:1]}, language="ar")
    assert "Hva koster tolk?" in waiting(Translation.objects.get())


def test_part_that_is_not_translated_survives_export_and_load():
    module = original()
    translation = begun(module)
    texts = {text.segment_id: f"ar {text.original}" for text in sheet_of(translation) if text.original != "Ja."}
    take_texts(by=None, translation=translation, texts=texts)
    page = publish_translation(by=None, translation=translation)
    item = documents.module_as_item(page, documents.names_for("ar", rows_of))
    assert [part.get("untranslated") for part in item["body"]] == [None, None, True]
    page.delete()
    load_modules(item, language="ar")
    assert page_in().in_source_language == [page_in().body[2].id]
    assert "Ja." in waiting(Translation.objects.get())
    assert "Hjelp" not in waiting(Translation.objects.get())
