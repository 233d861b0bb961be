"""Bring a list of attendance: look at it, then confirm. Nothing is stored before."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cohorts.roster.views.scope import METHODS, cohort_of_women
from lms.people.actions.reads import note_reads

from ..actions.brought import bring_marks
from ..actions.marking import why_closed
from ..forms.brought import BringForm, ConfirmForm
from ..forms.marks import SENTENCES
from ..rules import Outcome


@login_required
@require_http_methods(METHODS)
def attendance_bring(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a list and show what was read."""
    cohort = cohort_of_women(request, public_id)
    sent = request.method == "POST"
    form = BringForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        cohort=cohort,
        why=why_closed,
        initial={"night": request.GET.get("evening", "")},
    )
    if sent and form.is_valid():
        note_reads(request, [place.person for place in form.women.values()])
        return render(request, "cohorts/attendance/brought.html", {"form": form, "cohort": cohort})
    context = {"form": form, "cohort": cohort}
    return render(request, "cohorts/attendance/bring.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def attendance_brought(request: HttpRequest, public_id: str) -> HttpResponse:
    """Store what was looked at and decided."""
    cohort = cohort_of_women(request, public_id)
    form = ConfirmForm(request.POST, cohort=cohort, why=why_closed)
    if not form.is_valid():
        for error in (*form.errors.get("brought", ()), *form.non_field_errors()):
            messages.error(request, error)
        return redirect("attendance_bring", public_id=cohort.public_id)
    left, marks = form.left_as_they_are, form.marks
    done = bring_marks(
        by=request.user,
        marks=marks,
        digest=form.digest,
        label=_("imported list"),
        confirmed=form.cleaned_data["confirmed"],
    )
    results = [each for every in done.values() for each in every]
    saved = sum(each.outcome == Outcome.APPLIED for each in results)
    text = ngettext("%(number)s mark was saved.", "%(number)s marks were saved.", saved) % {"number": saved}
    messages.success(request, text if saved else _("Nothing new was saved."))
    for reason in sorted({each.reason for each in results if each.stored == Outcome.REFUSED}):
        messages.warning(request, SENTENCES[reason])
    if left:
        text = ngettext("%(number)s mark stays as it was.", "%(number)s marks stay as they were.", len(left))
        messages.info(request, text % {"number": len(left)})
    return redirect("cohort_progress", public_id=cohort.public_id)
