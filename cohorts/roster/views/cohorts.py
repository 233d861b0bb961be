"""See the cohorts of a place, open one, and see what it still needs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lms.people.actions.reads import note_reads

from .. import permissions
from ..actions import open_cohort
from ..dashboards import start_of
from ..forms.cohorts import OpenForm
from ..models import Task
from ..queries import cohorts_run_by
from .scope import METHODS, only, visible_cohort

MOST_URGENT = 3


@login_required
@require_safe
def cohort_list(request: HttpRequest) -> HttpResponse:
    """List the cohorts at her places."""
    only(permissions.can_list_cohorts(request.user))
    context = {
        "cohorts": cohorts_run_by(request.user),
        "may_open": permissions.can_open_cohorts(request.user),
    }
    return render(request, "cohorts/roster/list.html", context)


@login_required
@require_http_methods(METHODS)
def cohort_open(request: HttpRequest) -> HttpResponse:
    """Open a cohort."""
    only(permissions.can_open_cohorts(request.user))
    form = OpenForm(request.POST if request.method == "POST" else None, by=request.user)
    if request.method == "POST" and form.is_valid():
        place, group = form.where
        data = form.cleaned_data
        try:
            cohort = open_cohort(
                by=request.user,
                place=place,
                local_group=group,
                edition=form.chosen_edition,
                name=data["name"],
                weekdays=data["weekdays"],
                starts_at=data["starts_at"],
                rhythm=data["rhythm"],
            )
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("The cohort is open. Here is what it still needs."))
            return redirect("cohort", public_id=cohort.public_id)
    return render(request, "cohorts/roster/open.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_safe
def cohort(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a cohort: what it has, and what is missing before the first evening."""
    shown = visible_cohort(request, public_id)
    only(permissions.can_see_cohort(request.user, shown))
    start = start_of(shown)
    note_reads(request, [row.person for row in start.team])
    may_see_women = permissions.can_see_women(request.user, shown)
    context = {
        "cohort": shown,
        "start": start,
        "tasks": Task.objects.of(shown).open().select_related("cohort")[:MOST_URGENT] if may_see_women else (),
        "may_run": permissions.can_run_cohort(request.user, shown),
        "may_see_women": may_see_women,
    }
    return render(request, "cohorts/roster/cohort.html", context)
