"""The roll of an evening: a page that works without JavaScript, and the address where phones send their marks."""

import json
import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lms.people.actions.reads import note_reads

from ..actions import record_marks
from ..dashboards import sheet_of
from ..forms.marks import SENTENCES, MarkForm, UnreadableMarksError, marks_in
from ..rules import Mark, Outcome, Status
from .scope import evening_of_roll


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def roll(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the roll, and take one mark, or “everyone else was there”, from a page without JavaScript."""
    session = evening_of_roll(request, public_id)
    sheet = sheet_of(session)
    if request.method == "POST":
        form = MarkForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("That did not arrive. Press once more."))
            return redirect("roll", public_id=session.public_id)
        problem = _mark_by_page(request, session, sheet, form.cleaned_data)
        if problem:
            messages.error(request, problem)
        return redirect("roll", public_id=session.public_id)
    note_reads(request, [line.person for line in sheet.lines])
    context = {"session": session, "cohort": session.cohort, "sheet": sheet, "key": uuid.uuid4()}
    return render(request, "cohorts/attendance/roll.html", context)


def _mark_by_page(request: HttpRequest, session, sheet, data: dict) -> str:
    """Record what was pressed; give the sentence if it does not count. Each press is a phone of its own, so that the
    version decides which the page was made for."""
    everyone = data["woman"] is None
    women = [line.place for line in sheet.open_lines] if everyone else [data["woman"]]
    marks = [
        Mark(
            key=uuid.uuid5(data["key"], f"{woman} {data['status']}"),
            woman=woman,
            status=Status.PRESENT if everyone else Status(data["status"]),
            number=1,
            base=data["base"] or 0,
            only_if_empty=everyone,
        )
        for woman in women
    ]
    results = record_marks(
        by=request.user, session=session, marks=marks, device=f"page-{data['key'].hex}", confirmed=data["confirmed"]
    )
    return next((str(SENTENCES[each.reason]) for each in results if each.outcome == Outcome.REFUSED), "")


@login_required
@require_POST
def roll_marks(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a parcel of marks from a phone (JSON) and say of each what became of it, and what stands now for all."""
    session = evening_of_roll(request, public_id)
    try:
        device, label, marks, confirmed = marks_in(json.loads(request.body))
    except (UnreadableMarksError, ValueError):
        return JsonResponse({"error": "unreadable"}, status=400)
    results = record_marks(
        by=request.user, session=session, marks=marks, device=device, label=label, confirmed=confirmed
    )
    answer = JsonResponse(
        {
            "results": [
                {
                    "key": str(each.key),
                    "outcome": each.outcome,
                    "reason": each.reason,
                    "sentence": str(SENTENCES.get(each.reason, "")),
                    "status": each.status,
                    "minutes": each.minutes,
                    "revision": each.revision,
                }
                for each in results
            ],
            "stands": sheet_of(session).as_data(),
        }
    )
    answer["Cache-Control"] = "no-store"
    return answer
