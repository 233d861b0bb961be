"""Sends sound and film, also in parts, so that a phone can jump to the middle."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail import hooks

from lms.kit.files import MIME, Kind
from lms.kit.headers import named_to_nobody
from lms.kit.ranges import answer_with
from lms.kit.voices import TYPES

from ..models import VoiceRecording
from ..queries import find_recording, find_voice


@require_safe
def recording(request: HttpRequest, digest: str, end: str, quiet: bool = False) -> HttpResponseBase:
    """Send a recording of Wagtail's library by the mark of its content, or what a woman has read in by the mark of its
    file. What its collection keeps closed stays closed.

    `quiet` is for pages that leave no trace: the browser keeps nothing.
    """
    document = find_recording(digest, end)
    if document is None:
        voice = find_voice(digest, end)
        if voice is None:
            raise Http404
        return send_voice(request, voice, "no-store" if quiet else "private, no-cache")
    for hook in hooks.get_hooks("before_serve_document"):
        if isinstance(refusal := hook(document, request), HttpResponse):
            return refusal
    file = document.file.open("rb")
    response = answer_with(request, file, size=document.file.size, kind=MIME[Kind(end)], etag=digest)
    return _quietly(response, "no-store" if quiet else "private, max-age=86400")


def send_voice(request: HttpRequest, voice: VoiceRecording, cache: str) -> HttpResponseBase:
    """Send what a woman has read in. A browser that keeps it asks each time whether it may still be heard, so that it
    is gone everywhere as soon as she takes it back."""
    name = voice.file.name or ""
    try:
        file = voice.file.open("rb")
    except FileNotFoundError:  # taken back in this moment
        raise Http404 from None
    mark, end = name.rpartition("/")[2].split(".")
    return _quietly(answer_with(request, file, size=voice.size, kind=TYPES[end], etag=mark), cache)


def _quietly(response: HttpResponseBase, cache: str) -> HttpResponseBase:
    response["Cache-Control"] = cache
    response["Content-Disposition"] = "inline"  # without a name: it might tell what she listens to
    response["X-Content-Type-Options"] = "nosniff"
    return named_to_nobody(response)
