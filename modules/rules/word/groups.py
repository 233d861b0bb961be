"""Our own Word file cut into the parts that the bookmarks of its headings name."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from lms.kit.docx_reading.notes import Piece

PART_LEVEL = 2  # of the heading of a part; deeper ones stand inside it
INSIDE = "exercise"  # the bookmark of something inside a part


@dataclass
class Group:
    """A part as it stands in the file: its heading and what is below it."""

    kind: str = ""  # "" where no bookmark says it
    key: str = ""
    heading: Piece | None = None
    pieces: list[Piece] = field(default_factory=list)

    @property
    def place(self) -> int:
        """Give the number of its first paragraph."""
        return self.heading.place if self.heading else self.pieces[0].place if self.pieces else 0

    @property
    def title(self) -> str:
        """Give its heading; "" if that is only the name of its kind in square brackets."""
        words = self.heading.html if self.heading else ""
        return "" if words.startswith("[") and words.endswith("]") else words

    @property
    def content(self) -> tuple:
        """Give what can be compared with the same part in another file."""
        pieces = [self.heading, *self.pieces] if self.heading else self.pieces
        return tuple((each.kind, each.level, each.html, each.items, each.rows, each.alt, each.look) for each in pieces)


def groups_of(pieces: Iterable[Piece]) -> list[Group]:
    """Cut a file of ours at the headings that name a part, and at new ones that somebody wrote between them."""
    found = [Group()]
    for piece in pieces:
        kind, _sign, key = piece.bookmark.removeprefix("bb_").rpartition("_")
        is_part = bool(kind) and kind != INSIDE
        if is_part or (piece.kind == "heading" and piece.level <= PART_LEVEL and kind != INSIDE):
            found.append(Group(kind, key))
            if piece.kind == "heading":
                found[-1].heading = piece
                continue
        found[-1].pieces.append(piece)
    return [group for group in found if group.heading or group.pieces]
