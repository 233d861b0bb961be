"""Modules as files, for those who edit them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from lms.kit.docx import word_file
from lms.kit.downloads import download, file_name

from ..documents.editing import editing_copy
from ..models import ModulePage


@require_safe
def module_editing_copy(request: HttpRequest, page_id: int) -> HttpResponse:
    """Give the draft of a module as a Word file to edit in. Behind the door of Wagtail's admin."""
    page = get_object_or_404(ModulePage.objects.specific(defer=True), pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise Http404
    draft = page.get_latest_revision_as_object()
    language = (page.alias_of or page).locale.language_code
    title = page.neutral_name if page.leaves_no_trace else draft.title
    name = file_name(title, page.slug, "word", language)
    return download(word_file(editing_copy(draft)), name, "docx", keeps_no_trace=page.leaves_no_trace)
