"""The content check of a module: beside the text in the editor, and as a list of its own for whoever reviews."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from ..dashboards import content_check_of
from ..models import ModulePage

BESIDE_THE_TEXT = "modules/editor/content_check.html"
AS_A_LIST = "modules/editor/content_check_page.html"


def content_check(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show what to look at in the newest draft. A script of the editor gets the findings alone."""
    page = get_object_or_404(ModulePage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    is_part = request.headers.get("X-Requested-With") == "XMLHttpRequest"
    context = {"page": draft, "check": content_check_of(draft), "is_part": is_part}
    return render(request, BESIDE_THE_TEXT if is_part else AS_A_LIST, context)
