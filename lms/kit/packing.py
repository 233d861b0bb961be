"""Packs several files into one ZIP file."""

import zipfile
from collections.abc import Iterable
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.http import FileResponse

from .headers import leaving_no_trace

IN_MEMORY = 20_000_000  # bytes; what is larger goes to the disk while it is packed
PIECE = 1_000_000


def packed(files: Iterable[tuple[str, bytes | IO[bytes]]]) -> IO[Any]:
    """Give a ZIP file of these, each by its name: bytes, or an open file that is read piece by piece and closed. They
    are stored as they are, for PDFs and pictures are small already."""
    target = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # the answer closes it
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            if isinstance(content, bytes):
                archive.writestr(name, content)
                continue
            with content, archive.open(name, "w", force_zip64=True) as entry:
                while piece := content.read(PIECE):
                    entry.write(piece)
    target.seek(0)
    return target


def zip_answer(file: IO[Any], name: str) -> FileResponse:
    """Give a ZIP file to be saved. The browser keeps no copy of the answer, and names it to nobody."""
    response = FileResponse(file, as_attachment=True, filename=f"{name or 'files'}.zip", content_type="application/zip")
    response["X-Content-Type-Options"] = "nosniff"
    return leaving_no_trace(response)
