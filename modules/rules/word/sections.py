"""A section of a Word file, and what is read in the same way wherever it stands."""

import re
from dataclasses import dataclass, field
from typing import Any

from lms.kit.docx_reading.notes import Piece

from .parts import Known, Part, Remark, text_parts
from .plan import steps_of

INNER_LIST = re.compile("<[uo]l>")


@dataclass
class Section:
    """A heading and what stands below it."""

    heading: str = ""
    title: str = ""  # behind the name of the kind
    kind: str = "text"
    level: int = 99
    place: int = 0
    pieces: list[Piece] = field(default_factory=list)


@dataclass(frozen=True)
class Reader:
    """What reading a section needs to know."""

    known: Known
    kinds: dict[str, str]
    remarks: list[Remark]

    def text(self, section: Section) -> list[Part]:
        """Give a section as text; a table that is a plan becomes one."""
        for number, piece in enumerate(section.pieces):
            steps = steps_of(piece, self.kinds, self.remarks) if piece.kind == "table" else None
            if steps:
                before, after = section.pieces[:number], section.pieces[number + 1 :]
                return [
                    *text_parts(section.heading if before else "", before, self.remarks, section.place),
                    Part("session_plan", {"steps": steps}, piece.place),
                    *self.text(Section(pieces=after)),
                ]
        return text_parts(section.heading, section.pieces, self.remarks, section.place)

    def rest(self, pieces: list[Piece]) -> list[Part]:
        """Give what stands beside a part, as text without a heading."""
        return self.text(Section(pieces=pieces))


def paragraphs(lines: list[str]) -> list[str]:
    """Give each line as a rich text of its own; a list inside it stands behind its paragraph."""
    found = []
    for line in lines:
        inner = INNER_LIST.search(line)
        end = inner.start() if inner else len(line)
        found.append((f"<p>{line[:end]}</p>" if end else "") + line[end:])
    return found


def source_of(known: Known, code: str, text: str) -> dict[str, Any]:
    """Give a source of the register; with its words only if they say more than the register does."""
    code, name = known.sources[code.casefold()]
    says_no_more = text.casefold() in name.casefold() or name.casefold() in text.casefold()
    return {"source": code} if says_no_more else {"source": code, "text": text}
