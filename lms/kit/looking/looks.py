"""Looks closely at a file from outside: is it what it says, how many pages has it, what does it look like?"""

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from ..confined import UnreadableError, run_confined
from ..files import check_size
from ..kinds import FileRefusedError, Kind, Refusal
from ..viruses import check_for_viruses

CHILD = "lms.kit.looking.child"
PATIENCE = 9  # seconds by the clock
LARGEST_PREVIEW = 2 * 1024 * 1024


@dataclass(frozen=True)
class Look:
    """What was seen of a file that is well."""

    kind: Kind
    size: int
    pages: int | None  # pages of a PDF, slides of a presentation
    preview: bytes  # a small JPEG, or nothing


def look_closely(path: Path, kind: Kind, *, largest: int) -> Look:
    """Look at a file of ours on the disk. Raises FileRefusedError.

    It may be changed in place: pictures are drawn anew, and films lose what tells of their place and owner.
    """
    with path.open("rb") as file:
        check_size(file, largest)
        check_for_viruses(file)
    with tempfile.TemporaryDirectory(prefix="look-") as place:
        folder = Path(place)
        try:
            run_confined(CHILD, str(path), place, kind.value, str(largest), patience=PATIENCE)
        except UnreadableError as problem:
            if not (folder / "result.json").is_file():
                raise FileRefusedError(Refusal.TOO_HEAVY) from problem
        found = json.loads((folder / "result.json").read_text(encoding="utf-8"))
        if found["refusal"]:
            raise FileRefusedError(Refusal(found["refusal"]))
        drawn = folder / "preview.jpg"
        shows = drawn.is_file() and drawn.stat().st_size <= LARGEST_PREVIEW
        return Look(kind, path.stat().st_size, found["pages"], drawn.read_bytes() if shows else b"")
