"""The address that phones fetch a calendar from."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from lms.kit.downloads import calendar_feed

from ..actions.calendars import fetch_feed


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give the calendar, or say that it has not changed. An address that has ended is like one that never was."""
    answer = fetch_feed(token=token, known=parse_etags(request.headers.get("If-None-Match", "")))
    if answer is None:
        raise Http404
    return calendar_feed(answer.body, answer.etag)
