"""Words in wrappers that the converter does not know and would drop: fields, directions, readings above letters."""

from collections.abc import Callable, Collection
from typing import Any

from lxml import etree

from .marks import R, W, text_of, w
from .notes import Oddity

Note = Callable[..., None]
FONTS_OF_SIGNS = ("Symbol", "Webdings", "Wingdings", "Wingdings 2", "Wingdings 3")
"""Whose signs the converter knows."""


def unwrap(body: Any, note: Note) -> None:
    """Let words stand where their wrapper stood, and note what was no word of the writer's."""
    _leave_out_prompts(body, note)
    for wrapper in w(body, ".//w:fldSimple | .//w:bdo | .//w:dir"):
        _put_in_place(wrapper, list(wrapper))
    for wrapper in w(body, ".//w:ruby"):
        _open_reading(wrapper)
    for sign in w(body, ".//w:sym"):
        if sign.get(f"{W}font") not in FONTS_OF_SIGNS:
            note(Oddity.UNKNOWN, sign, f"{sign.get(f'{W}font', '')} {sign.get(f'{W}char', '')}")
            sign.getparent().remove(sign)
    for stop in w(body, ".//w:ptab"):
        _put_in_place(stop, [etree.Element(f"{W}tab")])


def cut_loose(body: Any, note: Note, targets: Collection[str], footnotes: Callable[[str], Collection[str]]) -> None:
    """Let go of what points to nothing, as other programs leave it behind: no word is lost for it.

    `targets`: the ids that the file leads to. `footnotes` gives the ids of its footnotes or its endnotes."""
    for link in w(body, ".//w:hyperlink[@r:id]"):
        if link.get(f"{R}id") not in targets:
            note(Oddity.UNSAFE_LINK, link, text_of(link))
            _put_in_place(link, list(link))
    for picture in w(body, ".//a:blip[@r:embed]"):
        if picture.get(f"{R}embed") not in targets:
            note(Oddity.BROKEN_PICTURE, picture)
            around = w(picture, "ancestor::w:drawing[1]") or [picture]
            if around[0].getparent() is not None:
                around[0].getparent().remove(around[0])
    for kind in ("footnote", "endnote"):
        references = w(body, f".//w:{kind}Reference")
        known = footnotes(kind) if references else ()
        for reference in references:
            if reference.get(f"{W}id") not in known:
                reference.getparent().remove(reference)


def _leave_out_prompts(body: Any, note: Note) -> None:
    """Leave out what Word itself writes into a field until somebody fills it in: "Click here to enter text"."""
    for field in w(body, ".//w:sdt[w:sdtPr/w:showingPlcHdr[not(@w:val='0' or @w:val='false' or @w:val='off')]]"):
        runs = w(field, "w:sdtContent//w:r")
        if runs:
            note(Oddity.EMPTY_FIELD, runs[0], " ".join("".join(map(text_of, runs)).split()))
        for run in runs:
            run.getparent().remove(run)


def _open_reading(ruby: Any) -> None:
    """Put what stands above letters behind them in brackets."""
    run, above = ruby.getparent(), "".join(w(ruby, "w:rt//w:t/text()"))
    for base in w(ruby, "w:rubyBase/w:r"):
        run.addprevious(base)
    if above:
        reading = etree.Element(f"{W}r")
        etree.SubElement(reading, f"{W}t").text = f" ({above})"
        run.addprevious(reading)
    run.remove(ruby)


def _put_in_place(old: Any, new: list[Any]) -> None:
    for each in new:
        old.addprevious(each)
    old.getparent().remove(old)
