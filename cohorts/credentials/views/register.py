"""The register: a paper is looked up by its number, and replaced or withdrawn by two people."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts.roster.permissions import can_run_cohort
from cohorts.roster.views.scope import METHODS, answer, done, only
from lms.people.actions.reads import note_reads

from ..actions import ask_end, end_paper, keep
from ..forms.deciding import EndForm
from ..forms.sentences import SENTENCES
from ..models import Diploma, IdCard, RegisterEntry
from ..permissions import can_ask_end, can_decide_completions, can_end
from ..queries import MOST_FOUND, looked_up
from ..rules import REPLACING, shown


@login_required
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """List what was issued, the newest first; with `q` what has such a number or code. No name stands in it."""
    only(can_decide_completions(request.user))
    typed = request.GET.get("q", "").strip()
    found = looked_up(RegisterEntry.objects.visible_to(request.user), typed)
    context = {"typed": typed, "entries": found[:MOST_FOUND], "more": len(found) > MOST_FOUND}
    return render(request, "cohorts/credentials/register.html", context)


def _entry(request: HttpRequest, public_id: str) -> RegisterEntry:
    around = ("enrolment__cohort__district__municipality", "enrolment__cohort__municipality")
    rows = RegisterEntry.objects.visible_to(request.user).select_related("organisation", "replaced_by", *around)
    return get_object_or_404(rows, public_id=public_id)


def _issued(entry: RegisterEntry) -> Diploma | IdCard | None:
    """Give the paper or card itself; None when she has been erased."""
    model = Diploma if entry.kind == RegisterEntry.Kind.DIPLOMA else IdCard
    return model.objects.filter(entry=entry).select_related("person").first()


@login_required
@require_safe
def paper(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what a paper is worth, and what is asked for."""
    entry = _entry(request, public_id)
    issued = _issued(entry)
    if issued:
        note_reads(request, [issued.person])
    runs = entry.enrolment is not None and can_run_cohort(request.user, entry.enrolment.cohort)
    wants_name = entry.why == entry.Why.NAME and entry.enrolment is not None
    context = {
        "entry": entry,
        "is_known": issued is not None,
        # The secretariat knows a paper by its number; a name only where it has to decide about one.
        "name": issued.name if issued and (wants_name or runs) else "",
        "new_name": entry.enrolment.diploma_wishes.name if wants_name else "",
        "code": shown(issued.code) if issued else "",
        "asked": entry.state == entry.State.ISSUED and bool(entry.why),
        "replaces": entry.why in REPLACING,
        "confirms": can_decide_completions(request.user),
        "is_second": can_end(request.user, entry) and entry.end_asked_by_id not in (None, request.user.pk),
    }
    return render(request, "cohorts/credentials/paper.html", context)


@login_required
@require_http_methods(METHODS)
def paper_end(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask that a paper is replaced or withdrawn."""
    entry = _entry(request, public_id)
    only(can_ask_end(request.user, entry))
    issued = _issued(entry)
    can_be_replaced = isinstance(issued, Diploma)
    form = EndForm(request.POST if request.method == "POST" else None, can_be_replaced=can_be_replaced)

    def ask() -> None:
        ask_end(by=request.user, entry=entry, why=form.cleaned_data["why"])

    if done(request, form, ask):
        messages.success(request, _("Asked. Another person of the secretariat does it."))
        return redirect("paper", public_id=entry.public_id)
    if issued:
        note_reads(request, [issued.person])
    return answer(request, "cohorts/credentials/paper_end.html", form, entry=entry, can_be_replaced=can_be_replaced)


@login_required
@require_POST
def paper_settle(request: HttpRequest, public_id: str) -> HttpResponse:
    """Do what was asked for, or leave the paper as it is."""
    entry = _entry(request, public_id)
    if request.POST.get("answer") == "keep":
        keep(by=request.user, entry=entry)
        messages.success(request, _("The paper stays as it is."))
        return redirect("paper", public_id=entry.public_id)
    if request.POST.get("answer") != "do":
        return redirect("paper", public_id=entry.public_id)
    only(can_end(request.user, entry))
    try:
        new = end_paper(by=request.user, entry=entry)
    except ValidationError as refusal:
        messages.error(request, SENTENCES[refusal.error_list[0].code])
        return redirect("paper", public_id=entry.public_id)
    messages.success(request, _("A new diploma is issued.") if new else _("The paper is withdrawn."))
    return redirect("paper", public_id=(new.entry if new else entry).public_id)
