"""Writes documents as Word files.

Everything in them is real: headings, lists with their levels, header rows, alt texts, the language, bookmarks. Whoever
listens to a file instead of seeing it gets the same document, and a program that reads it in finds its parts again.
"""

import io
import itertools
from typing import Any

import docx
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph as WordParagraph

from ..paper import (
    Block,
    Box,
    Contents,
    Document,
    Heading,
    Items,
    Lines,
    Paragraph,
    Picture,
    Run,
    Section,
    Table,
    headings,
    printable,
)
from .frame import lay_out, write_facts, write_styles
from .xml import LEVELS, STEP, Lists, draw_borders, element, instruction, mark_field, put_in_order

REGIONS = {"nb": "nb-NO", "nn": "nn-NO", "da": "da-DK", "sv": "sv-SE", "fi": "fi-FI", "en": "en-GB", "ar": "ar-SA"}
WIDTH, HIGHEST = Cm(17), Cm(20)
BLANK = "_" * 24
LEFT_TO_RIGHT = "\u200e"
LOOKS = {"title": "Cover", "lead": "Lead", "kicker": "Kicker", "small": "Small", "placeholder": "Placeholder"}


def word_file(document: Document) -> bytes:
    """Give a document as the bytes of a .docx file."""
    return _Writer(document).bytes()


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.word = docx.Document()
        self.language, self.rtl = REGIONS.get(document.language, document.language), document.rtl
        self.of_file = self.language
        self.bookmarks = itertools.count(1)
        self.pictures = itertools.count(1)
        listed = headings(document.blocks) if any(isinstance(each, Contents) for each in document.blocks) else []
        self.anchors = {id(each): f"_Toc{number:08d}" for number, each in enumerate(listed, 1)}
        self.lists = Lists(self.word.part.numbering_part.element)
        write_facts(self.word, document, self.language)
        self.styles = write_styles(self.word, self.language, rtl=self.rtl)
        self._foot(lay_out(self.word, document))

    def bytes(self) -> bytes:
        """Write everything and give the file."""
        for block in self.document.blocks:
            self.write(block)
        for tree in (self.word.element, self.word.sections[0].footer._element, self.word.styles.element):
            put_in_order(tree)
        held = io.BytesIO()
        self.word.save(held)
        return held.getvalue()

    # --- the parts ---------------------------------------------------------------------------------------------------

    def write(self, block: Block, level: int = 0, frame: bool = False) -> None:
        """Write one part; `level` is the depth of the list it stands in."""
        match block:
            case Heading():
                self._heading(block, frame)
            case Paragraph():
                paragraph = self._paragraph(LOOKS.get(block.look, "Normal"), level, frame)
                self._runs(paragraph, block.runs)
                self._bookmark(paragraph, block.name)
            case Items():
                self._items(block, level, frame)
            case Table():
                self._table(block)
            case Picture():
                self._picture(block)
            case Box():
                for inner in block.blocks:
                    self.write(inner, level, frame=True)
            case Lines():
                for _ in range(block.count):
                    paragraph = self._paragraph("Normal", level)
                    paragraph.paragraph_format.space_before = Pt(14)
                    draw_borders(paragraph, ("bottom",), "999999")
            case Contents():
                self._contents(block)
            case Section():
                around = self.language, self.rtl
                self.language, self.rtl = REGIONS.get(block.language, block.language), block.rtl
                for inner in block.blocks:
                    self.write(inner)
                self.language, self.rtl = around

    def _foot(self, foot: WordParagraph) -> None:
        self._direct(foot)
        if self.document.footer:
            self._runs(foot, (Run(f"{self.document.footer} · "),))
        field = element("w:fldSimple", instr="PAGE")
        foot._p.append(field)
        field.append(foot.add_run("1")._r)

    def _paragraph(self, style: str, level: int = 0, frame: bool = False) -> WordParagraph:
        paragraph = self.word.add_paragraph()
        paragraph._p.get_or_add_pPr().append(element("w:pStyle", val=self.styles[style]))
        self._direct(paragraph)
        self._centre(paragraph)
        if level:
            paragraph._p.get_or_add_pPr().append(element("w:ind", left=STEP * level))
        if frame:
            draw_borders(paragraph, ("top", "left", "bottom", "right"), "4A1B47")
        return paragraph

    def _centre(self, paragraph: WordParagraph) -> None:
        if self.document.centred:
            paragraph._p.get_or_add_pPr().append(element("w:jc", val="center"))

    def _direct(self, paragraph: WordParagraph) -> None:
        if self.rtl:
            paragraph._p.get_or_add_pPr().append(element("w:bidi"))

    def _heading(self, block: Heading, frame: bool) -> None:
        paragraph = self._paragraph(f"Heading {min(block.level, 9)}", frame=frame)
        paragraph.paragraph_format.page_break_before = block.new_page or None
        self._runs(paragraph, (Run(block.text),))
        self._bookmark(paragraph, block.name)
        self._bookmark(paragraph, self.anchors.get(id(block), ""))

    def _items(self, block: Items, level: int, frame: bool) -> None:
        number = self.lists.begin(block.ordered)
        for item in block.items:
            first, *rest = item.blocks or (Paragraph(()),)
            if not isinstance(first, Paragraph):
                first, rest = Paragraph(()), [first, *rest]
            paragraph = self._paragraph("List Paragraph", frame=frame)
            numbered = element("w:numPr", element("w:ilvl", val=min(level, LEVELS - 1)), element("w:numId", val=number))
            paragraph._p.get_or_add_pPr().append(numbered)
            self._runs(paragraph, first.runs)
            for inner in rest:
                self.write(inner, level + 1, frame)

    def _table(self, block: Table) -> None:
        table = self.word.add_table(rows=0, cols=len(block.head), style="Table Grid")
        table.autofit = False
        facts = table._tbl.tblPr
        if self.rtl:
            facts.append(element("w:bidiVisual"))
        facts.append(element("w:tblCaption", val=printable(block.title)))
        shares = block.widths or (1,) * len(block.head)
        width = Cm(25.7) if self.document.wide else WIDTH
        for column, share in zip(table.columns, shares, strict=True):
            column.width = int(width * share / sum(shares))
        for number, row in enumerate([tuple((Run(name, bold=True),) for name in block.head), *block.rows]):
            made = table.add_row()
            kept = made._tr.get_or_add_trPr()
            kept.append(element("w:cantSplit"))
            if number == 0:
                kept.append(element("w:tblHeader"))
            elif block.tall:
                made.height, made.height_rule = Cm(1.3), WD_ROW_HEIGHT_RULE.AT_LEAST
            for cell, runs, share in zip(made.cells, row, shares, strict=True):
                cell.width = int(width * share / sum(shares))
                if block.tall:
                    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
                self._direct(cell.paragraphs[0])
                self._runs(cell.paragraphs[0], runs)
        self._paragraph("Small")  # two tables in a row would run into one

    def _picture(self, block: Picture) -> None:
        shape = self.word.add_picture(io.BytesIO(block.data))
        scale = min(1, WIDTH / shape.width, HIGHEST / shape.height)
        shape.width, shape.height = int(shape.width * scale), int(shape.height * scale)
        named = shape._inline.docPr
        named.set("name", f"{next(self.pictures)}")
        named.set("descr", printable(block.alt))
        self._direct(self.word.paragraphs[-1])
        self._centre(self.word.paragraphs[-1])
        if block.caption:
            self.write(Paragraph((Run(block.caption),), look="small"))

    def _contents(self, block: Contents) -> None:
        """Write the list of headings as a field that is filled in already: right before Word ever renews it."""
        self._runs(self._paragraph("Lead"), (Run(block.title, bold=True),))
        listed = headings(self.document.blocks)
        for number, heading in enumerate(listed):
            paragraph = self._paragraph("TOC 1")
            if number == 0:
                mark_field(paragraph, "begin")
                run = paragraph.add_run()
                run._r.append(instruction(r'TOC \o "1-1" \h \n \z \u'))
                mark_field(paragraph, "separate")
            link = element("w:hyperlink", anchor=self.anchors[id(heading)], history=1)
            paragraph._p.append(link)
            self._runs(paragraph, (Run(heading.text),), inside=link)
            if number == len(listed) - 1:
                mark_field(paragraph, "end")

    # --- inside a paragraph ------------------------------------------------------------------------------------------

    def _runs(self, paragraph: WordParagraph, runs: tuple[Run, ...], inside: Any = None) -> None:
        for run in runs:
            holder = inside
            if run.link and holder is None:
                to = paragraph.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
                holder = OxmlElement("w:hyperlink")
                holder.set(qn("r:id"), to)
                paragraph._p.append(holder)
            text = printable(run.text)
            if self.rtl and run.ltr and text and not text[-1].isalnum():
                text += LEFT_TO_RIGHT  # else the dot of “Amina Y.” would jump to the other side
            made = paragraph.add_run(f"{BLANK} ({text})" if run.blank and text else BLANK if run.blank else text)
            made.bold, made.italic = run.bold or None, run.italic or None
            look = made._r.get_or_add_rPr()
            if run.link or inside is not None:
                look.extend((element("w:color", val="4A1B47"), element("w:u", val="single")))
            if self.rtl and not run.ltr:
                look.extend((element("w:rtl"), element("w:lang", bidi=self.language)))
                if run.bold:
                    look.append(element("w:bCs"))
                if run.italic:
                    look.append(element("w:iCs"))
            elif self.language != self.of_file:
                look.append(element("w:lang", val=self.language))
            if holder is not None:
                holder.append(made._r)

    def _bookmark(self, paragraph: WordParagraph, name: str) -> None:
        if not name:
            return
        number = next(self.bookmarks)
        begin = element("w:bookmarkStart", id=number, name=name)
        paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, begin)
        paragraph._p.append(element("w:bookmarkEnd", id=number))
