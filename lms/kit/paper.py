"""What a document on paper is made of, whoever writes it: `lms.kit.docx` as a Word file, `lms.kit.pdf` as a PDF."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True)
class Run:
    """Some words in one look. `ltr` keeps numbers and addresses in their order inside right-to-left text; `blank`
    is a place to write in by hand, its text says what for."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    ltr: bool = False
    blank: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading. `name` is what leads to it: the bookmark of a Word file, a destination of a PDF."""

    text: str
    level: int = 2
    name: str = ""
    new_page: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `look` is one of "", "title", "lead", "kicker", "small", "placeholder"."""

    runs: tuple[Run, ...]
    look: str = ""
    name: str = ""


@dataclass(frozen=True)
class Item:
    """One entry of a list: its first paragraph carries the sign, the others stand under it."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Items:
    """A list, numbered or not; lists may stand inside its entries."""

    items: tuple[Item, ...]
    ordered: bool = False


@dataclass(frozen=True)
class Table:
    """A table. Its first row names the columns; `widths` are their shares of the page's width."""

    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    widths: tuple[int, ...] = ()
    title: str = ""  # what it holds, for those who cannot see it
    tall: bool = False  # high rows with lines all around, for a pen


@dataclass(frozen=True)
class Picture:
    """A picture. Without `alt` it only decorates, and whoever listens is not told of it."""

    data: bytes = field(repr=False)
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True)
class Box:
    """What stands apart, in a frame."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class Lines:
    """Empty lines to write on."""

    count: int = 2


@dataclass(frozen=True)
class Contents:
    """The list of the headings of the first level, each leading to its place."""

    title: str


@dataclass(frozen=True)
class Section:
    """Parts in a language of their own, with its direction."""

    blocks: tuple["Block", ...]
    language: str
    rtl: bool = False


Block = Heading | Paragraph | Items | Table | Picture | Box | Lines | Contents | Section


@dataclass(frozen=True)
class Document:
    """One document. `title` is what a reader program shows; what stands on the page are the blocks."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    at: datetime  # the time of its text, so that the same text gives the same file
    rtl: bool = False
    footer: str = ""
    key: str = ""  # what it was made of, for whoever reads the file in again
    organisation: str = "Brobygger"
    centred: bool = False  # for what is looked at more than read: invitations, signs
    wide: bool = False  # lies on its side, in smaller letters, for tables with many columns


def words(text: str, **look) -> Paragraph:
    """Give a paragraph of one run, or an empty one."""
    kind = look.pop("kind", "")
    return Paragraph((Run(text, **look),) if text else (), look=kind)


def named(name: str, **look) -> Run:
    """Give a name that keeps its order among words that run the other way: “Amina Y.” keeps its dot at the end."""
    first = next((unicodedata.bidirectional(sign) for sign in name if sign.isalpha()), "L")
    return Run(name, ltr=first == "L", **look)


def headings(blocks: tuple[Block, ...], level: int = 1) -> list[Heading]:
    """Give the headings of a level, in their order."""
    found = []
    for block in blocks:
        if isinstance(block, Section):
            found += headings(block.blocks, level)
        elif isinstance(block, Heading) and block.level == level:
            found.append(block)
    return found


def printable(text: str) -> str:
    """Give a text without the signs that no file can hold."""
    return UNPRINTABLE.sub("", text)
