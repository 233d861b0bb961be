"""Search: asked by POST, so that what she looks for stands in no address and in no history."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from lms.kit.headers import leaving_no_trace

from ..forms import SearchForm
from ..queries import find


@csrf_exempt  # it changes nothing, and the token would need a cookie on pages that set none
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Show the box, and what was found."""
    form = SearchForm(request.POST if request.method == "POST" else None)
    found = find(form.cleaned_data["q"]) if form.is_bound and form.is_valid() else None
    response = render(request, "home/search.html", {"form": form, "found": found})
    return leaving_no_trace(response)
