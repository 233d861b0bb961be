"""Finds what the converter would lose or mistake in a Word file, makes it plain, and notes where it stood."""

import re
from collections.abc import Callable
from copy import deepcopy
from itertools import zip_longest
from typing import Any

from lxml import etree

from .drawings import describe_drawings, move_boxes, replace_by_text, take_newer_choice
from .marks import OWN, W, text_of, w
from .notes import Note, Oddity
from .styles import BULLET_LIST, DEEPEST, NUMBER_LIST, Styles, is_on, numbering_of, value
from .wrappers import unwrap

LONGEST_HEADING = 80
NUMBERED = "bbn_"
IGNORED = re.compile(r"element was ignored: \{?[^}]*[:}](\w+)$")


class Plain:
    """One file on its way to being plain."""

    def __init__(self, body: Any, styles: Styles, part: Callable[[str], Any], bold_is_heading: bool) -> None:
        self.body = body
        self.styles = styles
        self.part = part  # gives the parsed part behind a relation's id, or None
        self.is_ours = any(OWN.fullmatch(name) for name in w(body, ".//w:bookmarkStart/@w:name"))
        self.bold_is_heading = bold_is_heading and not self.is_ours
        self.met: list[tuple[Oddity, Any, str]] = []
        self.numbers: dict[Any, tuple[int, str, str]] = {}
        self.near: dict[Any, tuple[int, str, str]] = {}  # of paragraphs that hold nothing: the place of the last before

    def note(self, code: Oddity, element: Any, detail: str = "") -> None:
        """Keep in mind what was met, and in which paragraph, or behind which one."""
        around = w(element, "ancestor-or-self::w:p[last()]") or w(element, "preceding::w:p[1]")
        self.met.append((code, around[0] if around else element, " ".join(detail.split())[:120]))

    def note_ignored(self, message: str) -> bool:
        """Give what the converter says it ignored its places; tell whether any was found."""
        ignored = IGNORED.search(message)
        found = w(self.body, f".//*[local-name()='{ignored[1]}']") if ignored else []
        for element in found:
            self.note(Oddity.UNKNOWN, element, element.tag.split("}")[1])
        return bool(found)

    def notes(self) -> list[Note]:
        """Give what was met with its places, several of a kind in one paragraph as one."""
        counted: dict[tuple[str, int, str, str, str], int] = {}
        for code, element, detail in self.met:
            place, heading, words = self.numbers.get(element) or self.near.get(element, (0, "", ""))
            key = (code.value, place, heading, words, detail)
            counted[key] = counted.get(key, 0) + 1
        return sorted((Note(*key, times=times) for key, times in counted.items()), key=lambda note: note.paragraph)

    def make_plain(self) -> None:
        """Change the body in place, step by step; each step leaves less to misunderstand."""
        take_newer_choice(self.body)
        unwrap(self.body, self.note)
        self._tracked()
        move_boxes(self.body, self.note)
        describe_drawings(self.body, self.note, self.part)
        self._small_things()
        self._contents()
        self._bookmarks()
        self._headings()
        self._lists()
        self._number()

    # --- words in unusual clothes ------------------------------------------------------------------------------------

    def _tracked(self) -> None:
        for path, code in (
            (".//w:ins[not(parent::w:rPr)] | .//w:moveTo", Oddity.TRACKED_IN),
            (".//w:del[not(parent::w:rPr)] | .//w:moveFrom", Oddity.TRACKED_OUT),
        ):
            for change in w(self.body, path):
                self.note(code, change)

    def _small_things(self) -> None:
        for equation in w(self.body, ".//m:oMath"):
            words = "".join(w(equation, ".//m:t/text()"))
            self.note(Oddity.EQUATION, equation, words)
            replace_by_text(equation, words, wrap_in_run=True)
        for outer in w(self.body, ".//m:oMathPara"):
            for child in list(outer):
                outer.addprevious(child)
            outer.getparent().remove(outer)
        for reference in w(self.body, ".//w:commentReference"):
            self.note(Oddity.COMMENT, reference)
            reference.getparent().remove(reference)
        for reference in w(self.body, ".//w:footnoteReference | .//w:endnoteReference"):
            self.note(Oddity.FOOTNOTE, reference)
        for run in w(self.body, ".//w:r[w:rPr/w:vanish]"):
            if is_on(run, "w:rPr/w:vanish"):
                if "".join(w(run, "w:t/text()")).strip():
                    self.note(Oddity.HIDDEN, run)
                run.getparent().remove(run)
        for box in w(self.body, ".//w:sdt/w:sdtPr/w14:checkbox"):
            box.getparent().remove(box)  # the box is also there as a sign, which stays
        for form in w(self.body, ".//w:ffData"):
            self.note(Oddity.FORM_FIELD, form)
        dressed = "w:u[@w:val!='none'] | w:strike | w:highlight | w:shd | w:vertAlign | w:dstrike | w:caps"
        for run in w(self.body, f".//w:r[w:t and w:rPr[{dressed}] and not(ancestor::w:hyperlink)]"):
            kinds = sorted(
                {each.tag.split("}")[1] for each in w(run, f"w:rPr/*[self::{dressed.replace(' | ', ' or self::')}]")}
            )
            self.note(Oddity.FORMATTING, run, ", ".join(kinds))

    def _contents(self) -> None:
        """Leave out the table of contents: the page has its own."""
        gallery = ".//w:sdt[w:sdtPr/w:docPartObj/w:docPartGallery[@w:val='Table of Contents']]"
        lines = w(self.body, gallery) + [p for p in w(self.body, ".//w:p") if self.styles.is_contents(p)]
        if lines:
            self.note(Oddity.CONTENTS, lines[0])
        for line in lines:
            if line.getparent() is not None:
                line.getparent().remove(line)

    def _bookmarks(self) -> None:
        for bookmark in w(self.body, ".//w:bookmarkStart"):
            if not OWN.fullmatch(bookmark.get(f"{W}name", "")):
                bookmark.getparent().remove(bookmark)

    # --- headings and lists ------------------------------------------------------------------------------------------

    def _headings(self) -> None:
        paragraphs = [p for p in w(self.body, ".//w:p") if text_of(p).strip() or w(p, ".//a:blip | .//v:imagedata")]
        levels = {p: self.styles.heading_level(p) for p in paragraphs}
        usual = self._usual_size(paragraphs)
        last = 0
        for p, following in zip_longest(paragraphs, paragraphs[1:]):
            level = levels[p]
            if level is None and self._stands_out(p, usual) and following is not None and p.getparent() is self.body:
                if self._stands_out(following, usual) and levels[following] is None:
                    continue
                if self.is_ours:
                    continue
                self.note(Oddity.BOLD_HEADING if self.bold_is_heading else Oddity.LOOKS_LIKE_HEADING, p)
                if self.bold_is_heading:
                    level = min(last + 1, DEEPEST)
            elif level:
                last = level
            if level is not None and text_of(p).strip():
                _set_style(p, f"bbHeading{min(level, DEEPEST)}")

    def _usual_size(self, paragraphs: list[Any]) -> int:
        lengths: dict[int, int] = {}
        for p in paragraphs:
            size = self.styles.looks(p)[1]
            lengths[size] = lengths.get(size, 0) + len(text_of(p))
        return max(lengths, key=lambda size: lengths[size], default=22)

    def _stands_out(self, p: Any, usual: int) -> bool:
        """Tell whether a paragraph looks like a heading: short, and all of it bold or large."""
        words = text_of(p).strip()
        if not words or len(words) > LONGEST_HEADING or words[-1] in ".,;!" or w(p, "w:pPr/w:numPr"):
            return False
        bold, size = self.styles.looks(p)
        return bold or size >= usual * 1.3

    def _lists(self) -> None:
        for p in w(self.body, ".//w:p"):
            own = numbering_of(p)
            style = value(p, "w:pPr/w:pStyle")
            if style.startswith("bbHeading"):
                place = None
            elif own:
                place = None if own[0] == "0" else own
            else:
                place = self.styles.list_place(p)
                place = None if place and place[0] == "0" else place
            _set_list(p, place)
            if place is None and text_of(p).lstrip()[:1] in ("•", "·", "▪", "◦", "‣"):
                self.note(Oddity.TYPED_LIST, p)

    # --- places ------------------------------------------------------------------------------------------------------

    def _number(self) -> None:
        """Count the paragraphs that hold something, and put the number where the converter carries it along."""
        number, heading = 0, ""
        for p in w(self.body, ".//w:p"):
            words = " ".join(text_of(p).split())
            if not words and not w(p, ".//a:blip | .//v:imagedata"):
                self.near[p] = number, heading, ""
                continue
            number += 1
            self.numbers[p] = (number, heading, words[:60])
            if value(p, "w:pPr/w:pStyle").startswith("bbHeading"):
                heading = words[:LONGEST_HEADING]
            mark = etree.Element(f"{W}bookmarkStart")
            mark.set(f"{W}name", f"{NUMBERED}{number}")
            properties = w(p, "w:pPr")
            properties[0].addnext(mark) if properties else p.insert(0, mark)

    def places(self) -> dict[int, tuple[str, str]]:
        """Give for each numbered paragraph the heading above it and its first words."""
        return {number: (heading, words) for number, heading, words in self.numbers.values()}


def _properties(p: Any) -> Any:
    found = w(p, "w:pPr")
    if found:
        return found[0]
    new = etree.Element(f"{W}pPr")
    p.insert(0, new)
    return new


def _set_style(p: Any, code: str) -> None:
    properties = _properties(p)
    for old in w(properties, "w:pStyle"):
        properties.remove(old)
    etree.SubElement(properties, f"{W}pStyle").set(f"{W}val", code)


def _set_list(p: Any, place: tuple[str, str] | None) -> None:
    for old in w(p, "w:pPr/w:numPr"):
        old.getparent().remove(old)
    if place:
        numbering = etree.SubElement(_properties(p), f"{W}numPr")
        etree.SubElement(numbering, f"{W}ilvl").set(f"{W}val", place[1])
        etree.SubElement(numbering, f"{W}numId").set(f"{W}val", place[0])


def add_heading_styles(tree: Any) -> None:
    """Give `styles.xml` the names under which headings are handed on."""
    for level in range(DEEPEST + 1):
        style = etree.SubElement(tree, f"{W}style")
        style.set(f"{W}type", "paragraph")
        style.set(f"{W}styleId", f"bbHeading{level}")
        etree.SubElement(style, f"{W}name").set(f"{W}val", f"bb heading {level}")


def without_looks(tree: Any) -> Any:
    """Give `styles.xml` as the converter needs it: of each style its id, its name, and the list it makes. How styles
    look is nine tenths of most files, and reading that is nine tenths of the converter's time."""
    bare = etree.Element(tree.tag, nsmap=tree.nsmap)
    for style in tree.iterchildren(f"{W}style"):
        kept = etree.SubElement(bare, style.tag, dict(style.attrib))
        kept.extend(deepcopy(name) for name in style.iterchildren(f"{W}name"))
        for number in style.iterfind(f"{W}pPr/{W}numPr"):
            etree.SubElement(kept, f"{W}pPr").append(deepcopy(number))
    return bare


def add_lists(tree: Any) -> None:
    """Give `numbering.xml` one list with bullets and one with numbers, for lists that only a style makes."""
    for number, kind in ((BULLET_LIST, "bullet"), (NUMBER_LIST, "decimal")):
        plan = etree.Element(f"{W}abstractNum")
        plan.set(f"{W}abstractNumId", number)
        for depth in range(9):
            level = etree.SubElement(plan, f"{W}lvl")
            level.set(f"{W}ilvl", str(depth))
            etree.SubElement(level, f"{W}numFmt").set(f"{W}val", kind)
        tree.insert(0, plan)
        used = etree.SubElement(tree, f"{W}num")
        used.set(f"{W}numId", number)
        etree.SubElement(used, f"{W}abstractNumId").set(f"{W}val", number)
