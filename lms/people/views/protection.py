"""Protecting a woman at a secret address: her own switch, the button of who looks after her, who may read the mark."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import permissions
from ..actions.protection import end_protection, end_reader, name_reader, protect
from ..actions.reads import note_reads
from ..forms.people import ReaderForm
from ..models import ProtectionReader
from .scope import only, visible_person


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_protection(request: HttpRequest) -> HttpResponse:
    """Let her protect herself, or end it. Only she does that."""
    if request.method == "POST":
        if request.POST.get("protect") == "yes":
            protect(by=request.user, person=request.user)
        elif request.POST.get("protect") == "no":
            end_protection(by=request.user)
        return HttpResponseRedirect(reverse("my_protection"))
    return render(request, "people/protection.html")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person_protect(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask once, then protect a woman. Page and answer are the same whether she was protected before or not."""
    shown = visible_person(request, public_id)
    only(shown != request.user and permissions.can_protect(request.user, shown))
    if request.method == "POST":
        protect(by=request.user, person=shown)
        messages.success(request, _("She is protected now. Only she can end it."))
        return redirect("person", public_id=shown.public_id)
    note_reads(request, [shown])
    return render(request, "people/protect.html", {"person": shown})


@login_required
@require_safe
def person_protection(request: HttpRequest, public_id: str) -> HttpResponse:
    """Tell one of the two who are named whether a woman is protected. Each look stands in the log of reads, under the
    name of this page."""
    shown = visible_person(request, public_id)
    only(permissions.can_read_protection(request.user, shown))
    note_reads(request, [shown])
    return render(request, "people/person_protection.html", {"person": shown})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def protection_readers(request: HttpRequest) -> HttpResponse:
    """List who may read the mark, place by place, and name somebody."""
    only(permissions.can_name_readers(request.user))
    form = ReaderForm(request.POST if request.method == "POST" else None, by=request.user)
    if request.method == "POST" and form.is_valid():
        person, place = form.chosen
        try:
            name_reader(by=request.user, person=person, place=place)
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            return redirect("protection_readers")
    readers = list(ProtectionReader.objects.visible_to(request.user).with_places())
    note_reads(request, [*(reader.person for reader in readers), *form.people])
    context = {"form": form, "readers": readers}
    return render(request, "people/protection_readers.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def protection_reader_end(request: HttpRequest, public_id: str) -> HttpResponse:
    """End that somebody may read the mark."""
    readers = ProtectionReader.objects.visible_to(request.user).with_places()
    reader = get_object_or_404(readers, public_id=public_id)
    only(permissions.can_name_readers_at(request.user, reader.place))
    end_reader(by=request.user, reader=reader)
    return redirect("protection_readers")
