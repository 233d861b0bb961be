"""The women of a cohort: list, add, leave."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lms.kit.languages import language_names
from lms.people.actions.reads import note_reads

from .. import permissions
from ..actions import enrol, withdraw
from ..forms.women import WomanForm
from ..models import Enrolment
from ..queries import women_of
from .scope import METHODS, cohort_of_women, cohort_she_runs, only


@login_required
@require_safe
def women(request: HttpRequest, public_id: str) -> HttpResponse:
    """List the women of a cohort. Of somebody who has not answered yet no name is shown: nobody may learn from a
    number whose it is."""
    cohort = cohort_of_women(request, public_id)
    places = women_of(cohort)
    note_reads(request, [place.person for place in places if place.state != Enrolment.State.OFFERED])
    names = dict(language_names(get_language() or settings.LANGUAGE_CODE))
    shown = [
        (place, ", ".join(names.get(spoken.tag, spoken.tag) for spoken in place.person.spoken_languages.all()))
        for place in places
    ]
    context = {"cohort": cohort, "places": shown, "may_run": permissions.can_run_cohort(request.user, cohort)}
    return render(request, "cohorts/roster/women.html", context)


@login_required
@require_http_methods(METHODS)
def woman_add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add a woman by name and phone; a known number is found, not doubled."""
    cohort = cohort_she_runs(request, public_id)
    form = WomanForm(request.POST if request.method == "POST" else None, cohort=cohort)
    if request.method == "POST" and form.is_valid():
        try:
            enrol(by=request.user, cohort=cohort, **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
        else:
            # The same answer for a new number and a known one: whose it is, is not told.
            messages.success(
                request,
                _("She has her place again.")
                if form.has_left
                else _("Saved. If she is already known to us, she is asked first."),
            )
            return redirect("woman_add" if "another" in request.POST else "women", public_id=cohort.public_id)
    context = {"form": form, "cohort": cohort}
    return render(request, "cohorts/roster/woman_add.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(METHODS)
def woman_leave(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask once, then end a place. No reason is asked."""
    places = Enrolment.objects.visible_to(request.user).open().select_related("person", "cohort__local_group")
    place = get_object_or_404(places.select_related("cohort__district", "cohort__municipality"), public_id=public_id)
    only(permissions.can_run_cohort(request.user, place.cohort))
    if request.method == "POST":
        withdraw(by=request.user, enrolment=place)
        messages.success(request, _("The place has ended."))
        return redirect("women", public_id=place.cohort.public_id)
    if place.state != Enrolment.State.OFFERED:
        note_reads(request, [place.person])
    return render(request, "cohorts/roster/woman_leave.html", {"place": place})
