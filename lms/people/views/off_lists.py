"""Whose name stands in no file that is handed out: her own switch, and the button of who looks after her."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import permissions
from ..actions.off_lists import leave_off_lists, stand_on_lists
from ..actions.reads import note_reads
from .scope import only, visible_person


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_lists(request: HttpRequest) -> HttpResponse:
    """Let her leave her name out of files, or let it stand there again. Only she does the latter."""
    if request.method == "POST":
        if request.POST.get("lists") == "no":
            leave_off_lists(by=request.user, person=request.user)
        elif request.POST.get("lists") == "yes":
            stand_on_lists(by=request.user)
        return redirect("my_lists")
    return render(request, "people/my_lists.html")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person_off_lists(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask once, then leave a name out of files. Page and answer are the same whether it was left out before or not."""
    shown = visible_person(request, public_id)
    only(shown != request.user and permissions.can_leave_off_lists(request.user, shown))
    if request.method == "POST":
        leave_off_lists(by=request.user, person=shown)
        messages.success(request, _("Her name stands in no file now. Only she can change that."))
        return redirect("person", public_id=shown.public_id)
    note_reads(request, [shown])
    return render(request, "people/off_lists.html", {"person": shown})
