"""The history of a plan."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..actions.changes import undo_change
from ..figures.changing import history_of
from ..forms.changes import sentence_for
from ..queries.changing import newest_to_undo, version_of
from ..queries.telling import draft_of
from .scope import cohort_she_plans, version_seen

METHODS = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(METHODS)
def plan_changes(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what was changed, by whom and why; within the hour the newest change can be taken back."""
    cohort = cohort_she_plans(request, public_id)
    newest = newest_to_undo(cohort)
    problem = ""
    if request.method == "POST":
        if newest is None or str(newest.public_id) != request.POST.get("change"):
            problem = _("Only the newest change can be taken back.")
        else:
            try:
                undo_change(by=request.user, change=newest, seen=version_seen(request))
            except ValidationError as error:
                problem = sentence_for(error)
            else:
                messages.success(request, _("Taken back. The plan is as it was before."))
                return redirect("plan_changes", public_id=cohort.public_id)
    context = {
        "cohort": cohort,
        "history": history_of(cohort, newest_to_undo(cohort)),
        "seen": version_of(cohort),
        "to_tell": len(draft_of(cohort).letters),
        "problem": problem,
    }
    return render(request, "cohorts/schedule/plan_changes.html", context, status=409 if problem else 200)
