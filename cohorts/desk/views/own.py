"""What a woman finds again of her own course."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ..dashboards import own_modules, own_places


@login_required
@require_safe
def my_modules(request: HttpRequest) -> HttpResponse:
    """Show the modules of each course of hers in their order, to be read or listened to again."""
    courses = own_modules(own_places(request.user), get_language() or "")
    return render(request, "cohorts/desk/my_modules.html", {"courses": courses})
