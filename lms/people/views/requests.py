"""Asking to be forgotten, and what the secretariat does with what people ask about their own data."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from .. import permissions
from ..actions.data_requests import answer, ask, forget, take_back
from ..actions.reads import note_reads
from ..forms.requests import AnswerForm
from ..models import DataRequest
from .scope import only


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_forgetting(request: HttpRequest) -> HttpResponse:
    """Say what happens when she is forgotten, take her request, show where it stands, and let her take it back."""
    if request.method == "POST":
        if request.POST.get("forget") == "yes":
            ask(by=request.user, kind=DataRequest.Kind.FORGET)
        elif request.POST.get("forget") == "no":
            take_back(by=request.user)
        return redirect("my_forgetting")
    asked = request.user.data_requests.filter(kind=DataRequest.Kind.FORGET).order_by("-asked_at").first()
    context = {"asked": asked, "holds_office": bool(request.user.lasting_offices)}
    return render(request, "people/forgetting.html", context)


@login_required
@require_safe
def data_requests(request: HttpRequest) -> HttpResponse:
    """List what waits for an answer, the nearest deadline first. Nobody is named: that stands on the page of each."""
    only(permissions.can_answer_requests(request.user))
    return render(
        request, "people/data_requests.html", {"asked": DataRequest.objects.open().to_answer(request.user)[:200]}
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def data_request(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show who asks, and write the answer; or delete the account of whoever asks to be forgotten."""
    mine = DataRequest.objects.to_answer(request.user).select_related("person", "closed_by")
    asked = get_object_or_404(mine, public_id=public_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    try:
        if request.method == "POST" and request.POST.get("do") == "forget":
            forget(by=request.user, request=asked)
            messages.success(request, _("The account is deleted, with all that was hers."))
            return redirect("data_requests")
        if request.method == "POST" and form.is_valid():
            answer(by=request.user, request=asked, text=form.cleaned_data["text"])
            messages.success(request, _("Answered. She reads it on the platform."))
            return redirect("data_requests")
    except ValidationError as refusal:
        form.refuse(refusal)
    note_reads(request, [asked.person])
    context = {"asked": asked, "form": form, "holds_office": bool(asked.person.lasting_offices)}
    return render(request, "people/data_request.html", context, status=422 if form.errors else 200)
