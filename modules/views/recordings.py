"""Sends sound and film, also in parts, so that a phone can jump to the middle."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from wagtail import hooks

from lms.kit.files import MIME, Kind
from lms.kit.ranges import answer_with

from ..queries import find_recording


@require_safe
def recording(request: HttpRequest, digest: str, end: str, quiet: bool = False) -> HttpResponse:
    """Send a recording of Wagtail's library by the mark of its content. What its collection keeps closed stays closed.

    `quiet` is for pages that leave no trace: the browser keeps nothing.
    """
    document = find_recording(digest, end)
    if document is None:
        raise Http404
    for hook in hooks.get_hooks("before_serve_document"):
        if isinstance(refusal := hook(document, request), HttpResponse):
            return refusal
    file = document.file.open("rb")
    response = answer_with(request, file, size=document.file.size, kind=MIME[Kind(end)], etag=digest)
    response["Cache-Control"] = "no-store" if quiet else "private, max-age=86400"
    response["Content-Disposition"] = "inline"  # without a name: it might tell what she listens to
    response["X-Content-Type-Options"] = "nosniff"
    response["Referrer-Policy"] = "no-referrer"
    return response
