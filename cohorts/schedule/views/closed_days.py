"""Keep the days without evenings: see them, bring a list, close one's own, say that they are right, remove."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ..actions.closed_days import add_closed_days, check_closed_days, close_days, remove_closed_days
from ..forms.closed_days import BringForm, CloseForm
from ..models import ClosedDays, PlanDraft
from ..permissions import (
    can_bring_closed_days,
    can_close_days,
    can_keep_closed_days,
    can_plan,
    can_remove_closed_days,
    can_see_closed_days,
)
from ..queries import closed_days_kept_by, closed_days_shown_to

LOOKED_BACK = timedelta(days=30)


@login_required
@require_safe
def closed_days(request: HttpRequest) -> HttpResponse:
    """List the closed days of her country or of her places; for those who check them, these first."""
    if not can_see_closed_days(request.user):
        raise Http404
    since = timezone.localdate() - LOOKED_BACK
    checks = can_bring_closed_days(request.user)
    order = ["-to_check", "first", "pk"] if checks else ["first", "pk"]
    shown = closed_days_shown_to(request.user).filter(last__gte=since).order_by(*order)
    rows = [
        (
            row,
            row.to_check and can_keep_closed_days(request.user, row.place),
            can_remove_closed_days(request.user, row),
        )
        for row in shown
    ]
    context = {"rows": rows, "may_bring": checks, "may_close": can_close_days(request.user)}
    return render(request, "cohorts/schedule/closed_days.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def closed_days_add(request: HttpRequest) -> HttpResponse:
    """Close days of her own place; from a plan she is making, and back to it."""
    if not can_close_days(request.user):
        raise Http404
    draft = _draft_she_came_from(request)
    form = CloseForm(request.POST or None, by=request.user, place=draft and draft.cohort.place.path)
    if request.method == "POST" and form.is_valid():
        if close_days(by=request.user, place=form.chosen_place, period=form.period):
            messages.success(request, _("Closed. No evening is planned on these days."))
        else:
            messages.info(request, _("These days are closed already."))
        return redirect("plan_preview", public_id=draft.public_id) if draft else redirect("closed_days")
    context = {"form": form, "draft": draft}
    return render(request, "cohorts/schedule/closed_days_add.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def closed_days_bring(request: HttpRequest) -> HttpResponse:
    """Take a list and show what was read; store it when it is confirmed."""
    if not can_bring_closed_days(request.user):
        raise Http404
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
    closed = get_object_or_404(closed_days_shown_to(request.user), public_id=public_id)
    if not can_remove_closed_days(request.user, closed):
        raise Http404
    if request.method == "POST":
        remove_closed_days(by=request.user, closed=closed)
        messages.success(request, _("Evenings may be planned on these days again."))
        return redirect("closed_days")
    return render(request, "cohorts/schedule/closed_days_remove.html", {"closed": closed})


def _draft_she_came_from(request: HttpRequest) -> PlanDraft | None:
    """Give the plan that the address names, when it is one she makes; else None."""
    try:
        public_id = UUID(request.GET.get("plan", ""))
    except ValueError:
        return None
    drafts = PlanDraft.objects.visible_to(request.user).select_related("cohort__district__municipality")
    draft = drafts.filter(public_id=public_id).first()
    return draft if draft and can_plan(request.user, draft.cohort) else None


def _kept(request: HttpRequest, public_id: str) -> ClosedDays:
    """Give closed days that she keeps, or answer as if they were absent."""
    return get_object_or_404(closed_days_kept_by(request.user), public_id=public_id)
