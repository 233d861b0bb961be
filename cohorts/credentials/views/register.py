"""One diploma in the register: what it is worth, and how it is replaced or withdrawn by two people."""

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

from ..actions import ask_end, end_diploma, keep
from ..forms.deciding import EndForm
from ..forms.sentences import SENTENCES
from ..models import Diploma
from ..permissions import can_ask_end, can_end
from ..rules import REPLACING, shown


def _diploma(request: HttpRequest, public_id: str) -> Diploma:
    around = ("entry__enrolment__cohort__district__municipality", "entry__enrolment__cohort__municipality", "person")
    rows = Diploma.objects.visible_to(request.user).select_related("entry__organisation", "entry__replaced_by", *around)
    found = get_object_or_404(rows, public_id=public_id)
    only(can_ask_end(request.user, found))
    return found


def _knows_her(request: HttpRequest, found: Diploma) -> bool:
    enrolment = found.entry.enrolment
    return enrolment is not None and can_run_cohort(request.user, enrolment.cohort)


@login_required
@require_safe
def diploma(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what a diploma is worth, and what is asked for."""
    found = _diploma(request, public_id)
    note_reads(request, [found.person])
    entry = found.entry
    wants_name = entry.why == entry.Why.NAME and bool(entry.enrolment)
    context = {
        # The secretariat knows a paper by its number; a name only where it has to decide about one.
        "shows_name": wants_name or _knows_her(request, found),
        "diploma": found,
        "code": shown(found.code),
        "new_name": found.entry.enrolment.diploma_wishes.name if wants_name else "",
        "asked": entry.state == entry.State.ISSUED and bool(entry.why),
        "replaces": entry.why in REPLACING,
        "is_second": can_end(request.user, found) and entry.end_asked_by_id not in (None, request.user.pk),
    }
    return render(request, "cohorts/credentials/diploma.html", context)


@login_required
@require_http_methods(METHODS)
def diploma_end(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask that a diploma is replaced or withdrawn."""
    found = _diploma(request, public_id)
    form = EndForm(request.POST if request.method == "POST" else None)

    def ask() -> None:
        ask_end(by=request.user, diploma=found, why=form.cleaned_data["why"])

    if done(request, form, ask):
        messages.success(request, _("Asked. Another person of the secretariat does it."))
        return redirect("diploma", public_id=found.public_id)
    note_reads(request, [found.person])
    return answer(request, "cohorts/credentials/diploma_end.html", form, diploma=found)


@login_required
@require_POST
def diploma_settle(request: HttpRequest, public_id: str) -> HttpResponse:
    """Do what was asked for, or leave the diploma as it is."""
    found = _diploma(request, public_id)
    if request.POST.get("answer") == "keep":
        keep(by=request.user, diploma=found)
        messages.success(request, _("The diploma stays as it is."))
        return redirect("diploma", public_id=found.public_id)
    if request.POST.get("answer") != "do":
        return redirect("diploma", public_id=found.public_id)
    only(can_end(request.user, found))
    try:
        new = end_diploma(by=request.user, diploma=found)
    except ValidationError as refusal:
        messages.error(request, SENTENCES[refusal.error_list[0].code])
        return redirect("diploma", public_id=found.public_id)
    messages.success(request, _("A new diploma is issued.") if new else _("The diploma is withdrawn."))
    return redirect("diploma", public_id=(new or found).public_id)
