"""How far the women of a cohort have come, for whoever runs it and for each of them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cohorts.roster.models import Enrolment
from cohorts.roster.permissions import can_run_cohort
from cohorts.roster.views.scope import cohort_of_women, only
from lms.people.actions.reads import note_reads

from ..dashboards import progress_of, under_way
from ..permissions import can_ask_to_make_up, can_see_progress

PLACES = ("cohort__edition", "cohort__district__municipality__country", "cohort__municipality__country")


@login_required
@require_safe
def cohort_progress(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show how far each woman has come: first those with whom something is to be talked about."""
    cohort = cohort_of_women(request, public_id)
    women = list(cohort.enrolments.stayed().select_related("person").order_by("person__name", "pk"))
    shown = sorted(progress_of(cohort, women), key=lambda each: not each.concerns)
    note_reads(request, [woman.person for woman in women])
    context = {"cohort": cohort, "women": shown, "concerned": sum(bool(each.concerns) for each in shown)}
    context |= {"under_way": under_way(shown), "may_settle": can_run_cohort(request.user, cohort) and cohort.is_open}
    return render(request, "cohorts/attendance/progress.html", context)


@login_required
@require_safe
def woman_progress(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one woman module by module, to herself or to whoever runs the cohort."""
    rows = Enrolment.objects.visible_to(request.user).select_related("person", *PLACES)
    place = get_object_or_404(rows, public_id=public_id)
    only(can_see_progress(request.user, place))
    is_herself = place.person_id == request.user.pk
    if not is_herself:
        note_reads(request, [place.person])
    context = {
        "progress": progress_of(place.cohort, [place])[0],
        "cohort": place.cohort,
        "is_herself": is_herself,
        "may_ask": can_ask_to_make_up(request.user, place),
    }
    return render(request, "cohorts/attendance/progress_of_one.html", context)
