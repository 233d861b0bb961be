"""The queue of what is to be looked at again: for the secretariat."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ..actions.checks import confirm
from ..dashboards.reviews import thing_named, to_check
from ..forms.reviews import SENTENCES
from ..models import EditorialTodo
from ..permissions import can_edit_modules
from .scope import only


@login_required
@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    """List every page, service, source and to-do whose day is near or past."""
    only(can_edit_modules(request.user))
    without_day = EditorialTodo.objects.open().filter(due__isnull=True).count()
    return render(request, "modules/checks/list.html", {"things": to_check(), "without_day": without_day})


@login_required
@require_POST
def check_confirm(request: HttpRequest) -> HttpResponse:
    """Confirm one thing of the queue."""
    only(can_edit_modules(request.user))
    thing = thing_named(request.POST.get("what", ""))
    try:
        seen = date.fromisoformat(day) if (day := request.POST.get("seen", "")) else None
        if thing is None:
            raise ValidationError("gone", code="confirmed_already")
        again = confirm(by=request.user, what=thing.row, seen=seen)
    except ValidationError as error:
        messages.error(request, SENTENCES[error.error_list[0].code])
    except ValueError:
        messages.error(request, SENTENCES["confirmed_already"])
    else:
        messages.success(request, _("Confirmed.") if again is None else _("Confirmed for another year."))
    return redirect("checks")
