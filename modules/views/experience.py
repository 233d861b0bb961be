"""Notes from evenings: written by those who lead, read by the secretariat."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.people.actions.reads import note_reads
from lms.people.models import User

from ..actions.experience import consider_experience, write_experience
from ..forms.reviews import ExperienceForm
from ..models import ExperienceNote
from ..permissions import can_edit_modules, can_write_experience
from ..queries import module_to_speak_of, modules_to_speak_of
from .scope import only


@login_required
@require_safe
def my_experience(request: HttpRequest) -> HttpResponse:
    """Choose a module to write about, and see what she has written."""
    only(can_write_experience(request.user))
    mine = ExperienceNote.objects.filter(author=request.user).select_related("page")
    context = {"modules": modules_to_speak_of(), "mine": mine}
    return render(request, "modules/experience/mine.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def experience_write(request: HttpRequest, module: str) -> HttpResponse:
    """Write a note about a module."""
    only(can_write_experience(request.user))
    page = module_to_speak_of(module)
    if page is None:
        raise Http404
    form = ExperienceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            write_experience(by=request.user, page=page, **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Thank you. The secretariat reads it before the module is reviewed."))
            return redirect("my_experience")
    return render(
        request, "modules/experience/write.html", {"form": form, "page": page}, status=422 if form.errors else 200
    )


@login_required
@require_safe
def experiences(request: HttpRequest) -> HttpResponse:
    """List what those who lead evenings say, by module, the newest first; what was considered stands last."""
    only(can_edit_modules(request.user))
    notes = list(
        ExperienceNote.objects.visible_to(request.user)
        .select_related("page")
        .order_by("page__path", "-written_at", "-pk")
    )
    authors = User.objects.visible_to(request.user).in_bulk({note.author_id for note in notes if note.author_id})
    note_reads(request, authors.values())
    for note in notes:
        note.seen_author = authors.get(note.author_id)
    context = {
        "new": [note for note in notes if note.considered_at is None],
        "considered": [note for note in notes if note.considered_at],
    }
    return render(request, "modules/experience/all.html", context)


@login_required
@require_POST
def experience_considered(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note that a note has been taken into account."""
    only(can_edit_modules(request.user))
    note = get_object_or_404(ExperienceNote.objects.visible_to(request.user), public_id=public_id)
    consider_experience(by=request.user, note=note)
    return redirect("experiences")
