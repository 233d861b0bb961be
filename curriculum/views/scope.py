"""What a view of editions begins with: who may be here, and which edition she may see."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from .. import permissions
from ..models import CurriculumEdition


def only(allowed: bool) -> None:
    """Answer as if nothing were here unless allowed."""
    if not allowed:
        raise Http404


def visible_edition(request: HttpRequest, public_id: str) -> CurriculumEdition:
    """Give an edition she may see, or answer as if it were absent."""
    only(permissions.can_see_editions(request.user))
    editions = CurriculumEdition.objects.visible_to(request.user).select_related("country", "copied_from")
    return get_object_or_404(editions, public_id=public_id)
