"""Pages of the front door that are not Wagtail's."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_required
def my_page(request: HttpRequest) -> HttpResponse:
    """Show her own first page."""
    return render(request, "home/my_page.html")


def style_page(request: HttpRequest) -> HttpResponse:
    """Show every component, in development."""
    return render(request, "home/style.html")
