"""The directory of a place: for everybody, without sign-in, and to print. It is about help, so it leaves no trace."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lms.kit.headers import leaving_no_trace

from ..dashboards import directory_of, places_with_directory
from ..queries import place_at


@require_safe
def directory_index(request: HttpRequest) -> HttpResponse:
    """List the places that have a directory."""
    return leaving_no_trace(render(request, "modules/local/index.html", {"places": places_with_directory()}))


@require_safe
def directory(request: HttpRequest, place: str) -> HttpResponse:
    """Show whom to turn to in a place."""
    found = place_at(place)
    if found is None:
        raise Http404
    context = {"place": found, "parts": directory_of(found), "path": found.path}
    return leaving_no_trace(render(request, "modules/local/directory.html", context))
