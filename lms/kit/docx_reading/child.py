"""Takes one Word file apart, alone in a process that may use little: `python -m … FOLDER [bold]`.

The sole user of mammoth and nh3. Reads `source.docx` in the folder, writes `result.json` and the pictures beside it.
"""

import io
import json
import sys
import zipfile
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..confined import OUT_OF_MEMORY, confine, used_up
from .archive import File

if TYPE_CHECKING:
    from .notes import Note
    from .oddities import Plain

MOST_PICTURES = 100
SIGNS = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")
TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "br", "img", "table", "thead", "tbody", "tr", "td", "th", "sup"} | {
    f"h{number}" for number in range(1, 7)
}
ATTRIBUTES = {
    "a": {"href", "id"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "li": {"id"},
    "p": {"class"},
}
STYLES = "\n".join(
    [f"p[style-name='bb heading {level}'] => h{level + 1}:fresh" for level in range(6)]
    + [f"p[style-name='{look.capitalize()}'] => p.{look}:fresh" for look in ("placeholder", "kicker", "small")]
)


def read(source: Path, folder: Path, bold_is_heading: bool) -> dict[str, Any]:
    """Give what stands in a file as pieces and notes."""
    from .notes import Note, Oddity
    from .pieces import Cutter

    with zipfile.ZipFile(source) as archive:
        file = File(archive)
        plain = _made_plain(file, bold_is_heading)
        notes = _notes_around(file, plain)
        html, unread, messages = _convert(file.written(), folder)
        title = _title(file)
    # What the converter ignored is noted at its place, before the notes of places are given.
    messages = [message for message in messages if not plain.note_ignored(message)]
    notes += plain.notes()
    cutter = Cutter(html)
    pieces = cutter.pieces()
    places = plain.places()

    def noted(code: str, place: int, detail: str = "") -> Note:
        heading, words = places.get(place, ("", ""))
        return Note(code, place, heading, words, " ".join(detail.split())[:120])

    notes += [noted(code.value, place, detail) for code, place, detail in cutter.notes]
    notes += [noted(Oddity.BROKEN_PICTURE.value, p.place, p.alt) for p in pieces if p.picture in unread]
    notes += [Note(Oddity.UNKNOWN.value, detail=message) for message in messages]
    kept = [replace(piece) for piece in pieces if piece.picture not in unread]
    return {
        "pieces": [asdict(piece) for piece in kept],
        "notes": [asdict(note) for note in sorted(notes, key=lambda note: note.paragraph)],
        "places": places,
        "is_ours": plain.is_ours,
        "is_right_to_left": _is_right_to_left(plain),
        "paragraphs": len(places),
        "title": title,
    }


def _made_plain(file: File, bold_is_heading: bool) -> "Plain":
    """Write the main part of a file anew as one that says the same in few ways, with the styles and lists it needs."""
    from lxml import etree

    from .marks import w
    from .oddities import Plain, add_heading_styles, add_lists, without_looks
    from .styles import Styles
    from .wrappers import cut_loose

    tree = file.parse(file.main)
    styles_name, lists_name = file.beside("styles"), file.beside("numbering")
    styles, lists = file.parse(styles_name), file.parse(lists_name)
    targets = file.relations(file.main)
    plain = Plain(
        w(tree, "/w:document/w:body")[0],
        Styles.of(styles),
        lambda relation: file.parse(targets.get(relation, ("", ""))[1]),
        bold_is_heading,
    )
    there = {key for key, (kind, name) in targets.items() if kind == "hyperlink" or name in file.names}
    cut_loose(plain.body, plain.note, there, file.notes_of)
    _raise_signs(plain.body)
    _see_other_letters(plain.body)
    plain.make_plain()
    names = without_looks(_or_empty(styles, "styles"))
    add_heading_styles(names)
    lists = _or_empty(lists, "numbering")
    add_lists(lists)
    for name, changed in ((styles_name, names), (lists_name, lists), (file.main, tree)):
        file.changed[name] = etree.tostring(changed, encoding="utf-8", xml_declaration=True)
    return plain


def _or_empty(part: Any, root: str) -> Any:
    from lxml import etree

    from .marks import NAMESPACES, W

    return etree.Element(f"{W}{root}", nsmap={"w": NAMESPACES["w"]}) if part is None else part


def _notes_around(file: File, plain: "Plain") -> "list[Note]":
    """Note what stands in headers and footers: it is on no page of ours."""
    from .notes import Note, Oddity

    notes: list[Note] = []
    targets = file.relations(file.main)
    for each, code in () if plain.is_ours else (("header", Oddity.PAGE_HEADER), ("footer", Oddity.PAGE_FOOTER)):
        for words in sorted({_words(file, name) for kind, name in targets.values() if kind == each} - {""}):
            notes.append(Note(code.value, detail=words[:120]))
    return notes


def _is_right_to_left(plain: "Plain") -> bool:
    """Tell whether most paragraphs with words run from right to left."""
    from .marks import ON, w

    turned = w(plain.body, f"//w:pPr/w:bidi[{ON}]")
    return len(turned) * 2 > len(w(plain.body, "//w:p[w:r]")) > 0


def _words(file: File, name: str) -> str:
    from .marks import text_of

    tree = file.parse(name)
    return "" if tree is None else " ".join(text_of(tree).split())


def _title(file: File) -> str:
    tree = file.parse("docProps/core.xml")
    found = [] if tree is None else tree.xpath("//*[local-name()='title']/text()")
    return " ".join(found[0].split()) if found else ""


def _raise_signs(body: Any) -> None:
    """Write raised figures as signs of their own (m²), which need no formatting."""
    from .marks import w

    for text in w(body, ".//w:r[w:rPr/w:vertAlign/@w:val='superscript']/w:t"):
        if text.text and all(sign in "0123456789+-()n" for sign in text.text):
            text.text = text.text.translate(SIGNS)
            for raised in w(text, "../w:rPr/w:vertAlign"):
                raised.getparent().remove(raised)


def _see_other_letters(body: Any) -> None:
    """Say in the usual way that letters from right to left are bold or italic; Word has other words for them."""
    from lxml import etree

    from .marks import ON, W, w

    for theirs, usual in (("bCs", "b"), ("iCs", "i")):
        for look in w(body, f".//w:rPr[w:rtl[{ON}] or w:cs[{ON}]]"):
            for found in w(look, f"w:{usual}"):
                look.remove(found)
            if w(look, f"w:{theirs}[{ON}]"):
                etree.SubElement(look, f"{W}{usual}")


def _convert(source: io.BytesIO, folder: Path) -> tuple[str, set[str], list[str]]:
    """Give the cleaned HTML, the pictures that could not be read, and what the converter says it left out."""
    import mammoth
    import nh3

    from .pictures import renew

    unread: set[str] = set()
    count = 0

    def picture(image: Any) -> dict[str, str]:
        nonlocal count
        count += 1
        name = f"picture-{count}"
        written = None
        if count <= MOST_PICTURES:
            with image.open() as opened:
                written = renew(io.BytesIO(opened.read()), folder / name)
        if written is None:
            unread.add(name)
        return {"src": written.name if written else name}

    result = mammoth.convert_to_html(
        source,
        style_map=STYLES,
        include_embedded_style_map=False,
        external_file_access=False,
        convert_image=mammoth.images.img_element(picture),
    )
    clean = nh3.clean(
        result.value, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto", "tel"}, link_rel=None
    )
    known = (
        "Unrecognised paragraph style",
        "Unrecognised run style",
        "was referenced but not defined",
        "unlikely to display",
    )
    messages = {each.message for each in result.messages if not any(part in each.message for part in known)}
    return clean, unread, sorted(messages)


def main() -> int:
    """Read the file; 0 if that went well."""
    folder = Path(sys.argv[1])
    confine()
    try:
        take_apart(folder, bold_is_heading="bold" in sys.argv[2:])
    except Exception:
        if used_up():
            return OUT_OF_MEMORY
        raise
    return 0


def take_apart(folder: Path, *, bold_is_heading: bool) -> None:
    """Read the file in a folder, and leave the result beside it."""
    result = read(folder / "source.docx", folder, bold_is_heading)
    (folder / "result.json").write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
