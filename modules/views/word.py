"""Screens of the secretariat for Word files: choose one, read what became of it. Behind the door of Wagtail's admin."""

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lms.kit.docx_reading.reading import UnreadableError
from lms.kit.files import FileRefusedError
from lms.people.models import User

from .. import permissions
from ..actions.word import import_word_file, import_word_file_over
from ..documents.word_report import report_of
from ..forms.word import TRANSLATION, NewModuleForm, WordFileForm
from ..models import ModuleIndexPage, ModulePage, WordImport
from ..queries import follows_original
from .scope import only

PROBLEMS = (FileRefusedError, UnreadableError, ValidationError)


@require_http_methods(["GET", "HEAD", "POST"])
def word_import(request: HttpRequest, page_id: int) -> HttpResponse:
    """Choose a Word file and make a new module of it, as a draft."""
    index = get_object_or_404(ModuleIndexPage.objects.select_related("locale"), pk=page_id)
    user = cast(User, request.user)
    only(permissions.can_import_word(user, index))
    form = NewModuleForm(*_sent(request))

    def read() -> WordImport:
        values = form.cleaned_data
        return import_word_file(
            by=user,
            index=index,
            file=values["file"],
            name=values["file"].name,
            title=values["title"],
            bold_is_heading=values["bold_is_heading"],
        )

    return _choose(request, form, read, index, _("A new module from a Word file"))


@require_http_methods(["GET", "HEAD", "POST"])
def word_import_over(request: HttpRequest, page_id: int) -> HttpResponse:
    """Choose a Word file and make a new draft of a module of it."""
    page = get_object_or_404(ModulePage.objects.select_related("locale"), pk=page_id)
    user = cast(User, request.user)
    only(permissions.can_import_word_over(user, page))
    if follows_original(page):
        messages.info(request, TRANSLATION)
        return redirect("translation", page.slug, page.locale.language_code)
    form = WordFileForm(*_sent(request))

    def read() -> WordImport:
        values = form.cleaned_data
        file, bold = values["file"], values["bold_is_heading"]
        return import_word_file_over(by=user, page=page, file=file, name=file.name, bold_is_heading=bold)

    return _choose(request, form, read, page, _("A new draft from a Word file"))


def _sent(request: HttpRequest) -> tuple:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _choose(
    request: HttpRequest,
    form: WordFileForm,
    read: Callable[[], WordImport],
    page: ModulePage | ModuleIndexPage,
    title: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            done = read()
        except PROBLEMS as problem:
            form.refuse(problem)
        else:
            return redirect("word_report", public_id=done.public_id)
    context = {"form": form, "page": page, "is_over": isinstance(page, ModulePage), "page_title": title}
    return render(request, "modules/admin/word_import.html", context, status=422 if form.errors else 200)


@require_safe
def word_report(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what came out of a Word file."""
    done = get_object_or_404(WordImport.objects.select_related("page"), public_id=public_id)
    only(permissions.can_see_word_import(cast(User, request.user), done))
    context = {"done": done, "report": report_of(done), "page_title": _("What came out of the Word file")}
    return render(request, "modules/admin/word_report.html", context)
