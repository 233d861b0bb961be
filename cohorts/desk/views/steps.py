"""Cancel a whole cohort: its evenings, its calendars, and a message to each woman."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cohorts.guests.queries.telling import guests_to_tell
from cohorts.roster.queries import women_taking_part
from cohorts.roster.views.scope import cohort_she_runs
from cohorts.schedule.queries.telling import has_news

from ..actions import cancel_cohort
from ..queries import evenings_left


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cohort_cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask once, then cancel a cohort and show the messages that wait for her word."""
    cohort = cohort_she_runs(request, public_id)
    is_over = cohort.state == cohort.State.COMPLETED
    if request.method == "POST":
        try:
            cancel_cohort(by=request.user, cohort=cohort)
        except ValidationError:
            is_over = True
        else:
            if not (has_news(cohort) or guests_to_tell(cohort)):
                messages.success(request, _("The cohort is cancelled. There is nobody to tell."))
                return redirect("cohort", public_id=cohort.public_id)
            messages.success(request, _("The cohort is cancelled. The women do not know it yet: send the messages."))
            return redirect("plan_messages", public_id=cohort.public_id)
    context = {
        "cohort": cohort,
        "is_over": is_over,
        "evenings": evenings_left(cohort),
        "women": len(women_taking_part(cohort)),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "cohorts/desk/cancel.html", context, status=status)
