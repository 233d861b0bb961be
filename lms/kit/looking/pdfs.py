"""Looks into PDFs: the sole user of pikepdf (what hides in one) and of pypdfium2 (its first page as a picture)."""

import re
import zipfile
from pathlib import Path
from typing import Any

from PIL import Image

from ..kinds import FileRefusedError, Refusal

MOST_PAGES = 500
MOST_OBJECTS = 500_000
DEEPEST = 40
STARTS = {"/JavaScript", "/JS", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMedia", "/XFA"}
HIDES = {"/EmbeddedFile", "/EmbeddedFiles", "/GoToE"}
SUSPECT = re.compile(b"|".join(each.encode() + rb"(?![A-Za-z0-9])" for each in sorted(STARTS | HIDES)))


def check_pdf(path: Path) -> int:
    """Refuse a PDF that is locked, starts something, or has a file packed inside; give how many pages it has."""
    import pikepdf

    if zipfile.is_zipfile(path):  # two kinds of file in one
        raise FileRefusedError(Refusal.HIDES_FILES)
    try:
        with pikepdf.open(path) as pdf:
            pages = int(pdf.Root.Pages.get("/Count", 0))  # what it says; counting a hundred million would take a day
            if pages > MOST_PAGES or len(pdf.objects) > MOST_OBJECTS:
                raise FileRefusedError(Refusal.TOO_MANY_PAGES)
            pages = len(pdf.pages)
            if not pages:
                raise FileRefusedError(Refusal.BROKEN)
            for each in pdf.objects:
                _check_object(each)
    except pikepdf.PasswordError as problem:
        raise FileRefusedError(Refusal.ENCRYPTED) from problem
    except (pikepdf.PdfError, AttributeError, TypeError, ValueError) as problem:
        if isinstance(problem, FileRefusedError):
            raise
        raise FileRefusedError(Refusal.BROKEN) from problem
    if pages > MOST_PAGES:
        raise FileRefusedError(Refusal.TOO_MANY_PAGES)
    return pages


def _check_object(thing: Any) -> None:
    """Look at one object; only what has a suspect word in it is walked through."""
    import pikepdf

    if isinstance(thing, pikepdf.Stream):
        thing = thing.stream_dict
    if not SUSPECT.search(thing.unparse(resolved=True)):
        return
    names = set(_names_in(thing, DEEPEST))
    if names & STARTS:
        raise FileRefusedError(Refusal.RUNS_SOMETHING)
    if names & HIDES:
        raise FileRefusedError(Refusal.HIDES_FILES)


def _names_in(thing: Any, depth: int) -> Any:
    """Give the names an object uses, without following it to others; words in a text do not count."""
    import pikepdf

    if isinstance(thing, pikepdf.Name):
        yield str(thing)
    elif depth and isinstance(thing, pikepdf.Dictionary):
        for key in thing.keys():  # noqa: SIM118  # no dict of Python's
            yield key
            yield from _names_in(thing.get(key), depth - 1) if _is_own(thing.get(key)) else ()
    elif depth and isinstance(thing, pikepdf.Array):
        for each in thing:
            yield from _names_in(each, depth - 1) if _is_own(each) else ()


def _is_own(thing: Any) -> bool:
    """Tell whether a thing stands in the object itself, not in one of its own, which is looked at by itself."""
    return not getattr(thing, "is_indirect", False)


def first_page(path: Path, longest: int) -> Image.Image | None:
    """Give the first page as a picture whose longer side has `longest` pixels, or None."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
        page = document[0]
        width, height = page.get_size()
        scale = longest / max(width, height, 1)
        return page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, ValueError, IndexError, OSError):
        return None
