"""Reading Word files: what is understood, and the honest report on the rest."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PIL import Image

from lms.kit.docx_reading.child import take_apart
from lms.kit.docx_reading.notes import Note, Oddity
from lms.kit.docx_reading.reading import WordFile, read_word, result_in
from tests.factories.word import (
    add_photo,
    blank,
    bold_line,
    bytes_of,
    localised_style,
    paragraph,
    part_of,
    raw,
    styled,
    table,
    text_box,
    with_parts,
)

FILES = Path(__file__).parent / "files"


def read(document, *, bold_is_heading: bool = True) -> WordFile:
    """Read a file as `read_word` does, but in this process: to begin one takes longer than to read."""
    file = document if hasattr(document, "read") else bytes_of(document)
    with TemporaryDirectory() as place:
        (Path(place) / "source.docx").write_bytes(file.read())
        take_apart(Path(place), bold_is_heading=bold_is_heading)
        return result_in(Path(place))


def html(word: WordFile) -> str:
    return "".join(piece.html for piece in word.pieces)


def headings(word: WordFile) -> list[tuple[int, str]]:
    return [(piece.level, piece.html) for piece in word.pieces if piece.kind == "heading"]


def notes(word: WordFile, code: Oddity) -> list[Note]:
    return [note for note in word.notes if note.code == code]


# --- headings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Overskrift 1", "Otsikko 1", "Rubrik 1", "عنوان 1", "Heading 1", "heading 1"])
def test_heading_is_known_by_the_name_of_its_style(name):
    document = blank()
    raw(document, styled("Søvn", localised_style(document, "min1", name)))
    assert headings(read(document)) == [(1, "Søvn")]


@pytest.mark.parametrize("code", ["Overskrift1", "Otsikko1", "Rubrik1", "1"])
def test_heading_is_known_where_word_has_translated_only_the_id(code):
    document = blank()
    raw(document, styled("Søvn", localised_style(document, code, "heading 1")))
    assert headings(read(document)) == [(1, "Søvn")]


def test_heading_is_known_by_the_style_its_own_is_based_on_and_by_its_outline():
    document = blank()
    raw(document, styled("Bygger på", localised_style(document, "pynt", "Pynt", '<w:basedOn w:val="Heading2"/>')))
    outline = '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'
    raw(document, styled("Nivå", localised_style(document, "nivaa", "Nivå", outline)))
    assert headings(read(document)) == [(2, "Bygger på"), (3, "Nivå")]


def test_title_stands_above_all_headings():
    document = blank()
    document.add_heading("Modul 3", 0)
    assert headings(read(document)) == [(0, "Modul 3")]


def test_bold_line_is_a_heading_and_is_reported():
    document = blank()
    bold_line(document, "Læringsmål")
    document.add_paragraph("Du kan sove.")
    word = read(document)
    assert headings(word) == [(1, "Læringsmål")]
    assert notes(word, Oddity.BOLD_HEADING)[0].words == "Læringsmål"


def test_bold_line_stays_text_if_so_wished_and_is_reported():
    document = blank()
    bold_line(document, "Læringsmål")
    document.add_paragraph("Du kan sove.")
    word = read(document, bold_is_heading=False)
    assert headings(word) == []
    assert html(word) == "<p><b>Læringsmål</b></p><p>Du kan sove.</p>"
    assert notes(word, Oddity.LOOKS_LIKE_HEADING)


def test_bold_sentence_is_no_heading():
    document = blank()
    bold_line(document, "Ring 113 hvis det haster.")
    document.add_paragraph("Ellers kan du vente.")
    assert headings(read(document)) == []


def test_table_of_contents_is_left_out_and_reported():
    document = blank()
    raw(document, styled("Søvn 3", localised_style(document, "inn1", "toc 1")))
    document.add_paragraph("Tekst.")
    word = read(document)
    assert html(word) == "<p>Tekst.</p>"
    assert notes(word, Oddity.CONTENTS)


# --- text -------------------------------------------------------------------------------------------------------------


def test_lists_inside_lists_by_style_alone():
    document = blank()
    for words, style in (
        ("en", "List Bullet"),
        ("to", "List Bullet 2"),
        ("tre", "List Bullet 3"),
        ("fire", "List Bullet"),
    ):
        document.add_paragraph(words, style=style)
    assert html(read(document)) == "<ul><li>en<ul><li>to<ul><li>tre</li></ul></li></ul></li><li>fire</li></ul>"


def test_lists_inside_lists_by_numbering():
    document = blank()
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:numFmt w:val="{kind}"/></w:lvl>' for depth, kind in ((0, "decimal"), (1, "bullet"))
    )
    numbering = document.part.numbering_part.element
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    from lxml import etree

    for xml in (
        f'<w:abstractNum xmlns:w="{space}" w:abstractNumId="77">{levels}</w:abstractNum>',
        f'<w:num xmlns:w="{space}" w:numId="77"><w:abstractNumId w:val="77"/></w:num>',
    ):
        numbering.append(etree.fromstring(xml))
    for words, depth in (("en", 0), ("to", 1), ("tre", 0)):
        place = f'<w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="77"/></w:numPr></w:pPr>'
        raw(document, paragraph(words, properties=place))
    word = read(document)
    assert html(word) == "<ol><li>en<ul><li>to</li></ul></li><li>tre</li></ol>"
    assert word.pieces[0].items == ("en<ul><li>to</li></ul>", "tre")


def test_list_typed_by_hand_is_reported():
    document = blank()
    document.add_paragraph("• Ett")
    assert notes(read(document), Oddity.TYPED_LIST)


def test_bold_italic_and_raised_figures():
    document = blank()
    line = document.add_paragraph("Et ")
    line.add_run("fett").bold = True
    line.add_run(" og ")
    line.add_run("skrått").italic = True
    line.add_run(" rom på 9 m")
    line.add_run("2").font.superscript = True
    assert html(read(document)) == "<p>Et <b>fett</b> og <i>skrått</i> rom på 9 m²</p>"


def test_links_lead_out_safely_and_others_lose_only_their_address():
    document = blank()
    for address in ("https://nav.no/", "javascript:alert(1)", "file:///c:/hemmelig.txt"):
        link = document.part.relate_to(
            address, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True
        )
        raw(document, f'<w:p><w:hyperlink r:id="{link}"><w:r><w:t>her</w:t></w:r></w:hyperlink></w:p>')
    word = read(document)
    assert html(word) == '<p><a href="https://nav.no/">her</a></p><p>her</p><p>her</p>'
    assert [note.paragraph for note in notes(word, Oddity.UNSAFE_LINK)] == [2, 3]


def test_tracked_changes_are_accepted_and_reported():
    document = blank()
    raw(
        document,
        paragraph(
            "Ring ",
            '<w:ins w:id="1" w:author="A"><w:r><w:t>113</w:t></w:r></w:ins>'
            '<w:del w:id="2" w:author="A"><w:r><w:delText>112</w:delText></w:r></w:del>'
            '<w:moveFrom w:id="3" w:author="A"><w:r><w:t>nå</w:t></w:r></w:moveFrom>',
        ),
    )
    word = read(document)
    assert html(word) == "<p>Ring 113</p>"
    assert len(notes(word, Oddity.TRACKED_IN)) == 1
    assert notes(word, Oddity.TRACKED_OUT)[0].times == 2


def test_comment_is_left_out_and_reported_without_its_words():
    document = blank()
    line = document.add_paragraph("Tekst.")
    document.add_comment(line.runs, text="Ring Kari", author="Kari")
    word = read(document)
    assert html(word) == "<p>Tekst.</p>"
    assert notes(word, Oddity.COMMENT)[0].words == "Tekst."
    assert "Kari" not in str(word.notes)


def test_hidden_text_is_left_out_and_reported():
    document = blank()
    document.add_paragraph("Synlig.").add_run("Skjult.").font.hidden = True
    word = read(document)
    assert html(word) == "<p>Synlig.</p>"
    assert notes(word, Oddity.HIDDEN)


def test_formula_becomes_text_and_is_reported():
    document = blank()
    raw(document, "<w:p><m:oMath><m:r><m:t>a²+b²</m:t></m:r></m:oMath></w:p>")
    word = read(document)
    assert html(word) == "<p>a²+b²</p>"
    assert notes(word, Oddity.EQUATION)[0].detail == "a²+b²"


@pytest.mark.parametrize(
    ("wrapper", "words"),
    [
        ('<w:fldSimple w:instr="REF a"><w:r><w:t>kapittel 2</w:t></w:r></w:fldSimple>', "Les kapittel 2"),
        ('<w:bdo w:val="rtl"><w:r><w:t>سلام</w:t></w:r></w:bdo>', "Les سلام"),
        ('<w:dir w:val="rtl"><w:r><w:t>سلام</w:t></w:r></w:dir>', "Les سلام"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>over</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>under</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "Les under (over)",
        ),
    ],
)
def test_words_in_a_wrapper_of_words_own_are_not_lost(wrapper, words):
    document = blank()
    raw(document, paragraph("Les ", wrapper))
    word = read(document)
    assert html(word) == f"<p>{words}</p>"
    assert word.notes == []


def test_field_that_nobody_has_filled_in_is_left_out_and_reported():
    document = blank()
    filled = "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent><w:r><w:t>Kari</w:t></w:r></w:sdtContent></w:sdt>"
    asked = filled.replace("<w:text/>", "<w:showingPlcHdr/><w:text/>").replace("Kari", "Klikk her")
    raw(document, paragraph("Navn: ", filled) + paragraph("Sted: ", asked))
    word = read(document)
    assert html(word) == "<p>Navn: Kari</p><p>Sted: </p>"
    assert [(note.paragraph, note.detail) for note in notes(word, Oddity.EMPTY_FIELD)] == [(2, "Klikk her")]


def test_what_nobody_knows_is_reported_with_its_place():
    document = blank()
    raw(
        document,
        paragraph("Først.")
        + paragraph("Knapp.", '<w:r><w:control r:id="rId3"/></w:r>')
        + paragraph("Tegn.", '<w:r><w:sym w:font="Ukjent" w:char="F0AA"/></w:r>'),
    )
    found = notes(read(document), Oddity.UNKNOWN)
    assert [(note.paragraph, note.words, note.detail) for note in found] == [
        (2, "Knapp.", "control"),
        (3, "Tegn.", "Ukjent F0AA"),
    ]


def test_what_stands_between_paragraphs_is_reported_behind_the_one_before():
    document = blank()
    raw(document, paragraph("Først.") + '<w:altChunk r:id="rId55"/>' + paragraph("Så."))
    assert [note.paragraph for note in notes(read(document), Oddity.EMBEDDED)] == [1]


def test_thousands_of_oddities_in_empty_paragraphs_are_read_in_time():
    document = blank()
    raw(document, "".join(paragraph(f"Avsnitt {n}") + "<w:p><w:r><w:object/></w:r></w:p>" for n in range(1500)))
    word = read_word(bytes_of(document), "fil.docx")  # ended by its limit where it takes too long
    assert [note.paragraph for note in notes(word, Oddity.EMBEDDED)[-2:]] == [1499, 1500]


@pytest.mark.parametrize(
    ("pointer", "said"),
    [
        ('<w:hyperlink r:id="rId404"><w:r><w:t>her</w:t></w:r></w:hyperlink>', [Oddity.UNSAFE_LINK]),
        ('<w:r><w:footnoteReference w:id="77"/><w:t>her</w:t></w:r>', []),
        (
            '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>'
            '<a:blip r:embed="rId404"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
            "<w:t>her</w:t></w:r>",
            [Oddity.BROKEN_PICTURE],
        ),
    ],
)
def test_what_points_to_nothing_costs_no_word(pointer, said):
    document = blank()
    raw(document, paragraph("Les ", pointer))
    word = read(document)
    assert html(word) == "<p>Les her</p>"
    assert [note.code for note in word.notes] == said


def test_cell_that_says_it_is_a_million_wide_is_not():
    document = blank()
    row = (
        '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc>'
        "<w:tc><w:p><w:r><w:t>B</w:t></w:r></w:p></w:tc></w:tr>"
    )
    raw(document, f"<w:tbl>{row * 2}</w:tbl>")
    assert {len(line) for piece in read(document).pieces for line in piece.rows} == {64}


def test_underlined_words_stay_and_are_reported():
    document = blank()
    document.add_paragraph().add_run("Viktig").underline = True
    word = read(document)
    assert html(word) == "<p>Viktig</p>"
    assert notes(word, Oddity.FORMATTING)


def test_header_and_footer_are_reported():
    document = blank()
    document.sections[0].header.paragraphs[0].text = "Utkast"
    document.sections[0].footer.paragraphs[0].text = "Side 1"
    document.add_paragraph("Tekst.")
    word = read(document)
    assert html(word) == "<p>Tekst.</p>"
    assert [notes(word, code)[0].detail for code in (Oddity.PAGE_HEADER, Oddity.PAGE_FOOTER)] == ["Utkast", "Side 1"]


def test_text_box_stands_after_its_paragraph_once_and_is_reported():
    document = blank()
    document.add_heading("Legen", 1)
    raw(document, paragraph("Før.", text_box("Husk legitimasjon.", "Og tid.")))
    document.add_paragraph("Etter.")
    word = read(document)
    assert html(word) == "Legen<p>Før.</p><p>Husk legitimasjon.</p><p>Og tid.</p><p>Etter.</p>"
    [note] = notes(word, Oddity.TEXT_BOX)
    assert (note.paragraph, note.heading, note.words) == (2, "Legen", "Før.")


def test_smart_art_is_told_in_words():
    document = blank()
    document.add_paragraph("Før.")
    uri = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    raw(
        document,
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="d"/><a:graphic><a:graphicData uri="{uri}">'
        '<dgm:relIds r:dm="rIdArt"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>',
    )
    relations = part_of(document, "word/_rels/document.xml.rels").replace(
        "</Relationships>",
        '<Relationship Id="rIdArt" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData"'
        ' Target="diagrams/data1.xml"/></Relationships>',
    )
    data = (
        f'<dgm:dataModel xmlns:dgm="{uri}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:pt><dgm:t>'
        "<a:p><a:r><a:t>Lytte</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:dataModel>"
    )
    word = read(with_parts(document, {"word/_rels/document.xml.rels": relations, "word/diagrams/data1.xml": data}))
    assert html(word) == "<p>Før.</p><p>Lytte</p>"
    assert notes(word, Oddity.SMART_ART)[0].detail == "Lytte"


def test_footnote_stays_as_number_and_text():
    word = read((FILES / "libreoffice-nb.docx").open("rb"))
    assert "<p>Barn vokser når de sover[1]." in html(word)
    assert [piece.html for piece in word.pieces if piece.kind == "footnotes"] == ["<p>[1] Helsedirektoratet 2024.</p>"]
    assert notes(word, Oddity.FOOTNOTE)


# --- tables and pictures ----------------------------------------------------------------------------------------------


def test_table_keeps_its_rows_and_head():
    document = blank()
    table(document, ("Min", "Hva"), ("20", "Velkommen"))
    [piece] = read(document).pieces
    assert piece.rows == (("<b>Min</b>", "<b>Hva</b>"), ("20", "Velkommen"))
    assert piece.has_header


def test_table_for_layout_is_dissolved_and_reported():
    document = blank()
    document.add_heading("Legen", 1)
    table(document, ("Til venstre.", "Til høyre."), bold_head=False)
    word = read(document)
    assert html(word) == "Legen<p>Til venstre.</p><p>Til høyre.</p>"
    assert notes(word, Oddity.LAYOUT_TABLE)[0].heading == "Legen"


def test_merged_cells_lose_no_words_and_are_reported():
    document = blank()
    made = table(document, ("A", "B", "C"), ("1", "2", "3"))
    made.cell(1, 0).merge(made.cell(1, 1))
    word = read(document)
    assert "1" in word.pieces[0].rows[1][0]
    assert len(word.pieces[0].rows[1]) == 3
    assert notes(word, Oddity.MERGED_CELLS)


def test_picture_comes_with_its_words_and_without_its_traces():
    document = blank()
    add_photo(document, "En kvinne lytter")
    word = read(document)
    [piece] = word.pieces
    assert (piece.kind, piece.alt) == ("picture", "En kvinne lytter")
    assert not Image.open(io.BytesIO(word.pictures[piece.picture])).getexif()


def test_picture_without_words_is_reported():
    document = blank()
    add_photo(document)
    assert notes(read(document), Oddity.NO_ALT_TEXT)


def test_picture_in_words_own_format_is_reported():
    document = blank()
    add_photo(document, "Tegning")
    word = read(with_parts(document, {"word/media/image1.jpg": b"\x01\x00\x00\x00 EMF"}))
    assert word.pieces == []
    assert notes(word, Oddity.BROKEN_PICTURE)


# --- languages and programs -------------------------------------------------------------------------------------------


def test_arabic_file_from_libreoffice():
    word = read((FILES / "libreoffice-ar.docx").open("rb"))
    assert word.is_right_to_left
    assert headings(word)[:2] == [(1, "النوم"), (2, "أهداف التعلم")]
    assert "<b>أثناء</b>" in html(word)
    assert "<ul><li>الطفل الصغير<ul><li>ينام في النهار</li></ul></li></ul>" in html(word)
    assert word.notes == []


def test_norwegian_file_from_libreoffice():
    word = read((FILES / "libreoffice-nb.docx").open("rb"))
    assert not word.is_right_to_left
    assert headings(word) == [
        (0, "Modul 20: Søvn"), (1, "Læringsmål"), (1, "Hvorfor vi sover"), (2, "Skjerm"), (1, "Kveldsplan"),
    ]  # fmt: skip
    assert "Slå av skjermen en time før leggetid og les en bok. Prøv i to dager." in html(word)
    assert [note.code for note in word.notes] == [
        Oddity.PAGE_HEADER, Oddity.FOOTNOTE, Oddity.TRACKED_IN, Oddity.TRACKED_OUT, Oddity.TEXT_BOX, Oddity.COMMENT,
    ]  # fmt: skip


def test_file_saved_in_words_strict_way():
    document = blank()
    document.add_heading("Søvn", 1)
    strict = {
        name: part_of(document, name)
        .replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        .replace("http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/")
        for name in ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels")
    }
    assert headings(read(with_parts(document, strict))) == [(1, "Søvn")]


def test_bookmarks_of_ours_are_given_and_others_are_not():
    document = blank()
    mark = '<w:bookmarkStart w:id="{}" w:name="{}"/>'
    raw(document, paragraph("En", mark.format(1, "bb_text_0123456789abcdef")))
    raw(document, paragraph("To", mark.format(2, "_Toc123")))
    word = read(document)
    assert [piece.bookmark for piece in word.pieces] == ["bb_text_0123456789abcdef", ""]
    assert word.is_ours


# --- what is not there ----------------------------------------------------------------------------------------------


def test_linked_file_of_the_server_is_never_read():
    document = blank()
    raw(
        document,
        '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="p"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>'
        '<a:blip r:link="rIdFile"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
        "</w:p>",
    )
    relations = part_of(document, "word/_rels/document.xml.rels").replace(
        "</Relationships>",
        '<Relationship Id="rIdFile" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"'
        ' Target="passwd" TargetMode="External"/></Relationships>',
    )
    word = read(with_parts(document, {"word/_rels/document.xml.rels": relations}))
    assert word.pictures == {}
    assert notes(word, Oddity.LINKED_PICTURE)


def test_empty_file_is_read_as_nothing():
    word = read(blank())
    assert (word.pieces, word.notes) == ([], [])
