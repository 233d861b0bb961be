"""Which paragraphs of a Word file are headings or items of lists, whatever its writer's program calls them."""

from dataclasses import dataclass, field
from typing import Any

from . import marks
from .marks import W, w

BULLET_LIST, NUMBER_LIST = "990001", "990002"
DEEPEST = 5
OFF = ("0", "false", "off")


@dataclass
class Style:
    """One named style, as far as reading needs it."""

    name: str
    based_on: str
    outline: int | None
    numbering: tuple[str, str] | None  # the list it belongs to, and how deep
    is_bold: bool | None
    size: int | None


@dataclass
class Styles:
    """The styles of a file, by the id that its paragraphs name."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: str = ""

    @classmethod
    def of(cls, tree: Any) -> "Styles":
        """Read them from `styles.xml`."""
        found = cls()
        if tree is None:
            return found
        for each in w(tree, "//w:style"):
            code = each.get(f"{W}styleId", "")
            found.by_id[code] = Style(
                name=value(each, "w:name"),
                based_on=value(each, "w:basedOn"),
                outline=_number(value(each, "w:pPr/w:outlineLvl")),
                numbering=numbering_of(each),
                is_bold=is_on(each, "w:rPr/w:b"),
                size=_number(value(each, "w:rPr/w:sz")),
            )
            if each.get(f"{W}type") == "paragraph" and each.get(f"{W}default") in ("1", "true"):
                found.default = code
        return found

    def line(self, code: str) -> list[Style]:
        """Give a style and those it is based on, the nearest first."""
        line: list[Style] = []
        while (style := self.by_id.get(code)) and style not in line:
            line.append(style)
            code = style.based_on
        return line

    def heading_level(self, paragraph: Any) -> int | None:
        """Give 0 for the title, 1 and more for a heading, None for anything else."""
        own = _number(value(paragraph, "w:pPr/w:outlineLvl"))
        line = self.line(value(paragraph, "w:pPr/w:pStyle"))
        for style in line:
            if match := marks.HEADING.fullmatch(style.name.strip()):
                return int(match[1])
            if marks.TITLE.fullmatch(style.name.strip()):
                return 0
            if own is None and style.outline is not None:
                own = style.outline
        return own + 1 if own is not None and own < 9 else None

    def list_place(self, paragraph: Any) -> tuple[str, str] | None:
        """Give the list a paragraph belongs to by its style alone, and how deep."""
        for style in self.line(value(paragraph, "w:pPr/w:pStyle")):
            for names, numbering in ((marks.BULLETS, BULLET_LIST), (marks.NUMBERS, NUMBER_LIST)):
                if match := names.fullmatch(style.name.strip()):
                    return numbering, str(int(match[1] or 1) - 1)
            if style.numbering:
                return style.numbering
        return None

    def is_contents(self, paragraph: Any) -> bool:
        """Tell whether a paragraph is a line of the table of contents."""
        line = self.line(value(paragraph, "w:pPr/w:pStyle"))
        return any(marks.CONTENTS.fullmatch(style.name.strip()) for style in line)

    def looks(self, paragraph: Any) -> tuple[bool, int]:
        """Tell whether every word of a paragraph is bold, and give the smallest size of its letters, in half points."""
        line = self.line(value(paragraph, "w:pPr/w:pStyle") or self.default)
        bold = next((style.is_bold for style in line if style.is_bold is not None), False)
        size = next((style.size for style in line if style.size), 22)
        runs = [run for run in w(paragraph, ".//w:r[w:t]") if "".join(w(run, "w:t/text()")).strip()]
        all_bold, sizes = bool(runs), []
        for run in runs:
            named = self.line(value(run, "w:rPr/w:rStyle"))
            own = is_on(run, "w:rPr/w:b")
            if own is None:
                own = next((style.is_bold for style in named if style.is_bold is not None), bold)
            all_bold = all_bold and bool(own)
            sizes.append(_number(value(run, "w:rPr/w:sz")) or size)
        return all_bold, min(sizes, default=size)


def value(element: Any, path: str) -> str:
    """Give what stands in `w:val` of the first element of a path, "" if there is none."""
    found = w(element, path)
    return found[0].get(f"{W}val", "") if found else ""


def is_on(element: Any, path: str) -> bool | None:
    """Tell whether a property is switched on; None if nothing is said of it."""
    found = w(element, path)
    return found[0].get(f"{W}val", "1") not in OFF if found else None


def numbering_of(element: Any) -> tuple[str, str] | None:
    """Give list and depth that an element names itself; the list "0" means none."""
    number = value(element, "w:pPr/w:numPr/w:numId")
    return (number, value(element, "w:pPr/w:numPr/w:ilvl") or "0") if number else None


def _number(text: str) -> int | None:
    return int(text) if text.isdigit() else None
