"""Writes documents as PDF files, and draws pictures of words; the only file that knows typst.

The files are for everybody: tagged and named for those who listen (PDF/UA-1), kept readable for decades (PDF/A-2a). No
font of the machine and nothing of the network is used, and the same text of the same time gives the same bytes.
"""

import itertools
import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from .paper import (
    Block,
    Box,
    Contents,
    Document,
    Heading,
    Items,
    Lines,
    Paragraph,
    Picture,
    Run,
    Section,
    Table,
    printable,
)

ROOT = Path(__file__).resolve().parents[2]  # not from the settings: `lms.kit.press` sets pages without them
FONTS = ROOT / "lms/kit/fonts"
LAYOUTS = ROOT / "templates/documents"
STANDARDS: "list[typst.PDFStandard]" = ["ua-1", "a-2a"]
WITH_FILES: "list[typst.PDFStandard]" = ["ua-1", "a-3a"]
"""The third part of PDF/A is the one that lets a file be carried inside."""
PLAIN: "list[typst.PDFStandard]" = ["2.0"]  # the pages of a signed file may only stand in a file of its version
PNG = b"\x89PNG"
NO_SIGN = re.compile(r"the text `?\"(?P<sign>.+?)\"`? could not be displayed", re.DOTALL)

_one_at_a_time = threading.Lock()  # a compiler is not made for several threads at once


class NoSignError(ValueError):
    """No font of ours can draw a sign of the text; `sign` says which."""

    def __init__(self, sign: str) -> None:
        super().__init__(sign)  # as it is given, so that it can be sent on from another process
        self.sign = sign

    def __str__(self) -> str:
        return f"No font draws {self.sign!r}."


def pdf_file(document: Document) -> bytes:
    """Give a document as the bytes of a PDF. Raises NoSignError."""
    with TemporaryDirectory() as folder:
        facts = _facts(document, Pictures(Path(folder)))
        return _pdf("paper.typ", facts, at=document.at, root=folder, standards=STANDARDS)


@dataclass(frozen=True)
class Page:
    """What is set in a layout of `templates/documents`: its facts, the aware time it is of, the pictures that the
    layout finds by their names (“/logo.png”), and what it puts inside as a file of its own (`attached`). `plain` is for
    what only a printer reads."""

    layout: str
    facts: dict[str, Any]
    at: datetime
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    attached: str = ""
    plain: bool = False


def laid_out(  # each is said by name
    layout: str,
    facts: dict[str, Any],
    *,
    at: datetime,
    pictures: Mapping[str, bytes] | None = None,
    attached: str = "",
    plain: bool = False,
) -> bytes:
    """Set a page at once: what `Page` holds as the bytes of a PDF. Raises NoSignError."""
    return set_page(Page(layout, facts, at, pictures or {}, attached, plain))


def set_page(page: Page) -> bytes:
    """Give a page as the bytes of a PDF. Raises NoSignError."""
    inputs = {"attached": page.attached} if page.attached else {}
    standards = PLAIN if page.plain else WITH_FILES
    if not page.pictures:  # then the fonts, which it has anyway, are all it may read
        return _pdf(page.layout, page.facts, at=page.at, root=str(FONTS), standards=standards, **inputs)
    with TemporaryDirectory() as folder:
        for name, data in page.pictures.items():
            (Path(folder) / name).write_bytes(data)
        return _pdf(page.layout, page.facts, at=page.at, root=folder, standards=standards, **inputs)


def _pdf(
    layout: str, facts: dict[str, Any], *, at: datetime, root: str, standards: "list[typst.PDFStandard]", **inputs: str
) -> bytes:
    try:
        with _one_at_a_time:
            made = _compiler().compile(
                (LAYOUTS / layout).read_bytes(),
                root=root,  # pictures are all it may read
                format="pdf",
                sys_inputs={"data": json.dumps(facts, ensure_ascii=False), **inputs},
                pdf_standards=standards,
                timestamp=at.astimezone(UTC).replace(microsecond=0),
            )
    except typst.TypstError as error:
        if found := NO_SIGN.search(str(error)):
            raise NoSignError(found["sign"]) from error
        raise
    if not isinstance(made, bytes):
        raise TypeError("A PDF is one file.")  # several are made of pictures only
    return made


def drawn(layout: str, facts: dict[str, Any]) -> bytes:
    """Give a picture of words as the bytes of a PNG: one page of a layout of `templates/documents`, a pixel a point."""
    with TemporaryDirectory() as folder, _one_at_a_time:
        made = _compiler().compile(
            (LAYOUTS / layout).read_bytes(),
            root=folder,
            format="png",
            ppi=72,
            sys_inputs={"data": json.dumps(facts, ensure_ascii=False)},
        )
    if not isinstance(made, bytes):
        raise TypeError("A picture is one page.")
    return made


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    return typst.Compiler(font_paths=[FONTS], ignore_system_fonts=True)


class Pictures:
    """The pictures of one document, as files beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = itertools.count(1)

    def add(self, data: bytes) -> str:
        """Lay a picture down and give its path."""
        name = f"{next(self.numbers)}.{'png' if data.startswith(PNG) else 'jpg'}"
        (self.folder / name).write_bytes(data)
        return f"/{name}"


def _facts(document: Document, pictures: Pictures) -> dict[str, Any]:
    return {
        "title": printable(document.title),
        "organisation": document.organisation,
        "language": document.language,
        "rtl": document.rtl,
        "wide": document.wide,
        "centred": document.centred,
        "footer": printable(document.footer),
        "blocks": [_part(block, pictures) for block in document.blocks],
    }


def _part(block: Block, pictures: Pictures) -> dict[str, Any]:  # noqa: PLR0911  # one answer for each kind of part
    match block:
        case Heading():
            return {"kind": "heading", "text": printable(block.text), "level": block.level, "new_page": block.new_page}
        case Paragraph():
            return {"kind": "paragraph", "look": block.look, "runs": _runs(block.runs)}
        case Items():
            entries = [[_part(inner, pictures) for inner in item.blocks] for item in block.items]
            return {"kind": "items", "ordered": block.ordered, "items": entries}
        case Table():
            rows = [[{"runs": _runs(cell)} for cell in row] for row in block.rows]
            widths = block.widths or [1] * len(block.head)
            return {"kind": "table", "head": block.head, "rows": rows, "widths": widths, "tall": block.tall}
        case Picture():
            path = pictures.add(block.data)
            return {"kind": "picture", "path": path, "alt": printable(block.alt), "caption": printable(block.caption)}
        case Box():
            return {"kind": "box", "blocks": [_part(inner, pictures) for inner in block.blocks]}
        case Lines():
            return {"kind": "lines", "count": block.count}
        case Contents():
            return {"kind": "contents", "title": block.title}
        case Section():
            inside = [_part(inner, pictures) for inner in block.blocks]
            return {"kind": "section", "language": block.language, "rtl": block.rtl, "blocks": inside}


def _runs(runs: tuple[Run, ...]) -> list[dict[str, Any]]:
    return [
        {
            "text": printable(run.text),
            "bold": run.bold,
            "italic": run.italic,
            "link": run.link,
            "ltr": run.ltr,
            "blank": run.blank,
        }
        for run in runs
    ]
