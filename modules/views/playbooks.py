"""The way to the playbooks, wherever their list stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from ..queries import playbooks_url


@require_safe
def playbooks(request: HttpRequest) -> HttpResponse:
    """Lead to the list of playbooks in the reader's language."""
    url = playbooks_url()
    return redirect(url) if url else render(request, "modules/no_playbooks.html")
