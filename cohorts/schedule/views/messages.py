"""The history of a plan, and the messages about its changes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from lms.people.actions.reads import note_reads

from ..actions.changes import undo_change
from ..actions.messages import discard_messages, send_messages
from ..figures.changing import history_of
from ..forms.changes import sentence_for
from ..notices import bundles_of
from ..permissions import can_plan
from ..queries.changing import newest_to_undo, version_of
from ..queries.telling import deliveries_of, draft_of
from .scope import cohort_she_plans, cohort_she_tells

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
                undo_change(by=request.user, change=newest, seen=_number(request.POST.get("seen")))
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


@login_required
@require_http_methods(METHODS)
def plan_messages(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the messages that wait for her word: what each says, in which language, who gets it and by which way."""
    cohort = cohort_she_tells(request, public_id)
    problem = ""
    if request.method == "POST":
        do = {"send": send_messages, "discard": discard_messages}.get(request.POST.get("do", ""))
        if do is None:
            raise Http404
        try:
            women = do(by=request.user, cohort=cohort, seen=_number(request.POST.get("seen")))
        except ValidationError as error:
            problem = sentence_for(error)
        else:
            messages.success(request, _sent(women) if do is send_messages else _("Thrown away. Nobody is told."))
            return redirect("plan_messages", public_id=cohort.public_id)
    draft = draft_of(cohort)
    deliveries = deliveries_of(cohort)
    people = [letter.person for letter in draft.letters] + [each.person for each in deliveries.women]
    note_reads(request, people)
    context = {
        "cohort": cohort,
        "draft": draft,
        "bundles": bundles_of(draft),
        "deliveries": deliveries,
        "seen": draft.version,
        "problem": problem,
        "may_plan": can_plan(request.user, cohort),
    }
    return render(request, "cohorts/schedule/plan_messages.html", context, status=409 if problem else 200)


def _sent(women: int) -> str:
    return ngettext("%(count)s woman gets a message.", "%(count)s women get a message each.", women) % {"count": women}


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else -1
