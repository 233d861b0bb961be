"""Word files for tests, with the oddities that Word, other programs and people put into them."""

import io
import zipfile
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from PIL import Image

SPACES = nsdecls("w", "r", "a", "pic", "wp") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
BOX = """<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="9" name="Boks"/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>
<w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>
</mc:AlternateContent></w:r>"""


def blank() -> Any:
    """Give a file as Word makes it, without text."""
    return Document()


def raw(document: Any, xml: str) -> Any:
    """Put XML of Word's own at the end of a file; give the element."""
    root = parse_xml(f"<w:body {SPACES}>{xml}</w:body>")
    body = document.element.body
    made = list(root)
    for child in made:
        body.insert(len(body) - 1, child)
    return made[-1]


def paragraph(words: str, inside: str = "", properties: str = "") -> str:
    """Give the XML of a paragraph."""
    return f"<w:p>{properties}<w:r><w:t>{words}</w:t></w:r>{inside}</w:p>"


def text_box(*words: str) -> str:
    """Give the XML of a floating box, the way Word writes it: twice."""
    return BOX.format("".join(paragraph(each) for each in words))


def localised_style(document: Any, code: str, name: str, more: str = "") -> str:
    """Add a style under an id and a name; give the id."""
    style = f'<w:style {SPACES} w:type="paragraph" w:customStyle="1" w:styleId="{code}"><w:name w:val="{name}"/>{more}'
    document.styles.element.append(parse_xml(f"{style}</w:style>"))
    return code


def styled(words: str, code: str) -> str:
    """Give the XML of a paragraph of a style."""
    return paragraph(words, properties=f'<w:pPr><w:pStyle w:val="{code}"/></w:pPr>')


def bold_line(document: Any, words: str) -> None:
    """Add a heading the way many people make one."""
    document.add_paragraph().add_run(words).bold = True


def photo(size: tuple[int, int] = (40, 30)) -> io.BytesIO:
    """Give a photo that knows with what it was taken."""
    held = io.BytesIO()
    facts = Image.Exif()
    facts[0x010F] = "Telefon"
    Image.new("RGB", size, "orange").save(held, "JPEG", exif=facts)
    held.seek(0)
    return held


def add_photo(document: Any, alt: str = "") -> None:
    """Add a photo, with words for those who cannot see it or without."""
    document.add_picture(photo())
    described = document.paragraphs[-1]._p.find(f".//{qn('wp:docPr')}")
    if alt:
        described.set("descr", alt)


def table(document: Any, *rows: tuple[str, ...], bold_head: bool = True) -> Any:
    """Add a table; its first row is bold."""
    made = document.add_table(len(rows), len(rows[0]))
    for number, row in enumerate(rows):
        for cell, words in zip(made.rows[number].cells, row, strict=True):
            cell.paragraphs[0].add_run(words).bold = (bold_head and number == 0) or None
    return made


def bytes_of(document: Any) -> io.BytesIO:
    """Give a file as it would be uploaded."""
    held = io.BytesIO()
    document.save(held)
    held.seek(0)
    held.name = "fil.docx"
    return held


def with_parts(document: Any, parts: dict[str, bytes | str]) -> io.BytesIO:
    """Give a file with parts of its package added or put in the place of others."""
    held = io.BytesIO()
    with zipfile.ZipFile(bytes_of(document)) as source, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, data in parts.items():
            target.writestr(name, data)
    held.seek(0)
    held.name = "fil.docx"
    return held


def part_of(document: Any, name: str) -> str:
    """Give one part of a file."""
    with zipfile.ZipFile(bytes_of(document)) as archive:
        return archive.read(name).decode()
