"""Answers with a file or a part of it, so that a phone can jump to the middle of a recording."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

PIECE = 64 * 1024
ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)$")


def answer_with(request: HttpRequest, file: BinaryIO, *, size: int, kind: str, etag: str) -> HttpResponseBase:
    """Give the whole file (200), the part that was asked for (206), nothing new (304), or why not (416).

    `kind` is a content type, `etag` names the content. Several parts at once are answered with the whole file, as
    the protocol allows. The file is closed when the answer is sent.
    """
    mark = f'"{etag}"'
    if request.headers.get("If-None-Match") == mark:
        file.close()
        return _marked(HttpResponse(status=304), mark)
    wanted = ONE_RANGE.match(request.headers.get("Range", ""))
    if wanted is None or request.headers.get("If-Range", mark) != mark or wanted.groups() == ("", ""):
        return _marked(_pieces(file, 0, size, kind), mark)
    start, end = _bounds(wanted, size)
    if start >= size or end < start:
        file.close()
        return _marked(HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"}), mark)
    response = _pieces(file, start, end + 1 - start, kind)
    response.status_code = 206
    response["Content-Range"] = f"bytes {start}-{end}/{size}"
    return _marked(response, mark)


def _bounds(wanted: re.Match, size: int) -> tuple[int, int]:
    """Give the first and the last byte that were asked for."""
    first, last = wanted.groups()
    if not first:
        return max(0, size - int(last)), size - 1 if int(last) else -1
    return int(first), min(int(last), size - 1) if last else size - 1


def _pieces(file: BinaryIO, start: int, length: int, kind: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(_read(file, start, length), content_type=kind)
    response["Content-Length"] = length
    return response


def _read(file: BinaryIO, start: int, left: int) -> Iterator[bytes]:
    with file:
        file.seek(start)
        while left and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


def _marked(response: HttpResponseBase, mark: str) -> HttpResponseBase:
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = mark
    return response
