"""Where a cohort meets, and the venues of its place: add, put right, retire."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import permissions
from ..actions import add_venue, change_venue, retire_venue, set_venue, use_venue_again
from ..forms.facts import ChooseVenueForm, VenueForm
from ..models import Cohort, Venue
from ..queries import venues_kept_by, was_used
from .scope import METHODS, answer, cohort_she_runs, done, only


@login_required
@require_http_methods(METHODS)
def cohort_venue(request: HttpRequest, public_id: str) -> HttpResponse:
    """Choose where a cohort usually meets."""
    cohort = cohort_she_runs(request, public_id)
    venues = list(Venue.objects.of(cohort).filter(is_retired=False))
    if not venues:
        return redirect("cohort_venue_add", public_id=cohort.public_id)
    chosen = {"venue": str(cohort.venue.public_id)} if cohort.venue else None
    form = ChooseVenueForm(request.POST if request.method == "POST" else None, initial=chosen, venues=venues)
    if done(request, form, lambda: set_venue(by=request.user, cohort=cohort, venue=form.chosen)):
        return redirect("cohort", public_id=cohort.public_id)
    context = {"title": _("Where you meet"), "new_venue": True}
    return answer(request, "cohorts/roster/form.html", form, cohort=cohort, **context)


@login_required
@require_http_methods(METHODS)
def cohort_venue_add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add a venue and meet there."""
    cohort = cohort_she_runs(request, public_id)
    form = VenueForm(request.POST if request.method == "POST" else None)

    def add() -> None:
        venue = add_venue(by=request.user, place=cohort.place, **form.cleaned_data)
        set_venue(by=request.user, cohort=cohort, venue=venue)

    if done(request, form, add):
        return redirect("cohort", public_id=cohort.public_id)
    context = {"title": _("A new venue"), "lead": _("The name is enough. The rest helps.")}
    return answer(request, "cohorts/roster/form.html", form, cohort=cohort, **context)


@login_required
@require_safe
def cohort_venues(request: HttpRequest, public_id: str) -> HttpResponse:
    """List the venues of the place that are hers to put right, those that are not used any more too."""
    cohort = cohort_she_runs(request, public_id)
    context = {"cohort": cohort, "venues": venues_kept_by(request.user, cohort)}
    return render(request, "cohorts/roster/venues.html", context)


def _her_venue(request: HttpRequest, cohort_id: str, public_id: str) -> tuple[Cohort, Venue]:
    """Give a cohort that she runs and a venue of its place that is hers to put right."""
    cohort = cohort_she_runs(request, cohort_id)
    venue = get_object_or_404(Venue.objects.visible_to(request.user).of(cohort), public_id=public_id)
    only(permissions.can_change_venue(request.user, venue))
    return cohort, venue


@login_required
@require_http_methods(METHODS)
def venue_change(request: HttpRequest, cohort_id: str, public_id: str) -> HttpResponse:
    """Put right what is known of a venue."""
    cohort, venue = _her_venue(request, cohort_id, public_id)
    stays = was_used(venue)
    form = VenueForm(request.POST if request.method == "POST" else None, venue=venue, name_stays=stays)
    if done(request, form, lambda: change_venue(by=request.user, venue=venue, **form.facts)):
        return redirect("cohort_venues", public_id=cohort.public_id)
    lead = _("Evenings were held here, so name and street stay. Do you meet somewhere else now? Add a new venue.")
    return answer(
        request,
        "cohorts/roster/form.html",
        form,
        cohort=cohort,
        title=venue.name,
        lead=lead if stays else "",
        new_venue=stays,
    )


@login_required
@require_POST
def venue_retire(request: HttpRequest, cohort_id: str, public_id: str) -> HttpResponse:
    """Offer a venue no more, or again."""
    cohort, venue = _her_venue(request, cohort_id, public_id)
    (use_venue_again if "again" in request.POST else retire_venue)(by=request.user, venue=venue)
    return redirect("cohort_venues", public_id=cohort.public_id)
