"""The page where anybody checks a diploma or a card: without an account and without a cookie."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..dashboards import checked
from ..queries import entry_with


@require_safe
def check_ask(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a paper, and lead to its page."""
    typed = request.GET.get("code", "").strip()
    if typed:
        return redirect("check", code=typed.replace("/", ""))
    return render(request, "cohorts/credentials/check_ask.html")


@never_cache
@require_safe
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether a code is of something valid, replaced, withdrawn or expired, or is unknown."""
    return render(request, "cohorts/credentials/check.html", {"checked": checked(entry_with(code))})
