"""The page that stands in for an evening and its roll without network; `home.views.worker` keeps it on phones."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .words import roll_words


@require_safe
def roll_offline(request: HttpRequest) -> HttpResponse:
    """Show the page that stands in for an evening or its roll without network. It is the same for everybody; what it
    shows is on the phone."""
    response = render(request, "cohorts/attendance/offline.html", {"words": json.dumps(roll_words())})
    response["Cache-Control"] = "public, no-cache"
    return response
