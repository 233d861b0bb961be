"""Lists that are handed out: attendance, what those ask for who pay, and the journal for the secretariat."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cohorts.roster.permissions import can_follow_cohort
from cohorts.roster.queries import shown_to_payer
from cohorts.roster.views.scope import cohort_she_runs, only, visible_cohort
from lms.kit.downloads import download, file_name
from lms.kit.pdf import NoSignError, pdf_file
from lms.kit.sheets import write_csv, write_xlsx
from lms.people.actions.reads import note_reads

from ..dashboards import progress_of
from ..dashboards.funding import readiness_of
from ..documents import attendance_paper, attendance_sheet, audit_sheet, funding_paper, funding_sheet, note_of
from ..queries import book_of, journal_of
from ..rules.funding import schemes_of

WRITERS = {"xlsx": write_xlsx, "csv": write_csv}


def _no_sign(request: HttpRequest, error: NoSignError) -> HttpResponse:
    return render(request, "curriculum/no_sign.html", {"sign": error.sign}, status=422)


@login_required
@require_safe
def cohort_lists(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show which lists there are, and what will be missing in them while something can still be done about it."""
    cohort = cohort_she_runs(request, public_id)
    ready = readiness_of(book_of(cohort))
    note_reads(request, [woman.person for each in ready for said in each.missing for woman in said.women])
    return render(request, "cohorts/attendance/lists.html", {"cohort": cohort, "ready": ready})


@login_required
@require_safe
def attendance_file(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """Give the attendance of a cohort as a file: a list, or a table on paper."""
    cohort = cohort_she_runs(request, public_id)
    if kind != "pdf" and kind not in WRITERS:
        raise Http404
    book, note = book_of(cohort), note_of(request.user, cohort)
    progress = {each.enrolment.pk: each for each in progress_of(cohort, book.named)}
    note_reads(request, [woman.person for woman in book.named])
    try:
        if kind == "pdf":
            data = pdf_file(attendance_paper(book, progress, note))
        else:
            data = WRITERS[kind](attendance_sheet(book, progress, note))
    except NoSignError as error:
        return _no_sign(request, error)
    return download(data, file_name(cohort.name, "attendance"), kind, keeps_no_trace=True)


@login_required
@require_safe
def funding_file(request: HttpRequest, public_id: str, code: str, kind: str) -> HttpResponse:
    """Give a list for whoever pays, by the scheme of the country."""
    cohort = cohort_she_runs(request, public_id)
    scheme = next((each for each in schemes_of(cohort.in_municipality.country_id) if each.code == code), None)
    if scheme is None or kind not in ("pdf", "xlsx"):
        raise Http404
    book, note = book_of(cohort), note_of(request.user, cohort)
    shown = shown_to_payer(cohort) if scheme.names_women else set()
    note_reads(request, [woman.person for woman in book.women if woman.pk in shown])
    try:
        if kind == "pdf":
            data = pdf_file(funding_paper(book, scheme, shown, note))
        else:
            data = write_xlsx(funding_sheet(book, scheme, shown, note))
    except NoSignError as error:
        return _no_sign(request, error)
    return download(data, file_name(cohort.name, code), kind, keeps_no_trace=True)


@login_required
@require_safe
def attendance_audit(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """Give the journal of a cohort's attendance to the secretariat, operation by operation, without names of women."""
    cohort = visible_cohort(request, public_id)
    only(can_follow_cohort(request.user, cohort))
    if kind not in WRITERS:
        raise Http404
    journal = list(journal_of(cohort))
    note_reads(request, {each.enrolment.person for each in journal if each.enrolment})
    note_reads(request, {each.by for each in journal if each.by})
    data = WRITERS[kind](audit_sheet(cohort, journal, note_of(request.user, cohort)))
    return download(data, file_name(cohort.name, "journal"), kind, keeps_no_trace=True)
