"""What stands around the text of a Word file: what it says of itself, its styles, its page."""

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from ..paper import Document, printable
from .xml import element, set_font

INK = RGBColor(0x4A, 0x1B, 0x47)
WORDS_STYLES = {"Normal": 11, "Heading 1": 22, "Heading 2": 15, "Heading 3": 12}
OWN_STYLES = {"Cover": 30, "Lead": 13, "Kicker": 10, "Small": 9, "Placeholder": 10, "TOC 1": 11}


def write_facts(word: WordDocument, document: Document, language: str) -> None:
    """Write what the file says of itself."""
    facts = word.core_properties
    facts.title = printable(document.title)[:255]
    facts.language, facts.identifier = language, document.key
    facts.author = facts.last_modified_by = document.organisation
    facts.comments = facts.keywords = facts.subject = ""
    facts.created = facts.modified = document.at.replace(tzinfo=None, microsecond=0)


def write_styles(word: WordDocument, language: str, *, rtl: bool) -> dict[str, str]:
    """Write the styles and the language of the file. Gives the id of each style by its name."""
    styles = word.styles
    look = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in look.findall(qn("w:lang")):
        look.remove(old)
    look.append(element("w:lang", val=language, bidi=language if rtl else "ar-SA"))
    for name, size in WORDS_STYLES.items():
        set_font(styles[name], size)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    styles["Normal"].paragraph_format.line_spacing = 1.15
    for name, size in OWN_STYLES.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        set_font(style, size)
    styles["Placeholder"].font.italic = styles["Cover"].font.bold = True
    styles["Cover"].font.color.rgb = INK
    for level in (1, 2, 3):
        styles[f"Heading {level}"].font.color.rgb = INK
    return {style.name: style.style_id for style in styles}


def lay_out(word: WordDocument, document: Document) -> WordParagraph:
    """Set size, margins and direction of the page. Gives the paragraph at its foot."""
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    if document.wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    if document.rtl:
        section._sectPr.find(qn("w:docGrid")).addprevious(element("w:bidi"))
    return section.footer.paragraphs[0]
