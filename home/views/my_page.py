"""The first page of everyone who signs in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_required
def my_page(request: HttpRequest) -> HttpResponse:
    """Show her own first page."""
    return render(request, "home/my_page.html")
