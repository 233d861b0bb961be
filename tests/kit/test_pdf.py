"""PDFs: tagged, named, in the right direction, and the same for the same text."""

import io
from datetime import UTC, datetime

import pypdf
import pytest
from PIL import Image

from lms.kit.paper import (
    Box,
    Contents,
    Document,
    Heading,
    Item,
    Items,
    Lines,
    Paragraph,
    Picture,
    Run,
    Section,
    Table,
    named,
    words,
)
from lms.kit.pdf import NoSignError, pdf_file

AT = datetime(2026, 11, 1, 12, 30, 15, 123456, tzinfo=UTC)


def document(*blocks, **facts) -> Document:
    return Document(**{"title": "Barns hverdag", "language": "nb", "at": AT, "blocks": blocks} | facts)


def read(*blocks, **facts) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf_file(document(*blocks, **facts))))


def tags(node, found=None) -> list[tuple[str, dict]]:
    """Give every element of the tree that a screen reader follows."""
    found = [] if found is None else found
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            tags(child, found)
    elif isinstance(node, dict):
        if "/S" in node:
            found.append((str(node["/S"]), node))
        if "/K" in node and not isinstance(node["/K"], int):
            tags(node["/K"], found)
    return found


def tree(reader: pypdf.PdfReader) -> list[tuple[str, dict]]:
    return tags(reader.trailer["/Root"]["/StructTreeRoot"])


def picture() -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (40, 20), "purple").save(held, "JPEG")
    return held.getvalue()


EVERYTHING = (
    Heading("Barns hverdag", 1),
    words("Modul 3", kind="kicker"),
    Heading("Læringsmål", 2),
    Items((Item((words("Ett"), Items((Item((words("inni"),)),)))), Item((words("To"), Lines(2)))), ordered=True),
    Table(("Minutter", "Hva"), (((Run("10"),), (Run("Pause"),)),), (1, 4), "Kvelden"),
    Box((words("Ramme"), Paragraph((Run("Ring ", bold=True), Run("112", ltr=True), Run("", blank=True))))),
    Paragraph((Run("NAV", link="https://nav.no/"), Run(" skrått", italic=True)), look="small"),
    Picture(picture(), alt="En bro", caption="Broen"),
    Picture(picture()),
)


def test_file_says_what_it_is_and_in_which_language():
    reader = read(*EVERYTHING)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "nb"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Barns hverdag"
    described = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in described
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in described.replace("\n", "")


def test_headings_lists_and_tables_are_tagged():
    kinds = [kind for kind, _node in tree(read(*EVERYTHING))]
    assert {"/H1", "/H2", "/L", "/LI", "/Table", "/TH", "/TD", "/Link"} <= set(kinds)
    assert kinds.count("/L") == 2


def test_picture_has_its_words_and_a_decoration_is_passed_over():
    figures = [node for kind, node in tree(read(*EVERYTHING)) if kind == "/Figure"]
    assert [str(node["/Alt"]) for node in figures] == ["En bro"]


def test_outline_lists_the_headings():
    reader = read(Contents("Innhold"), Heading("Én", 1), Heading("To", 1, new_page=True))
    assert [entry.title for entry in reader.outline] == ["Innhold", "Én", "To"]
    assert "To" in reader.pages[0].extract_text()
    assert len(reader.pages) == 2


def test_same_text_of_the_same_time_gives_the_same_bytes():
    assert pdf_file(document(*EVERYTHING)) == pdf_file(document(*EVERYTHING))


def test_arabic_is_drawn_with_a_font_of_ours():
    reader = read(
        Heading("مقدمة", 1),
        Box((Paragraph((Run("اتصل "), Run("116 117", ltr=True))),)),
        Section((words("Norsk tekst"),), "nb"),
        language="ar",
        rtl=True,
    )
    fonts = {
        str(font["/BaseFont"])
        for font in (each.get_object() for each in reader.pages[0]["/Resources"]["/Font"].values())
    }
    assert any("NotoSansArabic" in font for font in fonts)
    assert "116 117" in reader.pages[0].extract_text()
    assert "nb" in {str(node.get("/Lang")) for _kind, node in tree(reader)}


def test_ethiopic_is_drawn_too():
    assert read(words("ሰላም"), language="ti").pages


def test_sign_that_no_font_has_is_named():
    with pytest.raises(NoSignError) as raised:
        read(words("Hei 秀 der"))
    assert raised.value.sign == "秀"


@pytest.mark.parametrize(
    "text", ["#panic()", "$x$", "*a* _b_ <x> @y \\", "a\x00b", '"', "= Ikke overskrift", "{{ x }}"]
)
def test_signs_of_the_layout_language_are_only_text(text):
    printed = read(words(text)).pages[0].extract_text()
    assert text.replace("\x00", "").split()[0][:6] in printed


def test_file_that_is_no_picture_is_an_error_and_nothing_else_is_read():
    with pytest.raises(RuntimeError):
        read(Picture(b"not a picture", alt="x"))


@pytest.mark.parametrize(("name", "ltr"), [("Amina Y.", True), ("أمل ح.", False), ("", True)])
def test_name_keeps_its_order_by_its_own_letters(name, ltr):
    assert named(name).ltr is ltr
