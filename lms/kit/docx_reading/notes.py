"""What a reader of Word files has to say about what it met, and where."""

from dataclasses import dataclass
from enum import StrEnum


class Oddity(StrEnum):
    """What was not understood, or was understood in a way its writer should know of."""

    TEXT_BOX = "text-box"
    SMART_ART = "smart-art"
    CHART = "chart"
    DRAWING = "drawing"
    EMBEDDED = "embedded"
    EQUATION = "equation"
    LINKED_PICTURE = "linked-picture"
    BROKEN_PICTURE = "broken-picture"
    NO_ALT_TEXT = "no-alt-text"
    TRACKED_IN = "tracked-in"
    TRACKED_OUT = "tracked-out"
    COMMENT = "comment"
    FOOTNOTE = "footnote"
    PAGE_HEADER = "page-header"
    PAGE_FOOTER = "page-footer"
    CONTENTS = "contents"
    HIDDEN = "hidden"
    FORM_FIELD = "form-field"
    EMPTY_FIELD = "empty-field"
    UNSAFE_LINK = "unsafe-link"
    INNER_LINK = "inner-link"
    TYPED_LIST = "typed-list"
    BOLD_HEADING = "bold-heading"
    LOOKS_LIKE_HEADING = "looks-like-heading"
    LAYOUT_TABLE = "layout-table"
    MERGED_CELLS = "merged-cells"
    FORMATTING = "formatting"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Note:
    """One thing to say, and its place. Paragraphs are counted as a person would: those with something in them."""

    code: str
    paragraph: int = 0
    heading: str = ""
    words: str = ""  # the first of the paragraph
    detail: str = ""
    times: int = 1


@dataclass(frozen=True)
class Piece:
    """One paragraph, list, heading, table or picture, in the order of the file."""

    kind: str  # heading, text, table, picture, footnotes
    place: int = 0
    level: int = 0  # of a heading; 0 is the title of the file
    html: str = ""  # of a text: one p, ul or ol; of a heading: its plain words
    items: tuple[str, ...] = ()  # of a list: the inner HTML of its items, with the lists inside them
    rows: tuple[tuple[str, ...], ...] = ()  # of a table: the HTML of its cells
    has_header: bool = False
    picture: str = ""
    alt: str = ""
    look: str = ""  # of a paragraph of ours: placeholder, kicker, small
    bookmark: str = ""  # one of ours, which says what begins here
