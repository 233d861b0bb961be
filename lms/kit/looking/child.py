"""Looks at one file, alone in a process that may use little: `python -m … FILE FOLDER KIND LARGEST`.

Writes `result.json` into the folder, and `preview.jpg` if there is something to show. Pictures and films are changed in
place: what tells where and when they were taken is gone.
"""

import io
import json
import os
import sys
from pathlib import Path
from typing import BinaryIO, cast

from PIL import Image, UnidentifiedImageError

from ..confined import MEGABYTE, OUT_OF_MEMORY, confine, used_up
from ..files import check_file
from ..kinds import FILM, OFFICE, PICTURES, FileRefusedError, Kind, Refusal
from ..office import slides_in, thumbnail_in
from ..pictures import drawn_anew
from .media import check_film, check_sound
from .pdfs import check_pdf, first_page

LONGEST_SIDE = 640
MEMORY = 640 * MEGABYTE
SECONDS = 8


def look(path: Path, kind: Kind, largest: int) -> int | None:
    """Give the number of its pages or slides, if it has such. Raises FileRefusedError."""
    with path.open("r+b") as opened:
        file = cast(BinaryIO, opened)
        check_file(file, f"file.{kind.value}", allowed={kind}, largest=largest)
        if kind == Kind.PDF:
            return check_pdf(path)
        if kind in FILM | {Kind.M4A}:
            check_film(file)
        elif kind == Kind.MP3:
            check_sound(file)
        elif kind in PICTURES:
            anew = drawn_anew(file, path.name)
            file.truncate(0)
            file.write(anew.read())
        return slides_in(file) if kind == Kind.PPTX else None


def show(path: Path, kind: Kind) -> Image.Image | None:
    """Give what shows the file at a glance, or None."""
    if kind == Kind.PDF:
        return first_page(path, LONGEST_SIDE)
    if kind in PICTURES:
        return _small(path.open("rb"))
    if kind in OFFICE:
        with path.open("rb") as file:
            thumbnail = thumbnail_in(cast(BinaryIO, file))
        return _small(io.BytesIO(drawn_anew(io.BytesIO(thumbnail), "a").read())) if thumbnail else None
    return None


def _small(file: BinaryIO | io.BytesIO) -> Image.Image:
    picture = Image.open(cast(BinaryIO, file))
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    ground = Image.new("RGB", picture.size, "white")
    see_through = picture.convert("RGBA")
    ground.paste(see_through, mask=see_through)
    return ground


def _tell(folder: Path, **found: object) -> None:
    """Write the result at once as a whole: what comes after may end this process."""
    part = folder / "result.part"
    part.write_text(json.dumps(found), encoding="utf-8")
    os.replace(part, folder / "result.json")


def main() -> int:
    """Look, tell, and then draw: a file that is well but cannot be shown is still well."""
    path, folder, kind, largest = Path(sys.argv[1]), Path(sys.argv[2]), Kind(sys.argv[3]), int(sys.argv[4])
    confine(memory=MEMORY, seconds=SECONDS, largest=largest + MEGABYTE)
    try:
        pages = look(path, kind, largest)
    except FileRefusedError as problem:
        _tell(folder, refusal=problem.code.value)
        return 0
    except (MemoryError, RecursionError):
        return OUT_OF_MEMORY
    except Exception:
        if used_up(MEMORY):
            return OUT_OF_MEMORY
        _tell(folder, refusal=Refusal.BROKEN.value)
        return 0
    _tell(folder, refusal=None, pages=pages)
    try:
        picture = show(path, kind)
    except (FileRefusedError, UnidentifiedImageError, OSError, ValueError):
        return 0
    if picture:
        picture.save(folder / "preview.part", "JPEG", quality=80, optimize=True)
        os.replace(folder / "preview.part", folder / "preview.jpg")
    return 0


if __name__ == "__main__":
    sys.exit(main())
