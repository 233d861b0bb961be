"""What a woman reads again after an evening: the task, what was taught, the flip chart, and what the group thought."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cohorts.attendance.dashboards import what_we_did
from cohorts.attendance.models import EveningNote
from cohorts.evaluation.queries import faces_of


@login_required
@require_safe
def own_evening(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show an evening of her cohort once its note was sent."""
    rows = EveningNote.objects.told_to(request.user).select_related("session__cohort")
    note = get_object_or_404(rows, session__public_id=public_id)
    did = what_we_did(note, get_language() or "")
    context = {"did": did, "session": note.session, "faces": faces_of([note.session]).get(note.session_id)}
    return render(request, "cohorts/desk/own_evening.html", context)
