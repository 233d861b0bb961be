"""The paper list of an evening: printed, and typed in again afterwards."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.schedule.models import CourseSession
from lms.kit.docx import word_file
from lms.kit.downloads import download
from lms.kit.pdf import NoSignError, pdf_file
from lms.people.actions.reads import note_reads

from ..actions import record_marks, record_walk_ins
from ..actions.marking import Result, why_closed
from ..dashboards import Sheet, SheetLine, sheet_of
from ..documents import paper_list
from ..forms.marks import SENTENCES
from ..forms.paper import LanguageForm, PaperForm
from ..models.marks import Source, StatusChoices
from ..rules import Mark, Outcome, Reason
from .scope import evening_of_roll

WRITERS = {"pdf": pdf_file, "docx": word_file}


@login_required
@require_safe
def roll_paper(request: HttpRequest, public_id: str, kind: str = "pdf") -> HttpResponse:
    """Give the roll on paper, with large rows for a pen; its columns in one more language if asked for."""
    session = evening_of_roll(request, public_id)
    sheet = sheet_of(session)
    note_reads(request, [line.person for line in sheet.lines])
    try:
        data = WRITERS[kind](paper_list(sheet, LanguageForm(request.GET).chosen))
    except NoSignError as error:
        return render(request, "curriculum/no_sign.html", {"sign": error.sign}, status=422)
    return download(data, f"{session.number}", kind, keeps_no_trace=True)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def roll_typed(request: HttpRequest, public_id: str) -> HttpResponse:
    """Print the list, and take in what stands on it. Where something else stands already both are shown."""
    session = evening_of_roll(request, public_id)
    sheet = sheet_of(session)
    if request.method != "POST":
        means_it = request.GET.get("mean") == "it"
        return _page(request, session, PaperForm(sheet=sheet), means_it=means_it)
    form = PaperForm(request.POST, sheet=sheet)
    if not form.is_valid():
        return _page(request, session, form, means_it=bool(request.POST.get("confirmed")), status=422)
    how = {"device": form.device, "label": _("paper list"), "confirmed": form.cleaned_data["confirmed"]}
    marks = form.marks
    results = record_marks(by=request.user, session=session, marks=marks, source=Source.PAPER, **how)
    told = results + record_walk_ins(by=request.user, session=session, guests=form.guests, **how)
    refused = [each for each in told if each.stored is Outcome.REFUSED]
    if why := next((each.reason for each in refused if each.reason != Reason.CONFLICT), ""):
        messages.error(request, SENTENCES[why])
        return redirect("roll_typed", public_id=session.public_id)
    saved = len(told) - len(refused)
    if saved:
        text = ngettext("%(number)s line is saved.", "%(number)s lines are saved.", saved)
        messages.success(request, text % {"number": saved})
    if not refused:
        return redirect("roll" if saved else "roll_typed", public_id=session.public_id)
    return _decide(request, session, sheet, marks, refused, confirmed=how["confirmed"])


def _page(
    request: HttpRequest, session: CourseSession, form: PaperForm, *, means_it: bool, status: int = 200
) -> HttpResponse:
    note_reads(request, [line.person for line in form.sheet.lines])
    closed = why_closed(session, confirmed=means_it) or ""
    context = {
        "session": session,
        "cohort": session.cohort,
        "form": form,
        "languages": LanguageForm(),
        "key": uuid.uuid4(),
        "closed": closed,
        "why": SENTENCES.get(closed, ""),
        "means_it": means_it,
    }
    return render(request, "cohorts/attendance/typed.html", context, status=status)


def _decide(
    request: HttpRequest,
    session: CourseSession,
    sheet: Sheet,
    marks: list[Mark],
    refused: list[Result],
    *,
    confirmed: bool,
) -> HttpResponse:
    """Show both words for each woman about whom the sheet says something else than what stands."""
    lines = {line.place: line for line in sheet.lines}
    by_key = {mark.key: mark for mark in marks}
    context = {
        "session": session,
        "cohort": session.cohort,
        "both": [_both(lines[by_key[each.key].woman], by_key[each.key], each) for each in refused],
        "key": uuid.uuid4(),
        "confirmed": confirmed,
    }
    return render(request, "cohorts/attendance/typed_decide.html", context, status=409)


def _both(line: SheetLine, mark: Mark, result: Result) -> dict:
    return {
        "line": line,
        "mine": mark,
        "mine_word": StatusChoices(mark.status).label,
        "theirs_word": StatusChoices(result.status).label if result.status else _("not marked"),
        "theirs_minutes": result.minutes,
        "base": result.revision,
    }
