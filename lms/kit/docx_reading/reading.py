"""Reads a Word file: what stands in it, in order, and what was not understood, by place.

The file is looked into first (`lms.kit.files`), then taken apart in a process of its own that may use little memory and
little time: whatever a file does there, the server does not notice.
"""

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ..confined import PATIENCE, Trouble, UnreadableError, run_confined
from ..files import MEGABYTE, Kind, check_file
from .notes import Note, Piece

LARGEST = 40 * MEGABYTE
__all__ = ["Trouble", "UnreadableError", "WordFile", "read_word"]
CHILD = "lms.kit.docx_reading.child"
LARGEST_RESULT = 20 * MEGABYTE


@dataclass(frozen=True)
class WordFile:
    """What stands in a Word file."""

    pieces: list[Piece]
    notes: list[Note]
    pictures: dict[str, bytes]
    places: dict[int, tuple[str, str]]  # of each paragraph: the heading above it, and its first words
    is_ours: bool  # written by our own export
    is_right_to_left: bool
    title: str  # what the file says of itself


def read_word(file: BinaryIO, name: str, *, bold_is_heading: bool = True) -> WordFile:
    """Take a Word file apart.

    With `bold_is_heading`, a short line that is bold as a whole counts as a heading. Raises FileRefusedError for a file
    that is not taken, and UnreadableError for one that could not be read.
    """
    check_file(file, name, allowed={Kind.DOCX}, largest=LARGEST)
    with tempfile.TemporaryDirectory(prefix="word-") as place:
        folder = Path(place)
        with (folder / "source.docx").open("wb") as copy:
            while block := file.read(MEGABYTE):
                copy.write(block)
        file.seek(0)
        run_confined(CHILD, str(folder), *(["bold"] if bold_is_heading else []), patience=PATIENCE)
        return result_in(folder)


def result_in(folder: Path) -> WordFile:
    """Give what the process has left in its folder. Raises UnreadableError."""
    result = folder / "result.json"
    if not result.is_file() or result.stat().st_size > LARGEST_RESULT:
        raise UnreadableError(Trouble.TOO_HEAVY)
    found = json.loads(result.read_text(encoding="utf-8"))
    pieces = [
        Piece(**piece | {"items": tuple(piece["items"]), "rows": tuple(map(tuple, piece["rows"]))})
        for piece in found["pieces"]
    ]
    names = {piece.picture for piece in pieces if piece.picture}
    return WordFile(
        pieces=pieces,
        notes=[Note(**note) for note in found["notes"]],
        pictures={name: (folder / name).read_bytes() for name in names if (folder / name).is_file()},
        places={int(number): (heading, words) for number, (heading, words) in found["places"].items()},
        is_ours=found["is_ours"],
        is_right_to_left=found["is_right_to_left"],
        title=found["title"],
    )
