"""Modules and editions as files: who gets them, how they are called, what is in a book."""

import io

import docx
import pypdf
import pytest
from django.urls import reverse
from docx.oxml.ns import qn
from wagtail.models import PageViewRestriction

from curriculum.actions.releasing import pin_correction, pin_translation
from curriculum.documents import edition_book
from curriculum.models import CurriculumEdition, EditionModule
from home.models import HomePage
from lms.kit.paper import Box, Heading, Section, headings
from lms.people.roles import Role
from modules.documents.printed import Reader
from tests.factories.curriculum import make_module, make_released, rewrite, translate
from tests.factories.people import DistrictFactory, LocalGroupFactory, person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home", "one_edition")]


def handout(page, kind: str = "pdf", view: str = "module_handout") -> str:
    return reverse(view, args=[page.locale.language_code, page.slug, kind])


def book(edition, language: str = "nb", reader: str = "guide", kind: str = "docx") -> str:
    return reverse("edition_file", args=[edition.public_id, language, reader, kind])


@pytest.fixture
def edition() -> CurriculumEdition:
    return CurriculumEdition.objects.get()


@pytest.fixture
def module(edition):
    return edition.places.get(position=2).module


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF-"), ("docx", b"PK")])
def test_everybody_gets_the_handout_without_a_cookie(client, module, kind, begins):
    response = client.get(handout(module, kind))
    assert response.status_code == 200
    assert response.content.startswith(begins)
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert not response.cookies


def test_name_of_a_file_says_number_title_form_and_language_in_plain_letters(client, home):
    module = make_module("Påske & ærlighet på øya")
    make_released([make_module("A", "frame"), module, make_module("B", "frame")], label="ny")
    response = client.get(handout(module))
    assert 'filename="2-paske-aerlighet-pa-oya-handout-nb.pdf"' in response["Content-Disposition"]


def test_sensitive_module_gives_a_file_with_a_neutral_name_that_nothing_keeps(client, home):
    page = make_module("Vold", sensitivity="yes", neutral_name="Tema")
    response = client.get(handout(page))
    assert f'filename="tema-{page.slug}.pdf"' in response["Content-Disposition"]
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert pypdf.PdfReader(io.BytesIO(response.content)).metadata.title == "Tema"


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.HELPER])
def test_leader_gets_the_guide(client, module, role):
    client.force_login(person_with(role, DistrictFactory()))
    assert client.get(handout(module, view="module_guide")).status_code == 200


@pytest.mark.parametrize("view", ["module_handout", "module_guide"])
def test_file_of_somebody_who_is_signed_in_stays_in_no_cache(client, module, coordinator, view):
    client.force_login(coordinator)
    assert client.get(handout(module, "docx", view))["Cache-Control"] == "private, no-store"


def test_trainee_gets_no_guide_and_is_not_offered_one(client, module):
    client.force_login(person_with(Role.TRAINEE, LocalGroupFactory()))
    assert client.get(handout(module, view="module_guide")).status_code == 404
    page = client.get(module.url).content.decode()
    assert handout(module) in page
    assert handout(module, view="module_guide") not in page


def test_module_offers_its_papers_to_who_may_have_them(client, module):
    assert handout(module) in client.get(module.url).content.decode()
    client.force_login(person_with(Role.COORDINATOR, DistrictFactory()))
    assert handout(module, view="module_guide") in client.get(module.url).content.decode()


def test_module_for_participants_only_asks_who_she_is(client, module):
    PageViewRestriction.objects.create(page=module, restriction_type=PageViewRestriction.LOGIN)
    response = client.get(handout(module))
    assert response.status_code == 302
    assert reverse("account_request_login_code") in response["Location"]
    client.force_login(person_with(Role.TRAINEE, LocalGroupFactory()))
    assert client.get(handout(module)).status_code == 200


@pytest.mark.parametrize("kind", ["exe", "html", "PDF"])
def test_other_kinds_of_file_are_not_there(client, module, kind):
    assert client.get(handout(module, kind)).status_code == 404


def test_module_that_is_no_longer_published_is_not_printed(client, module):
    module.unpublish()
    assert client.get(handout(module)).status_code == 404


def test_sign_that_no_font_has_is_answered_with_a_sentence(client, module):
    module = make_module("Utenfor utgavene", text="Hei 秀")
    response = client.get(handout(module))
    assert response.status_code == 422
    assert "秀" in response.content.decode()
    assert client.get(handout(module, "docx")).status_code == 200


def test_paper_has_the_text_that_readers_get(client, module):
    rewrite(module, "Venter på neste utgave.")
    word = docx.Document(io.BytesIO(client.get(handout(module, "docx")).content))
    assert "Venter på neste utgave." not in "\n".join(p.text for p in word.paragraphs)


@pytest.mark.parametrize(("view", "says_why"), [("module_handout", False), ("module_guide", True)])
def test_why_a_text_was_corrected_is_printed_for_those_who_lead_only(client, module, coordinator, view, says_why):
    page = rewrite(module, "Rettet tekst.")
    pin_correction(
        by=None,
        edition_module=EditionModule.objects.get(module=module),
        locale=page.locale,
        revision=page.live_revision,
        reason="En feil ble meldt",
    )
    client.force_login(coordinator)
    word = docx.Document(io.BytesIO(client.get(handout(module, "docx", view)).content))
    text = "\n".join(p.text for table in word.tables for p in table._cells[0].paragraphs)
    text += "\n".join(p.text for p in word.paragraphs)
    assert "Rettet" in text
    assert ("En feil ble meldt" in text) == says_why


# --- books -----------------------------------------------------------------------------------------------------------


def test_book_has_every_module_in_order_with_its_number(edition):
    titles = [heading.text for heading in headings(edition_book(edition, Reader.GUIDE, "nb").blocks)]
    numbered = [f"{place.position}. {place.shown_title}" for place in edition.places.order_by("position")]
    assert [title for title in titles if title[0].isdigit()] == numbered
    assert titles[:2] == ["Seks verdier du kan kjenne oss på", "Når utdanningen er fullført"]


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_book_names_the_core_values_before_the_first_module(client, edition, secretary, kind):
    client.force_login(secretary)
    file = io.BytesIO(client.get(book(edition, kind=kind)).content)
    if kind == "pdf":
        said = " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    else:
        said = " ".join(paragraph.text for paragraph in docx.Document(file).paragraphs)
    names = ("Anerkjennelse", "Tillit", "Mangfold", "Respekt", "Likeverd", "Ansvar")
    assert all(name in said for name in names)
    assert "Du bestemmer over livet ditt" in " ".join(said.split())


def test_values_of_a_book_are_those_of_its_language_and_say_whose_words_they_are(edition):
    arabic, swedish = (edition_book(edition, Reader.HANDOUT, language).blocks for language in ("ar", "sv"))
    titles = [block.text for block in arabic if isinstance(block, Heading)]
    assert titles[0] == "ست قيم نُعرف بها"
    assert isinstance(arabic[arabic.index(Heading(titles[0], 1, new_page=True)) + 1], Box)
    original = next(block for block in swedish if isinstance(block, Section))
    assert (original.language, original.blocks[0].text) == ("nb", "Seks verdier du kan kjenne oss på")


def test_book_without_values_on_the_first_page_has_no_page_for_them(edition):
    for page in HomePage.objects.all():
        page.body = [part for part in page.body.raw_data if part["type"] != "values"]
        page.save()
    titles = [heading.text for heading in headings(edition_book(edition, Reader.GUIDE, "nb").blocks)]
    assert titles[0] == "Når utdanningen er fullført"


def test_book_keeps_the_pinned_text_when_a_module_changes(edition, module):
    rewrite(module, "Helt ny tekst.")
    said = str(edition_book(edition, Reader.GUIDE, "nb").blocks)
    assert "Helt ny tekst." not in said


def test_module_without_a_translation_stands_in_its_own_language_and_direction(edition, secretary):
    place = edition.places.get(position=1)
    translated = translate(place.module, "ar", "مقدمة")
    pin_translation(
        by=secretary,
        edition_module=place,
        locale=translated.locale,
        revision=translated.live_revision,
        reason="Oversatt",
    )
    paper = edition_book(edition, Reader.HANDOUT, "ar")
    assert paper.rtl
    sections = [block for block in paper.blocks if isinstance(block, Section)]
    assert {(section.language, section.rtl) for section in sections} == {("nb", False)}
    assert len(sections) == edition.places.count() - 1
    assert any(isinstance(block, Heading) and "مقدمة" in block.text for block in paper.blocks)


def test_secretariat_fetches_the_book_with_contents_that_lead_to_every_module(client, edition, secretary):
    client.force_login(secretary)
    word = docx.Document(io.BytesIO(client.get(book(edition)).content))
    links = [link.get(qn("w:anchor")) for link in word.element.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))]
    marks = {mark.get(qn("w:name")) for mark in word.element.iter(qn("w:bookmarkStart"))}
    assert len(links) >= edition.places.count()
    assert set(links) <= marks
    drawn = pypdf.PdfReader(io.BytesIO(client.get(book(edition, kind="pdf")).content))
    numbered = [entry.title for entry in drawn.outline if not isinstance(entry, list) and entry.title[0].isdigit()]
    assert len(numbered) == edition.places.count()


def test_edition_offers_its_book_in_each_language(client, edition, secretary):
    client.force_login(secretary)
    shown = client.get(reverse("edition", args=[edition.public_id])).content.decode()
    assert book(edition) in shown
    assert book(edition, reader="handout", kind="pdf") in shown


@pytest.mark.parametrize("form", [("xx", "guide", "pdf"), ("nb", "x", "pdf"), ("nb", "guide", "x")])
def test_book_that_cannot_be_is_not_there(client, edition, secretary, form):
    client.force_login(secretary)
    assert client.get(book(edition, *form)).status_code == 404


def test_coordinator_gets_no_book(client, edition, coordinator):
    client.force_login(coordinator)
    assert client.get(book(edition)).status_code == 404
