"""The bare XML of a Word file, where python-docx has no words of its own for it."""

import itertools
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

FONT, FONT_RTL = "Calibri", "Arial"  # what every Word has; Arial draws Arabic
LEVELS = 4
STEP = 360  # how far a level of a list stands in, in twentieths of a point

# The format wants the properties of a thing in one order; Word refuses a file that has another.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs bidi spacing ind contextualSpacing jc "
    "outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs u vertAlign rtl cs lang",
    "tblPr": "tblStyle bidiVisual tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
}


def element(name: str, /, *inside: Any, **attributes: object) -> Any:
    """Make an element of WordprocessingML: element("w:lang", val="nb-NO")."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    made.extend(inside)
    return made


class Lists:
    """The numbering of a file: one pattern of signs, one of numbers, and a fresh count for each numbered list."""

    def __init__(self, numbering: Any) -> None:
        self.numbering = numbering
        for old in list(numbering):
            numbering.remove(old)
        for number, ordered in enumerate((False, True)):
            levels = [level_of(depth, ordered) for depth in range(LEVELS)]
            kind = element("w:multiLevelType", val="hybridMultilevel")
            numbering.append(element("w:abstractNum", kind, *levels, abstractNumId=number))
        numbering.append(element("w:num", element("w:abstractNumId", val=0), numId=1))
        self.used = itertools.count(2)

    def begin(self, ordered: bool) -> int:
        """Give the number of a list; a numbered one begins at 1."""
        if not ordered:
            return 1
        number = next(self.used)
        starts = [element("w:lvlOverride", element("w:startOverride", val=1), ilvl=depth) for depth in range(LEVELS)]
        self.numbering.append(element("w:num", element("w:abstractNumId", val=1), *starts, numId=number))
        return number


def level_of(depth: int, ordered: bool) -> Any:
    """Give how one level of a list looks."""
    return element(
        "w:lvl",
        element("w:start", val=1),
        element("w:numFmt", val="decimal" if ordered else "bullet"),
        element("w:lvlText", val=f"%{depth + 1}." if ordered else "–" if depth else "•"),
        element("w:lvlJc", val="left"),
        element("w:pPr", element("w:ind", left=STEP * (depth + 1), hanging=STEP)),
        ilvl=depth,
    )


def set_font(style: Any, size: int) -> None:
    """Give a style its font in every script, and its size in points."""
    style.font.name, style.font.size = FONT, Pt(size)
    look = style.element.get_or_add_rPr()
    fonts = look.find(qn("w:rFonts"))
    for key in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[key]  # a theme's font would win over ours
    fonts.set(qn("w:hAnsi"), FONT)
    fonts.set(qn("w:cs"), FONT_RTL)
    for old in look.findall(qn("w:szCs")):
        look.remove(old)
    look.append(element("w:szCs", val=size * 2))


def draw_borders(paragraph: Any, sides: tuple[str, ...], colour: str) -> None:
    """Draw lines at sides of a paragraph."""
    lines = [element(f"w:{side}", val="single", sz=6, space=4, color=colour) for side in sides]
    paragraph._p.get_or_add_pPr().append(element("w:pBdr", *lines))


def mark_field(paragraph: Any, kind: str) -> None:
    """Begin, part or end a field."""
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType=kind))


def instruction(text: str) -> Any:
    """Give what a field does."""
    made = OxmlElement("w:instrText")
    made.set(qn("xml:space"), "preserve")
    made.text = text
    return made


def put_in_order(tree: Any) -> None:
    """Bring the properties of everything in a tree into the order of the format."""
    for name, order in ORDER.items():
        places = {qn(f"w:{each}"): place for place, each in enumerate(order.split())}
        for holder in tree.iter(qn(f"w:{name}")):
            holder[:] = sorted(holder, key=lambda child: places.get(child.tag, len(places) - 0.5))
