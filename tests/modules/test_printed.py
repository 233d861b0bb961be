"""A module on paper: what each reader gets, and what nobody gets."""

import io

import docx
import pypdf
import pytest

from lms.kit.docx import word_file
from lms.kit.paper import Box, Document, Heading, Items, Paragraph, Run, Section, Table
from lms.kit.pdf import pdf_file
from modules.actions import publish_translation, take_texts
from modules.blocks import ModuleBody
from modules.documents.parts import PARTS
from modules.documents.printed import Order, Reader, module_paper
from modules.figures.texts import sheet_of
from modules.models import ModulePage
from modules.queries import SlotValue
from tests.factories.modules import make_exercise, make_module, make_service, make_source, make_word
from tests.factories.translations import begun, original, said

BODY = [
    {"type": "key_messages", "items": ["Ring 116 117 (K1). Det er gratis (K99) [kontroller pris]."]},
    {"type": "text", "heading": "Legen", "text": "<p>Helsestasjonen [lokalt: helsestasjon].</p>"},
    {"type": "words", "words": [{"term": "samtykke"}]},
    {"type": "session_plan", "steps": [{"minutes": 25, "kind": "welcome", "text": "Mat", "who": "Alle"}]},
    {"type": "exercises", "items": [{"exercise": "Nøkler", "how": "Ta med nøkler."}]},
    {"type": "reflection", "questions": ["Hva gjør jeg?"]},
    {"type": "quiz", "questions": [{"question": "Koster det?", "answers": [
        {"text": "Nei", "is_right": True, "reply": "Riktig, det er gratis."}, {"text": "Ja", "reply": "Det er gratis."},
    ]}]},
    {"type": "worksheet", "title": "Planen", "items": ["Tre ting"]},
    {"type": "help", "entries": [{"service": "vo-linjen"}, {"service": "ny", "note": "[kontroller nummer]"},
                                 {"name": "Koordinator [lokalt: koordinator]"}]},
    {"type": "guest", "taught_by": "fagperson", "text": "Helsesykepleier."},
    {"type": "coordinator_notes", "text": "Skriv ut kort."},
    {"type": "sources", "sources": [{"source": "K1"}]},
]  # fmt: skip


@pytest.fixture
def module(home) -> ModulePage:
    make_service()
    make_service("ny", "Ny linje", number="800 12 345", is_checked=False)
    make_word()
    make_exercise()
    make_source()
    return make_module(title="Kvinnehelse", lead="Om kroppen.", body=BODY)


def printed(module: ModulePage, reader: Reader = Reader.HANDOUT, **facts) -> Document:
    return module_paper(module, Order(reader, **facts))


def runs(blocks) -> list[Run]:
    found: list[Run] = []
    for block in blocks:
        match block:
            case Paragraph():
                found += block.runs
            case Heading():
                found.append(Run(block.text))
            case Items():
                found += [run for item in block.items for run in runs(item.blocks)]
            case Box():
                found += runs(block.blocks)
            case Table():
                found += [Run(name) for name in block.head]
                found += [run for row in block.rows for cell in row for run in cell]
    return found


def text(paper: Document) -> str:
    return "\n".join(run.text for run in runs(paper.blocks))


def headings(paper: Document) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Heading)]


def test_handout_has_no_notes_no_guests_and_no_minutes(module):
    said = text(printed(module))
    assert "Skriv ut kort." not in said
    assert "Helsesykepleier" not in said
    assert "25" not in said
    assert "Mat" in said


def test_guide_has_plan_notes_and_guests(module):
    paper = printed(module, Reader.GUIDE)
    assert {"Notater til koordinatoren", "Fagpersoner", "Kvelden"} <= set(headings(paper))
    plan = next(block for block in paper.blocks if isinstance(block, Table) and block.title == "Kvelden")
    assert [run.text for cell in plan.rows[0] for run in cell] == ["25", "Mat", "Alle"]


def test_marks_of_editors_are_on_no_paper(module):
    for reader in Reader:
        said = text(printed(module, reader))
        assert "kontroller pris" not in said
        assert "[" not in said


def test_source_is_named_only_where_the_module_lists_it(module):
    said = text(printed(module))
    assert "(K1)" in said
    assert "K99" not in said


def test_local_place_is_a_line_to_write_on_until_the_district_has_filled_it_in(module):
    assert [run.text for run in runs(printed(module).blocks) if run.blank] == ["spør koordinatoren din"] * 2
    value = SlotValue("Alna helsestasjon", "23 47 00 00", "tel:23470000", "Tveita", "")
    filled = printed(module, slots={"helsestasjon": value})
    assert "Alna helsestasjon" in text(filled)
    assert [run.text for run in runs(filled.blocks) if run.blank] == ["spør koordinatoren din"]
    assert any(run.text == "23 47 00 00" and run.ltr for run in runs(filled.blocks))


def test_number_that_nobody_checked_says_so(module):
    said = [run.text for run in runs(printed(module).blocks)]
    assert "116 006" in said
    assert "800 12 345" in said
    assert said[said.index("800 12 345") + 1] == " (Ikke kontrollert ennå)"
    assert said[said.index("116 006") + 1] != " (Ikke kontrollert ennå)"


def test_number_changed_in_the_register_is_right_on_the_next_paper(module):
    service = make_service("fersk", "Fersk", number="116 999")
    module = make_module("wwwwww", body=[{"type": "help", "entries": [{"service": "fersk"}]}])
    service.number = "116 998"
    service.save()
    assert "116 998" in text(printed(module))


def test_word_carries_its_explanation_and_the_quiz_its_answers(module):
    said = text(printed(module))
    assert "du sier ja" in said
    assert "Riktig, det er gratis." in said


def test_sensitive_module_has_a_neutral_title_but_its_own_heading(module):
    module = make_module("kkkkkk", title="Vold", sensitivity="yes", neutral_name="Tema", content_warning="Om vold.")
    paper = printed(module, number=15)
    assert paper.title == "Tema"
    assert "Vold" not in paper.footer
    assert headings(paper)[0] == "Vold"
    assert "Om vold." in text(paper)


def test_every_kind_of_part_has_its_form_on_paper():
    assert set(PARTS) == set(ModuleBody().child_blocks)


@pytest.mark.parametrize("reader", Reader)
def test_as_many_queries_for_three_services_as_for_one(module, reader, django_assert_num_queries):
    one = ModulePage.objects.select_related("locale", "alias_of__locale").get(pk=module.pk)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        printed(one, reader)
    for number in range(3):
        make_service(f"flere-{number}", f"Flere {number}", always_visible=True)
    more = ModulePage.objects.select_related("locale", "alias_of__locale").get(pk=module.pk)
    with django_assert_num_queries(len(asked)):
        printed(more, reader)


@pytest.mark.long
def test_every_module_of_the_starter_curriculum_prints_for_both_readers_in_both_forms(curriculum):
    pages = ModulePage.objects.select_related("locale")
    assert pages.filter(locale__language_code="nb").count() == 17
    assert pages.filter(locale__language_code="ar").exists()
    for module in pages:
        for reader in Reader:
            paper = printed(module, reader)
            written = docx.Document(io.BytesIO(word_file(paper)))
            drawn = pypdf.PdfReader(io.BytesIO(pdf_file(paper)))
            assert [p.text for p in written.paragraphs if p.style.name == "Heading 1"] == [module.title]
            assert drawn.trailer["/Root"]["/Lang"] == module.locale.language_code
            if module.locale.language_code == "nb":
                assert len([p for p in written.paragraphs if p.style.name == "Heading 2"]) >= 8, module.title


def test_translation_by_machine_says_so_on_paper(curriculum):
    module = ModulePage.objects.filter(locale__language_code="ar").first()
    paper = printed(module)
    assert paper.rtl
    boxes = [text_of.runs[0].text for box in paper.blocks if isinstance(box, Box) for text_of in box.blocks]
    assert any("آلة" in said for said in boxes)


@pytest.mark.usefixtures("home")
def test_part_that_nobody_has_translated_says_so_and_stands_in_its_own_direction():
    translation = begun(original())
    first = next(text for text in sheet_of(translation) if text.original == "Du kan lytte.")
    take_texts(by=None, translation=translation, texts={first.segment_id: said(first.original)})
    publish_translation(by=None, translation=translation)
    paper = printed(ModulePage.objects.get(slug="bcdfgh", locale__language_code="ar"))
    foreign = [block for block in paper.blocks if isinstance(block, Section)]
    assert paper.rtl
    assert {(each.language, each.rtl) for each in foreign} == {("nb", False)}
    assert "Det er gratis." in "".join(run.text for run in runs([block for each in foreign for block in each.blocks]))
    assert sum("لم يُترجم" in run.text for run in runs(paper.blocks)) == len(foreign)
    for write in (word_file, pdf_file):
        assert write(paper)
