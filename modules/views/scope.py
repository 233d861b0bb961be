"""What a view about modules begins with: who may be here, and which module is meant."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from ..models import ModulePage, ReviewRequest
from ..permissions import can_edit_modules
from ..queries import module_in


def only(allowed: bool) -> None:
    """Answer as if nothing were here unless allowed."""
    if not allowed:
        raise Http404


def edited_module(request: HttpRequest, module: str, language: str) -> ModulePage:
    """Give a module to whoever works on the content, or answer as if it were absent."""
    only(can_edit_modules(request.user))
    page = module_in(module, language)
    if page is None:
        raise Http404
    return page


def visible_review(request: HttpRequest, public_id: str) -> ReviewRequest:
    """Give a request she may see, or answer as if it were absent."""
    only(can_edit_modules(request.user))
    requests = ReviewRequest.objects.visible_to(request.user).select_related("page__locale", "revision", "asked_by")
    return get_object_or_404(requests, public_id=public_id)
