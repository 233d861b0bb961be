"""A Word file becomes a draft: new or over a module, from our own copy or from anybody."""

import io
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import PageLogEntry

from lms.kit.docx import word_file
from lms.kit.docx_reading.notes import Oddity
from lms.kit.files import FileRefusedError
from lms.people.actions.rights import mirror_roles, sync_roles
from lms.people.models import User
from lms.people.roles import Role
from modules.actions.word import import_word_file, import_word_file_over
from modules.documents.editing import editing_copy
from modules.documents.word_report import SENTENCES, report_of
from modules.models import EditorialTodo, ModuleIndexPage, ModulePage, WordImport
from modules.rules.word import Reported
from tests.factories.modules import make_exercise, make_module
from tests.factories.people import DistrictFactory, OrganisationFactory, person_with
from tests.factories.translations import translated
from tests.factories.word import add_photo, blank, bytes_of, table

FILES = Path(__file__).parents[1] / "kit" / "files"
BODY = [
    {"type": "goals", "items": ["Du kan lytte.", "Du kan spørre."]},
    {"type": "text", "heading": "Legen", "text": "<p>Ring [lokalt]. Det er gratis (K14) [kontroller pris].</p>"},
    {"type": "exercises", "items": [{"name": "Kort", "exercise": "Nøkler", "minutes": 25, "how": "Legg kort."}]},
    {"type": "quiz", "questions": [{"question": "Hva?", "answers": [{"text": "A", "reply": "B"}] * 2}]},
]


@pytest.fixture
def editor(home) -> User:
    sync_roles()
    person = person_with(Role.SECRETARIAT, OrganisationFactory())
    mirror_roles(person)
    return person


@pytest.fixture
def page(editor) -> ModulePage:
    make_exercise()
    return make_module(body=BODY)


@pytest.fixture
def index(page) -> ModuleIndexPage:
    return ModuleIndexPage.objects.get(locale__language_code="nb")


def draft(page: ModulePage) -> ModulePage:
    return ModulePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def kinds(page: ModulePage) -> list[str]:
    return [part.block_type for part in draft(page).body]


def codes(done: WordImport) -> list[str]:
    return [note["code"] for note in done.notes]


def copy_of(page: ModulePage, change=lambda document: None) -> io.BytesIO:
    """Give the editing copy, after somebody has changed it in Word."""
    import docx

    document = docx.Document(io.BytesIO(word_file(editing_copy(draft(page)))))
    change(document)
    return bytes_of(document)


def reworded(old: str, new: str):
    def change(document) -> None:
        for paragraph in document.paragraphs:
            if old in paragraph.text:
                paragraph.runs[0].text = paragraph.text.replace(old, new)
                for run in paragraph.runs[1:]:
                    run.text = ""

    return change


# --- there and back ---------------------------------------------------------------------------------------------------


def test_unchanged_copy_changes_nothing_not_even_ids(editor, page):
    before = list(draft(page).body.get_prep_value())
    done = import_word_file_over(by=editor, page=page, file=copy_of(page), name="kopi.docx")
    assert list(draft(page).body.get_prep_value()) == before
    assert done.notes == []
    assert done.is_ours


def test_changed_paragraph_comes_in_and_everything_else_stays(editor, page):
    before = list(draft(page).body.get_prep_value())
    import_word_file_over(by=editor, page=page, file=copy_of(page, reworded("gratis", "helt gratis")), name="kopi.docx")
    after = list(draft(page).body.get_prep_value())
    assert after[1]["value"]["text"] == before[1]["value"]["text"].replace("gratis", "helt gratis")
    assert "helt gratis (K14) [kontroller pris]." in after[1]["value"]["text"]
    assert after[1]["id"] == before[1]["id"]
    assert [after[0], *after[2:]] == [before[0], *before[2:]]


def test_changed_goal_keeps_the_ids_of_all_goals(editor, page):
    before = draft(page).body.get_prep_value()[0]["value"]["items"]
    import_word_file_over(by=editor, page=page, file=copy_of(page, reworded("spørre", "spørre mer")), name="kopi.docx")
    after = draft(page).body.get_prep_value()[0]["value"]["items"]
    assert [item["id"] for item in after] == [item["id"] for item in before]
    assert after[1]["value"] == "<p>Du kan spørre mer.</p>"


def test_paragraph_written_between_the_parts_comes_in(editor, page):
    def change(document) -> None:
        document.add_heading("Ny del", 2)
        document.add_paragraph("Ny tekst.")

    import_word_file_over(by=editor, page=page, file=copy_of(page, change), name="kopi.docx")
    last = draft(page).body.get_prep_value()[-1]
    assert (last["type"], last["value"]) == ("text", {"heading": "Ny del", "text": "<p>Ny tekst.</p>"})


def test_part_taken_out_of_the_copy_is_gone_and_reported(editor, page):
    def change(document) -> None:
        for paragraph in list(document.paragraphs):
            if paragraph.text.startswith(("Legen", "Ring [lokalt")):
                paragraph._p.getparent().remove(paragraph._p)

    done = import_word_file_over(by=editor, page=page, file=copy_of(page, change), name="kopi.docx")
    assert kinds(page) == ["goals", "exercises", "quiz"]
    assert codes(done) == [Reported.PART_MISSING]
    assert "gratis" not in str(draft(page).body.get_prep_value())


def test_copy_of_another_module_is_refused_and_nothing_changes(editor, page):
    other = make_module("kkkkkk", title="En annen")
    with pytest.raises(ValidationError) as refused:
        import_word_file_over(by=editor, page=page, file=copy_of(other), name="kopi.docx")
    assert refused.value.error_list[0].code == "other_module"
    assert WordImport.objects.count() == 0


def test_copy_as_a_new_module_brings_all_but_what_stands_on_the_website(editor, page, index):
    done = import_word_file(by=editor, index=index, file=copy_of(page), name="kopi.docx")
    assert kinds(done.page) == ["goals", "text", "exercises"]
    assert codes(done) == [Reported.PLACEHOLDER_LOST]
    assert draft(done.page).body.get_prep_value()[2]["value"]["items"][0]["value"]["minutes"] == 25


# --- anybody's file ---------------------------------------------------------------------------------------------------


def test_file_becomes_a_draft_of_a_new_module(editor, index):
    with (FILES / "libreoffice-nb.docx").open("rb") as file:
        done = import_word_file(by=editor, index=index, file=file, name="søvn.docx")
    page = done.page
    assert (page.title, page.live, page.owner, page.get_parent().pk) == ("Søvn", False, editor, index.pk)
    assert kinds(page) == ["goals", "text", "session_plan", "text"]
    assert codes(done) == [
        Oddity.PAGE_HEADER, Oddity.FOOTNOTE, Oddity.TRACKED_IN, Oddity.TRACKED_OUT, Oddity.TEXT_BOX, Oddity.COMMENT,
        Reported.KINDS_GUESSED, Reported.CLOCK_LEFT_OUT,
    ]  # fmt: skip
    assert PageLogEntry.objects.for_instance(page).filter(action="modules.word_read_in", user=editor).exists()


def test_arabic_file_among_norwegian_modules_is_asked_about(editor, index):
    with (FILES / "libreoffice-ar.docx").open("rb") as file:
        done = import_word_file(by=editor, index=index, file=file, name="nawm.docx")
    assert kinds(done.page) == ["goals", "text", "rights"]
    assert codes(done) == [Reported.OTHER_DIRECTION]


def test_marks_in_a_file_become_to_dos(editor, index):
    document = blank()
    document.add_paragraph("Tolk koster 0 kroner [kontroller].")
    done = import_word_file(by=editor, index=index, file=bytes_of(document), name="tolk.docx")
    assert EditorialTodo.objects.filter(page=done.page).count() == 1


def test_picture_goes_into_the_library_with_its_words(editor, index):
    document = blank()
    document.add_heading("Legen", 1)
    add_photo(document, "En dør")
    add_photo(document)
    done = import_word_file(by=editor, index=index, file=bytes_of(document), name="lege.docx")
    shown = [part.value["picture"] for part in draft(done.page).body if part.block_type == "picture"]
    assert [image.contextual_alt_text for image in shown] == ["En dør", ""]
    assert codes(done) == [Oddity.NO_ALT_TEXT]


def test_file_without_a_title_is_called_by_the_name_given_or_its_own(editor, index):
    document = blank()
    document.add_paragraph("Tekst.")
    named = import_word_file(by=editor, index=index, file=bytes_of(document), name="tolk.docx", title="Tolk")
    unnamed = import_word_file(by=editor, index=index, file=bytes_of(document), name="tolk hos legen.docx")
    assert [named.page.title, unnamed.page.title] == ["Tolk", "tolk hos legen"]


def test_what_is_published_stays_while_the_draft_is_replaced(editor, page):
    document = blank()
    table(document, ("Min", "Hva"), ("20", "Mat"))
    import_word_file_over(by=editor, page=page, file=bytes_of(document), name="plan.docx")
    assert kinds(page) == ["session_plan"]
    live = ModulePage.objects.get(pk=page.pk)
    assert [part.block_type for part in live.body] == ["goals", "text", "exercises", "quiz"]
    assert live.title == page.title
    assert live.has_unpublished_changes


def test_nothing_is_half_imported(editor, index, monkeypatch):
    document = blank()
    add_photo(document, "En dør")
    monkeypatch.setattr("modules.actions.word.renew_todos", lambda **_: 1 / 0)
    before = ModulePage.objects.count()
    with pytest.raises(ZeroDivisionError):
        import_word_file(by=editor, index=index, file=bytes_of(document), name="lege.docx")
    assert ModulePage.objects.count() == before
    assert get_image_model().objects.count() == 0


def test_renamed_zip_leaves_nothing(editor, index):
    before = ModulePage.objects.count()
    with pytest.raises(FileRefusedError):
        import_word_file(by=editor, index=index, file=io.BytesIO(b"PK\x05\x06" + b"\0" * 18), name="zip.docx")
    assert ModulePage.objects.count() == before


def test_locked_module_is_not_overwritten(editor, page):
    ModulePage.objects.filter(pk=page.pk).update(
        locked=True, locked_by=person_with(Role.SECRETARIAT, OrganisationFactory())
    )
    locked = ModulePage.objects.get(pk=page.pk)
    with pytest.raises(ValidationError) as refused:
        import_word_file_over(by=editor, page=locked, file=copy_of(page), name="kopi.docx")
    assert refused.value.error_list[0].code == "locked"


def test_translation_that_follows_its_original_takes_no_file_and_leads_to_its_own_page(editor, page, client):
    translated(page)
    arabic = ModulePage.objects.get(translation_key=page.translation_key, locale__language_code="ar")
    with pytest.raises(ValidationError) as refused:
        import_word_file_over(by=editor, page=arabic, file=copy_of(arabic), name="kopi.docx")
    assert refused.value.error_list[0].code == "translation"
    client.force_login(editor)
    answer = client.get(reverse("word_import_over", args=[arabic.pk]))
    assert answer.url == reverse("translation", args=[arabic.slug, "ar"])


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.HELPER])
def test_others_cannot_read_files_in(page, index, role):
    person = person_with(role, DistrictFactory())
    with pytest.raises(PermissionDenied):
        import_word_file(by=person, index=index, file=io.BytesIO(), name="x.docx")
    with pytest.raises(PermissionDenied):
        import_word_file_over(by=person, page=page, file=io.BytesIO(), name="x.docx")


# --- the screens ------------------------------------------------------------------------------------------------------


def upload(document=None, name: str = "fil.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, bytes_of(document or blank()).read())


def test_editor_chooses_a_file_reads_the_report_and_goes_to_the_draft(client, editor, index):
    client.force_login(editor)
    address = reverse("word_import", args=[index.pk])
    assert address in client.get(reverse("wagtailadmin_explore", args=[index.pk])).content.decode()
    assert client.get(address).status_code == 200
    document = blank()
    document.add_heading("Modul 4: Tolk", 0)
    document.add_paragraph("Tekst.").add_run(" Skjult.").font.hidden = True
    response = client.post(address, {"file": upload(document), "bold_is_heading": "on"}, follow=True)
    shown = response.content.decode()
    page = ModulePage.objects.get(title="Tolk")
    assert "Skjult tekst ble utelatt." in shown
    assert "Avsnitt 2, under «Modul 4: Tolk»" in shown
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in shown
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def test_editor_reads_a_file_over_a_module(client, editor, page):
    client.force_login(editor)
    address = reverse("word_import_over", args=[page.pk])
    assert address in client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    response = client.post(address, {"file": SimpleUploadedFile("k.docx", copy_of(page).read())}, follow=True)
    assert "Alt i filen ble forstått." in response.content.decode()


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (lambda: SimpleUploadedFile("a.doc", b"x"), "Filer av dette slaget tas ikke imot her"),
        (lambda: SimpleUploadedFile("a.docx", b"PK" + b"\0" * 30), "Filen er skadet"),
        (lambda: SimpleUploadedFile("a.docx", b"%PDF"), "annet slag"),
    ],
)
def test_file_that_is_not_taken_is_answered_with_a_sentence(client, editor, index, file, sentence):
    client.force_login(editor)
    response = client.post(reverse("word_import", args=[index.pk]), {"file": file()})
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_form_without_a_file_asks_for_one(client, editor, index):
    client.force_login(editor)
    assert client.post(reverse("word_import", args=[index.pk]), {}).status_code == 422


def test_coordinator_reaches_none_of_the_screens(client, editor, page, index):
    done = import_word_file(by=editor, index=index, file=upload(), name="x.docx")
    client.force_login(person_with(Role.COORDINATOR, DistrictFactory()))
    for name, key in (("word_import", index.pk), ("word_import_over", page.pk), ("word_report", done.public_id)):
        assert client.get(reverse(name, args=[key])).status_code in (302, 404)


def test_every_code_has_a_sentence():
    assert set(SENTENCES) == {*Oddity, *Reported}


def test_report_counts_parts_and_sorts_what_it_says(editor, index):
    with (FILES / "libreoffice-nb.docx").open("rb") as file:
        report = report_of(import_word_file(by=editor, index=index, file=file, name="s.docx"))
    assert ("Tekst", 2) in report.parts
    assert [line.place for line in report.lost] == ["Hele filen", "Avsnitt 13, under «Skjerm»"]
    assert len(report.changed) == 4
    assert len(report.done) == 2


def test_import_keeps_no_name_of_the_file(editor, index):
    done = import_word_file(by=editor, index=index, file=upload(), name="Kari Nordmann.docx", title="Tolk")
    assert "Kari" not in str(vars(done))
    assert "Kari" not in "".join(str(entry.data) for entry in PageLogEntry.objects.for_instance(done.page))
