"""What a view of people begins with: who may be here, and whom she may see."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from ..models import User


def only(allowed: bool) -> None:
    """Answer as if nothing were here unless allowed."""
    if not allowed:
        raise Http404


def visible_person(request: HttpRequest, public_id: str) -> User:
    """Give somebody she may see, or answer as if she were absent."""
    return get_object_or_404(User.objects.visible_to(request.user), public_id=public_id)
