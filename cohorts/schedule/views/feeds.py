"""The address that phones fetch a calendar from."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from lms.kit.ics import CONTENT_TYPE

from ..actions.calendars import fetch_feed


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give the calendar, or say that it has not changed. An address that has ended is like one that never was."""
    answer = fetch_feed(token=token, known=parse_etags(request.headers.get("If-None-Match", "")))
    if answer is None:
        raise Http404
    if answer.body is None:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(answer.body, content_type=CONTENT_TYPE)
        response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    response["ETag"] = answer.etag
    # Whoever fetched it may keep it and asks each time whether it is still right; nothing in between keeps a copy.
    response["Cache-Control"] = "private, no-cache"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
