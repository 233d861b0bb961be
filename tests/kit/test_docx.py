"""Word files: what stands in them is real, so that everybody and every program can find her way."""

import io
from datetime import UTC, datetime

import docx
import mammoth
import pytest
from docx.oxml.ns import qn
from PIL import Image

from lms.kit.docx import word_file
from lms.kit.paper import Box, Contents, Document, Heading, Item, Items, Lines, Paragraph, Picture, Run, Table, words
from lms.kit.prose import blocks_of, runs_of

AT = datetime(2026, 11, 1, 12, tzinfo=UTC)


def picture() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (40, 20), "purple").save(held, "PNG")
    return held.getvalue()


def written(*blocks, **facts):
    facts = {"title": "Barns hverdag", "language": "nb", "at": AT} | facts
    return docx.Document(io.BytesIO(word_file(Document(blocks=blocks, **facts))))


def as_html(*blocks) -> str:
    data = word_file(Document(title="x", language="nb", at=AT, blocks=blocks))
    return mammoth.convert_to_html(io.BytesIO(data)).value


def test_headings_are_headings_and_carry_their_bookmark():
    file = written(Heading("Barns hverdag", 1), Heading("Læringsmål", 2, name="bb_goals_0123456789abcdef"))
    assert [(p.style.name, p.text) for p in file.paragraphs] == [
        ("Heading 1", "Barns hverdag"),
        ("Heading 2", "Læringsmål"),
    ]
    marks = file.paragraphs[1]._p.findall(qn("w:bookmarkStart"))
    assert [mark.get(qn("w:name")) for mark in marks] == ["bb_goals_0123456789abcdef"]


def test_lists_keep_their_levels_and_each_numbered_one_begins_at_one():
    nested = blocks_of("<ol><li>En<ul><li>inni</li></ul></li><li>To</li></ol>")
    html = as_html(*nested, words("Mellom"), *blocks_of("<ol><li>Ny</li></ol>"))
    assert "<ol><li>En<ul><li>inni</li></ul></li><li>To</li></ol>" in html
    numbers = [p._p.pPr.numPr.numId.val for p in written(*nested, *nested).paragraphs if p.text == "En"]
    assert len(set(numbers)) == 2


def test_second_paragraph_of_an_entry_stands_under_it_without_a_sign():
    entry = Item((words("Først"), words("Så")))
    file = written(Items((entry,)))
    assert file.paragraphs[0]._p.pPr.numPr is not None
    assert file.paragraphs[1]._p.pPr.numPr is None
    assert file.paragraphs[1].paragraph_format.left_indent


def test_first_row_of_a_table_is_its_header():
    file = written(Table(("Minutter", "Hva"), (((Run("10"),), (Run("Pause"),)),), (1, 4), "Kvelden"))
    table = file.tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Kvelden"


def test_picture_says_what_it_shows():
    file = written(Picture(picture(), alt="En bro i kveldslys", caption="Broen"))
    assert file.inline_shapes[0]._inline.docPr.get("descr") == "En bro i kveldslys"
    assert file.paragraphs[-1].text == "Broen"


def test_file_names_its_title_language_and_time():
    facts = written(words("x"), key="brobygger:module:1").core_properties
    assert (facts.title, facts.language, facts.identifier) == ("Barns hverdag", "nb-NO", "brobygger:module:1")
    assert facts.modified.replace(tzinfo=UTC) == AT


def test_right_to_left_is_set_on_pages_paragraphs_runs_and_tables():
    numbers = Paragraph((Run("اتصل "), Run("116 117", ltr=True)))
    file = written(numbers, Table(("أ", "ب"), (((Run("١"),), (Run("٢"),)),)), language="ar", rtl=True)
    assert file.sections[0]._sectPr.find(qn("w:bidi")) is not None
    paragraph = file.paragraphs[0]
    assert paragraph._p.pPr.find(qn("w:bidi")) is not None
    arabic, number = paragraph.runs
    assert arabic._r.rPr.find(qn("w:rtl")) is not None
    assert arabic._r.rPr.find(qn("w:lang")).get(qn("w:bidi")) == "ar-SA"
    assert number._r.rPr.find(qn("w:rtl")) is None, "digits in groups would change places"
    assert file.tables[0]._tbl.tblPr.find(qn("w:bidiVisual")) is not None


def test_contents_lead_to_every_heading_of_the_first_level():
    file = written(Contents("Innhold"), Heading("Én", 1), Heading("inni", 2), Heading("To", 1, new_page=True))
    links = list(file.element.iter(qn("w:hyperlink")))
    names = {mark.get(qn("w:name")) for mark in file.element.iter(qn("w:bookmarkStart"))}
    assert ["".join(t.text for t in link.iter(qn("w:t"))) for link in links] == ["Én", "To"]
    assert {link.get(qn("w:anchor")) for link in links} == names
    assert any("TOC" in (code.text or "") for code in file.element.iter(qn("w:instrText")))


def test_properties_stand_in_the_order_the_format_asks_for():
    file = written(Box((words("Ramme"),)), Items((Item((words("Punkt"),)),)), Lines(1), language="ar", rtl=True)
    order = ["pStyle", "numPr", "pBdr", "bidi", "spacing", "ind"]
    for properties in file.element.iter(qn("w:pPr")):
        found = [child.tag.split("}")[1] for child in properties]
        assert found == sorted(found, key=order.index)


def test_links_and_looks_survive():
    html = as_html(Paragraph(runs_of('Les <b>mer</b> hos <a href="https://nav.no/">NAV</a> <i>nå</i>')))
    assert html == '<p>Les <strong>mer</strong> hos <a href="https://nav.no/">NAV</a> <em>nå</em></p>'


@pytest.mark.parametrize("text", ["", "<p></p>", "<ul></ul>", "bare ord", "<div><p>x</div>", "<li>løs</li>", "</ul>x"])
def test_text_that_is_not_well_formed_is_read_all_the_same(text):
    assert isinstance(written(*blocks_of(text)).paragraphs, list)


def test_signs_no_file_may_hold_do_not_break_it():
    assert written(words("a\x00b\x0bc")).paragraphs[0].text.replace("\n", "") in ("abc", "a b c", "ab c")
