"""Bring a list of women: look at it, then confirm. Nothing is stored before."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ..actions import Brought, enrol_list
from ..forms.lists import CHOSEN, ConfirmForm, ListForm
from ..forms.sentences import SENTENCES
from ..models import Cohort, Enrolment
from .scope import METHODS, cohort_she_runs


@login_required
@require_http_methods(METHODS)
def women_bring(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a list and show what was read, line by line."""
    cohort = cohort_she_runs(request, public_id)
    form = ListForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        by=request.user,
        cohort=cohort,
    )
    if request.method == "POST" and form.is_valid():
        return _preview(request, cohort, form)
    context = {"form": form, "cohort": cohort}
    return render(request, "cohorts/roster/women_bring.html", context, status=422 if form.errors else 200)


def _preview(request: HttpRequest, cohort: Cohort, form: ListForm, *, waits: bool = False) -> HttpResponse:
    """Show a list line by line; with `waits` the rest of one that stopped, to go on with after a while."""
    language = form.cleaned_data["language"]
    context = {"form": form, "cohort": cohort, "language": language, "chosen": CHOSEN, "waits": waits}
    return render(request, "cohorts/roster/women_preview.html", context)


@login_required
@require_POST
def women_confirm(request: HttpRequest, public_id: str) -> HttpResponse:
    """Store the lines that are still ticked."""
    cohort = cohort_she_runs(request, public_id)
    form = ConfirmForm(request.POST, by=request.user, cohort=cohort)
    if not form.is_valid():
        context = {"form": ListForm(by=request.user, cohort=cohort), "cohort": cohort, "errors": form.errors}
        return render(request, "cohorts/roster/women_bring.html", context, status=422)
    if not form.women:
        messages.warning(request, _("No line was ticked. Nothing was saved."))
        return redirect("women", public_id=cohort.public_id)
    brought = enrol_list(by=request.user, cohort=cohort, women=form.women, language=form.cleaned_data["language"])
    _say(request, brought)
    if brought.waiting:
        form.lines = list(brought.waiting)
        return _preview(request, cohort, form, waits=True)
    return redirect("women", public_id=cohort.public_id)


def _say(request: HttpRequest, brought: Brought) -> None:
    """Say what became of a list."""
    if saved := brought.saved:
        text = ngettext("%(number)s woman was saved.", "%(number)s women were saved.", saved) % {"number": saved}
        # The same answer for new numbers and known ones: whose they are, is not told.
        asked = _("Those who are already known to us are asked first.")
        messages.success(request, f"{text} {asked}")
    for code, number in brought.outcome.items():
        if code not in Enrolment.State.values:
            text = ngettext("%(number)s line was not saved.", "%(number)s lines were not saved.", number)
            messages.warning(request, f"{text % {'number': number}} {SENTENCES[code]}")
