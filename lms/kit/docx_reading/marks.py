"""What a Word file calls its parts: namespaces, and the names of styles in the languages people write in."""

import re
from functools import cache
from typing import Any

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}
W = f"{{{NAMESPACES['w']}}}"
R = f"{{{NAMESPACES['r']}}}"

# Word's own file always says «heading 1»; other programs write what their menus say.
HEADING = re.compile(
    r"(?:heading|overskrift|rubrik|otsikko|(?:ال)?عنوان|überschrift|titre|título|titolo|kop|başlık|заголовок"
    r"|nagłówek|سرفصل)\s*([1-9])",
    re.IGNORECASE,
)
TITLE = re.compile(r"title|tittel|titel|otsikko|rubrik|(?:ال)?عنوان|titre|título", re.IGNORECASE)
CONTENTS = re.compile(r"(?:toc|inns?h|indholdsfortegnelse|innehåll|sisluet)\s*(?:heading|\d)", re.IGNORECASE)
BULLETS = re.compile(
    r"(?:list bullet|punktliste|opstilling - punkttegn|punktlista|merkitty luettelo|قائمة نقطية)\s*([1-5])?",
    re.IGNORECASE,
)
NUMBERS = re.compile(
    r"(?:list number|nummerert liste|opstilling - talopstilling|numrerad lista|numeroitu luettelo|قائمة رقمية)"
    r"\s*([1-5])?",
    re.IGNORECASE,
)
OWN = re.compile(r"bb_[a-z_]+_[0-9a-f]{16}")
"""The bookmarks of our own files: what a part is, and the beginning of its id."""

ON = "not(@w:val) or not(contains('|0|false|off|', concat('|', @w:val, '|')))"
"""Of a property that is switched on, in XPath."""


@cache
def _compiled(path: str) -> Any:
    return etree.XPath(path, namespaces=NAMESPACES)


def w(element: Any, path: str) -> list:
    """Give what an XPath finds below an element, with the usual prefixes."""
    return _compiled(path)(element)


def text_of(element: Any) -> str:
    """Give the words of a paragraph or cell, without what was deleted."""
    parts = w(element, ".//w:t[not(ancestor::w:del) and not(ancestor::w:moveFrom)] | .//m:t | .//w:tab | .//w:br")
    return "".join(part.text or "" if part.tag.endswith("}t") else " " for part in parts)
