"""Floating boxes and drawings of a Word file: pictures stay, words are brought into the text, the rest is named."""

from collections.abc import Callable
from typing import Any

from lxml import etree

from .marks import NAMESPACES, W, text_of, w
from .notes import Oddity

Note = Callable[..., None]


def take_newer_choice(body: Any) -> None:
    """Take the newer of two ways of saying the same; Word writes both."""
    for choice in w(body, ".//mc:AlternateContent"):
        parent = choice.getparent()
        kept = w(choice, "mc:Choice[1]/node()") or w(choice, "mc:Fallback/node()")
        for child in kept:
            choice.addprevious(child) if not isinstance(child, str) else None
        parent.remove(choice)


def move_boxes(body: Any, note: Note) -> None:
    """Move the text of boxes behind the paragraph they are tied to."""
    for box in w(body, ".//w:txbxContent"):
        host = w(box, "ancestor::w:p")
        if not host:
            continue
        if any(text_of(p).strip() for p in w(box, ".//w:p")):
            note(Oddity.TEXT_BOX, host[0], text_of(box))
        for child in reversed(list(box)):
            host[0].addnext(child)
        drawn = w(box, "ancestor::w:drawing | ancestor::w:pict")
        if drawn and not w(drawn[0], ".//a:blip | .//v:imagedata | .//w:txbxContent[*]"):
            drawn[0].getparent().remove(drawn[0])


def describe_drawings(body: Any, note: Note, part: Callable[[str], Any]) -> None:
    """Keep pictures; say in words what else was drawn."""
    for drawing in w(body, ".//w:drawing"):
        for blip in w(drawing, ".//a:blip[@r:link and not(@r:embed)]"):
            note(Oddity.LINKED_PICTURE, drawing)
            blip.getparent().remove(blip)
        pictures = w(drawing, ".//pic:pic[.//a:blip]")
        if pictures:
            _keep_pictures(note, drawing, pictures)
            continue
        if not w(drawing, ".//a:graphicData"):
            continue
        _put_into_words(note, part, drawing)
        drawing.getparent().remove(drawing)
    for picture in w(body, ".//w:pict[not(.//v:imagedata)]"):
        words = " ".join(w(picture, ".//v:textpath/@string"))
        note(Oddity.DRAWING, picture, words)
        replace_by_text(picture, words)
    for embedded in w(body, ".//w:object | .//w:altChunk | .//w:subDoc"):
        note(Oddity.EMBEDDED, embedded)
        embedded.getparent().remove(embedded)


def _keep_pictures(note: Note, drawing: Any, pictures: list[Any]) -> None:
    """Bring every picture of a drawing, also those in a group, to the place where the converter looks."""
    frames = w(drawing, "wp:inline | wp:anchor")
    told = next((w(frame, "wp:docPr")[0] for frame in frames if w(frame, "wp:docPr")), None)
    for picture in pictures:
        own = (w(picture, "pic:nvPicPr/pic:cNvPr") or [None])[0]
        alt = next(
            (each.get("descr", "").strip() for each in (told, own) if each is not None and each.get("descr")), ""
        )
        if not alt:
            note(Oddity.NO_ALT_TEXT, drawing)
        frame = etree.SubElement(drawing, f"{{{NAMESPACES['wp']}}}inline")
        etree.SubElement(frame, f"{{{NAMESPACES['wp']}}}docPr", descr=alt)
        graphic = etree.SubElement(frame, f"{{{NAMESPACES['a']}}}graphic")
        etree.SubElement(graphic, f"{{{NAMESPACES['a']}}}graphicData").append(picture)
    for frame in frames:
        drawing.remove(frame)


def _put_into_words(note: Note, part: Callable[[str], Any], drawing: Any) -> None:
    host = w(drawing, "ancestor::w:p")[0]
    for path, code in ((".//dgm:relIds/@r:dm", Oddity.SMART_ART), (".//c:chart/@r:id", Oddity.CHART)):
        for relation in w(drawing, path):
            tree = part(relation)
            lines = [] if tree is None else _lines_of(tree)
            note(code, drawing, " · ".join(lines))
            for line in reversed(lines):
                host.addnext(_paragraph(line))
            return
    note(Oddity.DRAWING, drawing)


def _lines_of(tree: Any) -> list[str]:
    lines = ["".join(w(p, ".//a:t/text()")).strip() for p in w(tree, "//a:p")]
    lines += [text.strip() for text in w(tree, "//c:cat//c:v/text()")]
    return [line for line in lines if line]


def _paragraph(words: str) -> Any:
    p = etree.Element(f"{W}p")
    etree.SubElement(etree.SubElement(p, f"{W}r"), f"{W}t").text = words
    return p


def replace_by_text(element: Any, words: str, wrap_in_run: bool = False) -> None:
    """Put words in the place of an element; without words, take it out."""
    if words:
        text = etree.Element(f"{W}t")
        text.text = words
        new = etree.Element(f"{W}r") if wrap_in_run else text
        if wrap_in_run:
            new.append(text)
        element.addprevious(new)
    element.getparent().remove(element)
