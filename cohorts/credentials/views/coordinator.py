"""Completion of a cohort, for whoever runs it: who can be proposed, and what a woman told about her diploma."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cohorts.roster.models import Enrolment
from cohorts.roster.permissions import can_run_cohort
from cohorts.roster.queries import newest_text
from cohorts.roster.views.scope import METHODS, answer, cohort_she_runs, done, only
from lms.people.actions.reads import note_reads

from ..actions import Proposal, hide_name, note_name_shown, propose_completions, say_wishes
from ..dashboards import candidates_of
from ..forms.deciding import ProposingForm
from ..forms.told import ToldForm
from ..forms.wishes import as_said
from ..models import DiplomaWishes
from ..queries import shows_name


@login_required
@require_http_methods(METHODS)
def cohort_completion(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show how far each woman is from her diploma, and propose those who are chosen."""
    cohort = cohort_she_runs(request, public_id)
    candidates = candidates_of(cohort)
    form = ProposingForm(request.POST if request.method == "POST" else None, candidates=candidates)
    if request.method == "POST" and form.is_valid():
        proposals = [Proposal(*each) for each in form.chosen()]
        refused = propose_completions(by=request.user, cohort=cohort, proposals=proposals)
        if number := len(proposals) - len(refused):
            said = ngettext("%(number)s woman is proposed.", "%(number)s women are proposed.", number)
            messages.success(request, said % {"number": number})
        if not refused:
            return redirect("cohort_completion", public_id=cohort.public_id)
        form.refuse_some(refused)
    note_reads(request, [each.enrolment.person for each in candidates])
    asked = {each.enrolment.pk: fields for each, *fields in form.rows()}
    rows = [(each, *asked.get(each.enrolment.pk, (None, None))) for each in candidates]
    context = {"cohort": cohort, "rows": rows, "can_propose": bool(asked)}
    return answer(request, "cohorts/credentials/completion.html", form, **context)


def _place(request: HttpRequest, public_id: str) -> Enrolment:
    places = Enrolment.objects.visible_to(request.user).stayed()
    around = ("person", "cohort__district__municipality__country", "cohort__municipality__country")
    place = get_object_or_404(places.select_related(*around), public_id=public_id)
    only(can_run_cohort(request.user, place.cohort))
    return place


@login_required
@require_http_methods(METHODS)
def woman_wishes(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note what a woman without a phone told about her diploma."""
    place = _place(request, public_id)
    wishes = DiplomaWishes.objects.filter(enrolment=place).first()
    shown = shows_name(place)
    first = as_said(wishes, place) | {"shows_name": shown}
    form = ToldForm(request.POST if request.method == "POST" else None, initial=first)

    def note() -> None:
        said = form.cleaned_data | {}
        agreed = said.pop("shows_name")
        say_wishes(by=request.user, enrolment=place, **said)
        if agreed and not shown:
            note_name_shown(by=request.user, enrolment=place)

    if done(request, form, note):
        messages.success(request, _("Saved."))
        return redirect("cohort_completion", public_id=place.cohort.public_id)
    note_reads(request, [place.person])
    if shown:
        del form.fields["shows_name"]
    context = {"place": place, "wishes": wishes, "shown": shown, "text": newest_text("check_name", "nb")}
    return answer(request, "cohorts/credentials/woman_wishes.html", form, **context)


@login_required
@require_POST
def woman_name_hide(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a woman's name from the check page, because she asks her coordinator."""
    place = _place(request, public_id)
    hide_name(by=request.user, person=place.person)
    messages.success(request, _("Taken back. It does not count any more."))
    return redirect("woman_wishes", public_id=place.public_id)
