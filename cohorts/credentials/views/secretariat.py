"""The second person: the secretariat confirms proposals for a ceremony, or sends them back with a word why."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.roster.models import Cohort
from cohorts.roster.views.scope import METHODS, answer, done, only
from lms.people.actions.reads import note_reads

from ..actions import confirm_completions, return_completion
from ..dashboards import proposals_waiting, proposed_in
from ..forms.deciding import CeremonyForm, ReturnForm
from ..models import CompletionDecision, RegisterEntry
from ..permissions import can_decide_completion, can_decide_completions


@login_required
@require_safe
def completions(request: HttpRequest) -> HttpResponse:
    """List the cohorts with proposals that wait, and the papers whose end somebody asks for."""
    only(can_decide_completions(request.user))
    asked = RegisterEntry.objects.visible_to(request.user).with_end_asked()
    context = {"waiting": proposals_waiting(request.user), "asked": asked}
    return render(request, "cohorts/credentials/completions.html", context)


@login_required
@require_http_methods(METHODS)
def completions_of(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the proposals of a cohort with what each woman has of the course, and confirm those that are chosen."""
    only(can_decide_completions(request.user))
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user).with_places(), public_id=public_id)
    proposed = proposed_in(request.user, cohort)
    form = CeremonyForm(request.POST if request.method == "POST" else None, proposed=proposed)
    if request.method == "POST" and form.is_valid():
        chosen = form.decisions()
        when = {"given_at": form.cleaned_data["given_at"], "given_on": form.cleaned_data["given_on"]}
        refused = confirm_completions(by=request.user, decisions=chosen, **when)
        if number := len(chosen) - len(refused):
            said = ngettext("%(number)s decision is confirmed.", "%(number)s decisions are confirmed.", number)
            messages.success(request, said % {"number": number})
        if not refused:
            return redirect("completions")
        form.refuse_some(refused)
    note_reads(request, [each.decision.enrolment.person for each in proposed])
    context = {"cohort": cohort, "proposed": proposed, "unnamed": [each for each in proposed if not each.name]}
    return answer(request, "cohorts/credentials/completions_of.html", form, **context)


@login_required
@require_http_methods(METHODS)
def completion_return(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask why, and send a proposal back."""
    around = ("enrolment__cohort__district__municipality", "enrolment__cohort__municipality", "enrolment__person")
    rows = CompletionDecision.objects.visible_to(request.user).proposed().select_related(*around)
    decision = get_object_or_404(rows, public_id=public_id)
    if not can_decide_completion(request.user, decision):
        raise Http404
    form = ReturnForm(request.POST if request.method == "POST" else None)

    def send() -> None:
        return_completion(by=request.user, decision=decision, answer=form.cleaned_data["answer"])

    if done(request, form, send):
        messages.success(request, _("Sent back."))
        return redirect("completions_of", public_id=decision.enrolment.cohort.public_id)
    note_reads(request, [decision.enrolment.person])
    return answer(request, "cohorts/credentials/completion_return.html", form, decision=decision)
