"""Answers that a browser has already: one that is the same for everybody, and one that is kept for one session."""

import gzip
import hashlib
import re
from functools import cached_property

import brotli
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import parse_etags

from .tokens import blind

FORM_FIELD = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+')
OF_ONE_ANSWER = ("Content-Length", "Content-Encoding", "ETag")
SHORT = 200  # bytes; less is not worth compressing


class WholeAnswer:
    """The body and headers of an answer. It is compressed when a browser first asks for that, and never again."""

    def __init__(self, response: HttpResponse) -> None:
        """Take an answer that says nothing about who asked. One that no browser may store gets no mark to ask by."""
        self.plain: bytes = response.content
        self.headers = {name: value for name, value in response.items() if name not in OF_ONE_ANSWER}
        if "no-store" in self.headers.get("Cache-Control", ""):
            self.etag = ""
        else:
            self.etag = f'W/"{hashlib.sha256(self.plain).hexdigest()[:24]}"'
            # A browser asks again each time, which costs no body; nothing between it and us may keep a copy.
            self.headers.setdefault("Cache-Control", "private, no-cache")

    @property
    def weight(self) -> int:
        """Give about how many bytes it takes with both ways to compress it."""
        return int(len(self.plain) * 1.6)

    @cached_property
    def as_gzip(self) -> bytes:
        """Give the body for every browser."""
        return gzip.compress(self.plain, mtime=0)

    @cached_property
    def as_brotli(self) -> bytes:
        """Give the body for browsers of this decade."""
        return brotli.compress(self.plain, quality=9)

    def to(self, request: HttpRequest) -> HttpResponse:
        """Answer one request: that nothing has changed, or everything."""
        if self.etag and self.etag in parse_etags(request.headers.get("If-None-Match", "")):
            response: HttpResponse = HttpResponseNotModified()
            kept = {name: value for name, value in self.headers.items() if not name.startswith("Content-")}
        else:
            wanted = request.headers.get("Accept-Encoding", "")
            encoding = next((name for name in ("br", "gzip") if name in wanted), "")
            body = {"br": lambda: self.as_brotli, "gzip": lambda: self.as_gzip}.get(encoding, lambda: self.plain)()
            if len(self.plain) < SHORT:
                encoding, body = "", self.plain
            response = HttpResponse(body)
            kept = self.headers | {"Content-Length": str(len(body))}
            if encoding:
                kept["Content-Encoding"] = encoding
        for name, value in kept.items():
            response[name] = value
        patch_vary_headers(response, ["Accept-Encoding"])
        if self.etag:
            response["ETag"] = self.etag
        return response


def asked_again(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let her browser keep an answer that says nothing of her, and ask each time whether it is still true. The mark it
    asks by fits this session alone: whoever signs in next on the phone is answered anew."""
    # Django writes the token of a form differently each time; what it is made from is in the mark.
    content = hashlib.sha256(FORM_FIELD.sub(rb"\1", response.content)).hexdigest()
    bound = f"{request.session.session_key} {request.META.get('CSRF_COOKIE', '')} {content}"
    response["Cache-Control"] = "private, no-cache"
    response["ETag"] = f'W/"{blind(bound, "asked again")[:24]}"'
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
