"""Everything that is held about somebody, for herself: to read here, and as a copy to take along."""

import logging

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lms.kit.packing import zip_answer
from lms.people.actions.data_requests import ask, give_copy
from lms.people.models import DataRequest

from ..documents import copy_of
from ..figures import held_about, seen_of

log = logging.getLogger(__name__)
SHOWN = 30
"""How many rows of one kind stand on the page; the copy has all."""


@login_required
@require_safe
def my_held(request: HttpRequest) -> HttpResponse:
    """Show her all that is held about her, and nothing about others."""
    return render(request, "home/held.html", {"parts": held_about(request.user), "shown": SHOWN})


@login_required
@require_POST
def my_copy(request: HttpRequest) -> HttpResponseBase:
    """Give her the copy at once. If it cannot be made, her request waits for the secretariat."""
    asked = ask(by=request.user, kind=DataRequest.Kind.COPY)
    try:
        file = copy_of(request.user)
    except Exception as error:
        log.error("copy %s: %s", asked.number, type(error).__name__)
        messages.error(request, _("The copy could not be made now. The secretariat has your request and answers you."))
        return redirect("my_held")
    give_copy(by=request.user, request=asked)
    return zip_answer(file, f"{timezone.localdate()}")


@login_required
@require_safe
def my_seen(request: HttpRequest) -> HttpResponse:
    """Tell her what others see of her, thing by thing, and where each can be changed."""
    return render(request, "home/seen.html", {"things": seen_of(request.user)})
