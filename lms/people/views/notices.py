"""The messages somebody has got on the platform."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..actions.notices import mark_read
from ..queries import messages_to


@login_required
@require_safe
def my_messages(request: HttpRequest) -> HttpResponse:
    """Show her messages, newest first; those she has not seen yet are marked once, and are then seen."""
    notices = messages_to(request.user)
    answer = render(request, "people/messages.html", {"notices": notices})
    answer["Cache-Control"] = "no-store"
    if request.method == "GET":
        mark_read(by=request.user, notices=notices)
    return answer
