"""The first page of everyone who signs in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..dashboards import my_page_of


@login_required
@require_safe
def my_page(request: HttpRequest) -> HttpResponse:
    """Show her own first page: what each of her roles holds for her."""
    page = my_page_of(request.user)
    return render(request, "home/my_page.html", {"page": page})
