"""Change a cohort: name and time, languages, what is provided, who runs it, its steps, and copies of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lms.people.actions.reads import note_reads

from ..actions import (
    add_coordinator,
    change_cohort,
    copy_cohort,
    end_cohort,
    remove_coordinator,
    set_languages,
    set_provided,
    start_cohort,
)
from ..forms.facts import CohortForm, LanguagesForm, NameForm, ProvidedForm, TeamForm
from ..forms.sentences import SENTENCES, RefusingForm
from ..models import Cohort
from ..queries import coordinators_of, facts_before_step, helpers_at
from ..rules import STOPS, check_step
from .scope import METHODS, answer, cohort_she_runs, done


def _answer(request: HttpRequest, cohort: Cohort, form: RefusingForm, **context) -> HttpResponse:
    return answer(request, "cohorts/roster/form.html", form, cohort=cohort, **context)


@login_required
@require_http_methods(METHODS)
def cohort_change(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change the name of a cohort and its usual time."""
    cohort = cohort_she_runs(request, public_id)
    facts = ("name", "weekdays", "starts_at", "rhythm", "title_one")
    form = CohortForm(
        request.POST if request.method == "POST" else None, initial={name: getattr(cohort, name) for name in facts}
    )
    if done(request, form, lambda: change_cohort(by=request.user, cohort=cohort, **form.cleaned_data)):
        return redirect("cohort", public_id=cohort.public_id)
    lead = _("Evenings that are already planned stay where they are.")
    return _answer(request, cohort, form, title=_("Name and time"), lead=lead)


@login_required
@require_http_methods(METHODS)
def cohort_languages(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say in which languages the group reads what is shared with it."""
    cohort = cohort_she_runs(request, public_id)
    form = LanguagesForm(request.POST if request.method == "POST" else None, initial={"languages": cohort.languages})
    if done(request, form, lambda: set_languages(by=request.user, cohort=cohort, **form.cleaned_data)):
        return redirect("cohort", public_id=cohort.public_id)
    lead = _("What you share with the group is written in these languages. What each woman reads she chooses herself.")
    return _answer(request, cohort, form, title=_("Languages of the group"), lead=lead)


@login_required
@require_http_methods(METHODS)
def cohort_provided(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say what is provided."""
    cohort = cohort_she_runs(request, public_id)
    form = ProvidedForm(request.POST if request.method == "POST" else None, cohort=cohort)
    if done(request, form, lambda: set_provided(by=request.user, cohort=cohort, **form.facts)):
        return redirect("cohort", public_id=cohort.public_id)
    lead = _("Count the dishes together, with hands up. Who eats what is not stored.")
    return _answer(request, cohort, form, title=_("What is provided"), lead=lead)


@login_required
@require_http_methods(METHODS)
def cohort_team(request: HttpRequest, public_id: str) -> HttpResponse:
    """Name somebody who runs the cohort too."""
    cohort = cohort_she_runs(request, public_id)
    team = coordinators_of(cohort)
    there = {row.person_id for row in team}
    people = [person for person in helpers_at(cohort, request.user) if person.pk not in there]
    form = TeamForm(request.POST if request.method == "POST" else None, people=people)

    def add() -> None:
        add_coordinator(by=request.user, cohort=cohort, person=form.chosen, is_helper=form.cleaned_data["helps"])

    if done(request, form, add):
        return redirect("cohort_team", public_id=cohort.public_id)
    note_reads(request, [*(row.person for row in team), *people])
    return answer(request, "cohorts/roster/team.html", form, cohort=cohort, team=team, people=people)


@login_required
@require_POST
def cohort_team_remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """End that somebody runs the cohort."""
    cohort = cohort_she_runs(request, public_id)
    team = {str(row.person.public_id): row.person for row in coordinators_of(cohort)}
    if person := team.get(request.POST.get("person", "")):
        try:
            remove_coordinator(by=request.user, cohort=cohort, person=person)
        except ValidationError as refusal:
            messages.error(request, SENTENCES[refusal.error_list[0].code])
    return redirect("cohort_team", public_id=cohort.public_id)


@login_required
@require_http_methods(METHODS)
def cohort_step(request: HttpRequest, public_id: str, to: str) -> HttpResponse:
    """Ask once, then take a cohort a step further: running or completed. The desk cancels one, with its evenings."""
    cohort = cohort_she_runs(request, public_id)
    found = check_step(facts_before_step(cohort), to=to)
    stops = [SENTENCES[code] for code in found if code in STOPS]
    if request.method == "POST":
        try:
            if to == Cohort.State.RUNNING:
                start_cohort(by=request.user, cohort=cohort)
            else:
                end_cohort(by=request.user, cohort=cohort, completed=True)
        except ValidationError as refusal:
            stops = [SENTENCES[each.code] for each in refusal.error_list]
        else:
            return redirect("cohort", public_id=cohort.public_id)
    context = {
        "cohort": cohort,
        "to": to,
        "stops": stops,
        "notes": [SENTENCES[code] for code in found if code not in STOPS],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "cohorts/roster/step.html", context, status=status)


@login_required
@require_http_methods(METHODS)
def cohort_copy(request: HttpRequest, public_id: str) -> HttpResponse:
    """Open a new cohort that is made like this one."""
    cohort = cohort_she_runs(request, public_id)
    form = NameForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            copy = copy_cohort(by=request.user, cohort=cohort, name=form.cleaned_data["name"])
        except ValidationError as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The cohort is open. Here is what it still needs."))
            return redirect("cohort", public_id=copy.public_id)
    lead = _("Place, edition, time, venue and what is provided are copied. Dates, people and messages are not.")
    return _answer(request, cohort, form, title=_("Copy the cohort"), lead=lead)
