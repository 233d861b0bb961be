"""Hands out a file that was just made: its kind, its name, and whether the browser may keep it."""

import re
import unicodedata

from django.http import HttpResponse

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
    response["Cache-Control"] = "no-store" if keeps_no_trace else "private, no-cache"
    if keeps_no_trace:
        response["Referrer-Policy"] = "no-referrer"
    return response
