"""The roll of an evening as a page: for a phone, for a wall, and with a page load per mark."""

import json
import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lms.people.actions.reads import note_reads
from modules.queries import version_of

from ..actions import record_marks
from ..actions.marking import why_closed
from ..dashboards import Sheet, phone_copy, sheet_of
from ..forms.marks import SENTENCES, MarkForm, WalkInForm
from ..models.marks import StatusChoices
from ..rules import Mark, Outcome, Reason, Status
from .scope import evening_of_roll
from .words import roll_words


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def roll(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the roll, and take one mark, or “everyone else was there”, from a page without JavaScript."""
    session = evening_of_roll(request, public_id, with_modules=True)
    sheet = sheet_of(session)
    if request.method == "POST":
        form = MarkForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("That did not arrive. Press once more."))
        elif problem := _mark_by_page(request, session, sheet, form.cleaned_data):
            messages.error(request, problem)
        again = redirect("roll", public_id=session.public_id)
        if request.POST.get("confirmed"):
            again["Location"] += "?mean=it"
        return again
    note_reads(request, [line.person for line in sheet.lines])
    means_it = request.GET.get("mean") == "it"
    closed = why_closed(session, confirmed=False) or ""
    key = uuid.uuid4()
    context = {
        "session": session,
        "cohort": session.cohort,
        "sheet": sheet,
        "key": key,
        "closed": "" if means_it and closed == Reason.TOO_LATE else closed,
        "why": SENTENCES.get(closed, ""),
        "means_it": means_it,
        "walk_in_form": WalkInForm(initial={"key": key, "confirmed": means_it}),
        "kept": json.dumps(phone_copy(sheet, request.user, closed, version_of(request))),
        "words": json.dumps(roll_words()),
    }
    return render(request, "cohorts/attendance/roll.html", context)


def _mark_by_page(request: HttpRequest, session, sheet: Sheet, data: dict) -> str:
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
            minutes=None if everyone else data["minutes"],
            only_if_empty=everyone,
        )
        for woman in women
    ]
    results = record_marks(
        by=request.user, session=session, marks=marks, device=f"page-{data['key'].hex}", confirmed=data["confirmed"]
    )
    refused = next((each for each in results if each.outcome == Outcome.REFUSED), None)
    if refused is None:
        return ""
    if refused.reason != Reason.CONFLICT:
        return str(SENTENCES[refused.reason])
    names = {line.place: line.name for line in sheet.lines}
    return _(
        "%(name)s: you marked “%(mine)s”, but somebody else has marked “%(theirs)s”. That stands. If it is wrong, mark"
        " once more."
    ) % {
        "name": names.get(data["woman"], ""),
        "mine": _word(data["status"]),
        "theirs": _word(refused.status),
    }


def _word(status: str) -> str:
    return str(StatusChoices(status).label) if status else _("not marked")


@login_required
@require_safe
def roll_screen(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show on a wall who has come: first names, and nothing else."""
    session = evening_of_roll(request, public_id)
    sheet = sheet_of(session)
    note_reads(request, [line.person for line in sheet.lines])
    context = {"session": session, "cohort": session.cohort, "sheet": sheet}
    return render(request, "cohorts/attendance/screen.html", context)
