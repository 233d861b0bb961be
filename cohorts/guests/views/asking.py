"""The coordinator's side: who is asked for an evening, and what they said."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..actions import ask_guest, cancel_invitation
from ..forms.asking import AskForm
from ..permissions import can_ask_guests
from ..queries import requests_of
from .scope import evening_of_host, evening_to_ask_for, invitation_of_host


@login_required
@require_safe
def evening_guests(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show who is asked for an evening."""
    session = evening_of_host(request, public_id)
    context = {
        "session": session,
        "requests": requests_of(session),
        "may_ask": can_ask_guests(request.user, session) and not session.is_past,
    }
    return render(request, "cohorts/guests/evening.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def guest_ask(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask somebody from the directory to come."""
    session = evening_to_ask_for(request, public_id)
    form = AskForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            ask_guest(by=request.user, session=session, **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Asked. The message with the link is on its way."))
            return redirect("evening_guests", public_id=session.public_id)
    context = {"session": session, "form": form}
    return render(request, "cohorts/guests/ask.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def guest_cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a question back."""
    invitation = invitation_of_host(request, public_id)
    cancel_invitation(by=request.user, invitation=invitation)
    messages.success(request, _("Taken back. The guest is told."))
    return redirect("evening_guests", public_id=invitation.session.public_id)
