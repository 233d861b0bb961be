"""Keep the days without evenings: see them, bring a list, say that they are right, remove."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..actions.closed_days import add_closed_days, check_closed_days, remove_closed_days
from ..forms.closed_days import BringForm
from ..models import ClosedDays
from ..permissions import can_see_closed_days
from ..queries import closed_days_kept_by

LOOKED_BACK = timedelta(days=30)


@login_required
@require_safe
def closed_days(request: HttpRequest) -> HttpResponse:
    """List the closed days of her country, those to be checked first."""
    _only_secretariat(request)
    since = timezone.localdate() - LOOKED_BACK
    rows = closed_days_kept_by(request.user).filter(last__gte=since).order_by("-to_check", "first", "pk")
    return render(request, "cohorts/schedule/closed_days.html", {"rows": rows})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def closed_days_bring(request: HttpRequest) -> HttpResponse:
    """Take a list and show what was read; store it when it is confirmed."""
    _only_secretariat(request)
    form = BringForm(request.POST or None, request.FILES or None, by=request.user)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form}
        return render(request, "cohorts/schedule/closed_days_bring.html", context, status=422 if form.errors else 200)
    if "confirmed" not in request.POST:
        return render(request, "cohorts/schedule/closed_days_preview.html", {"form": form})
    data = form.cleaned_data
    outcome = add_closed_days(
        by=request.user,
        place=form.chosen_place,
        periods=form.periods,
        kind=ClosedDays.Kind(data["kind"]),
        source=data["source"],
        year=data["year"],
    )
    said = ngettext("%(count)s period was added.", "%(count)s periods were added.", outcome["made"])
    messages.success(request, said % {"count": outcome["made"]})
    return redirect("closed_days")


@login_required
@require_POST
def closed_days_check(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say that closed days agree with their source."""
    check_closed_days(by=request.user, closed=_kept(request, public_id))
    messages.success(request, _("Thank you. It is marked as checked."))
    return redirect("closed_days")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def closed_days_remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """Remove closed days, after asking once."""
    closed = _kept(request, public_id)
    if request.method == "POST":
        remove_closed_days(by=request.user, closed=closed)
        messages.success(request, _("Evenings may be planned on these days again."))
        return redirect("closed_days")
    return render(request, "cohorts/schedule/closed_days_remove.html", {"closed": closed})


def _only_secretariat(request: HttpRequest) -> None:
    if not can_see_closed_days(request.user):
        raise Http404


def _kept(request: HttpRequest, public_id: str) -> ClosedDays:
    """Give closed days that she keeps, or answer as if they were absent."""
    return get_object_or_404(closed_days_kept_by(request.user), public_id=public_id)
