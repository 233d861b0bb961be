"""Hands out files, those just made and those in the store: kind, name, and whether the browser may keep them."""

import re
import unicodedata

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpResponse, HttpResponseNotModified

from .headers import leaving_no_trace, named_to_nobody
from .kinds import MIME, Kind

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SPELT_OUT = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "ß": "ss", "Æ": "ae", "Ø": "o", "Å": "a"})


def file_name(*parts: str) -> str:
    """Give a readable name of plain letters; a part that has none (Arabic) is left out."""
    spelt = (unicodedata.normalize("NFKD", part.translate(SPELT_OUT)) for part in parts)
    plain = (re.sub(r"[^a-z0-9]+", "-", each.encode("ascii", "ignore").decode().lower()).strip("-") for each in spelt)
    return "-".join(part for part in plain if part)[:80].strip("-")


def download(data: bytes, name: str, kind: str, *, keeps_no_trace: bool = False) -> HttpResponse:
    """Give a file to be saved; one that leaves no trace is not stored by the browser's cache and named to nobody."""
    response = HttpResponse(data, content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="{name or "file"}.{kind}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return leaving_no_trace(response) if keeps_no_trace else response


def calendar_feed(body: bytes | None, etag: str) -> HttpResponse:
    """Give a calendar to a phone that fetches it again and again, or with None say that what it has is still right."""
    response = HttpResponseNotModified() if body is None else HttpResponse(body, content_type=KINDS["ics"])
    if body is not None:
        response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    response["ETag"] = etag
    # Whoever fetched it may keep it and asks each time whether it is still right; nothing in between keeps a copy.
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return named_to_nobody(response)


def stored_file(file: FieldFile, name: str, *, shown: bool = False) -> FileResponse:
    """Give a stored file to be saved and never to be run in the browser; `shown` only for our own pictures."""
    end = (file.name or "").rsplit(".", 1)[-1]
    response = FileResponse(
        file.open("rb"),
        as_attachment=not shown,
        filename=f"{name or 'file'}.{end}",
        content_type=MIME[Kind(end)] if end in set(Kind) else "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
