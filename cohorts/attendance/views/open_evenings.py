"""Evenings that are open for women of other cohorts: for their hosts, and for other coordinators."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.roster.models import Enrolment
from cohorts.roster.views.scope import METHODS, only
from cohorts.schedule.models import CourseSession
from lms.people.actions.reads import note_reads

from ..actions import ask_to_make_up, close_evening, open_evening
from ..dashboards import open_lines, open_page, visitors_of
from ..forms.catch_ups import SENTENCES, BookForm, PlacesForm, sentence_of
from ..models import OpenEvening
from ..permissions import can_host, can_see_open_evenings
from .progress import PLACES


@login_required
@require_safe
def open_evenings(request: HttpRequest) -> HttpResponse:
    """List the evenings of other districts that are open: date, district, module, free places, and nothing else."""
    only(can_see_open_evenings(request.user))
    return render(request, "cohorts/attendance/open_evenings.html", {"lines": open_lines(request.user)})


@login_required
@require_http_methods(METHODS)
def open_evening_elsewhere(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one of them with the women of her own who missed what it teaches, and book a place for one."""
    only(can_see_open_evenings(request.user))
    page = open_page(request.user, public_id)
    if page is None:
        raise Http404
    if request.method == "POST":
        _book(request, page)
        return redirect("open_evenings")
    note_reads(request, [progress.enrolment.person for progress, _line in page.women])
    return render(request, "cohorts/attendance/open_evening.html", {"page": page})


def _book(request: HttpRequest, page) -> None:
    form = BookForm(request.POST, women=Enrolment.objects.visible_to(request.user).active())
    chosen = None
    if form.is_valid():
        woman, number = form.cleaned_data["woman"].pk, form.cleaned_data["module"]
        chosen = next(
            (each for each in page.women if (each[0].enrolment.pk, each[1].place.position) == (woman, number)), None
        )
    if chosen is None:
        messages.error(request, SENTENCES["not_missed"])
        return
    evening = OpenEvening.objects.select_related("session__cohort").get(public_id=page.public_id)
    try:
        ask_to_make_up(by=request.user, enrolment=chosen[0].enrolment, module=chosen[1].place, evening=evening)
    except ValidationError as error:
        messages.error(request, sentence_of(error))
    else:
        messages.success(request, _("Booked. She sees it on her page, and the host sees her name."))


@login_required
@require_http_methods(METHODS)
def evening_visitors(request: HttpRequest, public_id: str) -> HttpResponse:
    """Open an evening of hers for women of other cohorts, close it, and see who comes."""
    rows = CourseSession.objects.visible_to(request.user).select_related("venue", *PLACES)
    session = get_object_or_404(rows, public_id=public_id)
    only(can_host(request.user, session))
    opened, visitors = visitors_of(session)
    form = PlacesForm(request.POST or None, initial={"places": opened.places if opened else 2})
    if request.method == "POST" and _open_or_close(request, session, form):
        return redirect("evening_visitors", public_id=session.public_id)
    note_reads(request, [visitor.row.enrolment.person for visitor in visitors])
    context = {
        "session": session,
        "cohort": session.cohort,
        "opened": opened,
        "visitors": visitors,
        "form": form,
        "may_open": not (session.is_past or session.is_cancelled),
    }
    return render(request, "cohorts/attendance/visitors.html", context, status=422 if form.errors else 200)


def _open_or_close(request: HttpRequest, session: CourseSession, form: PlacesForm) -> bool:
    """Do what was asked; the form says what was refused."""
    if "close" in request.POST:
        close_evening(by=request.user, session=session)
        return True
    if not form.is_valid():
        return False
    try:
        open_evening(by=request.user, session=session, places=form.cleaned_data["places"])
    except ValidationError as error:
        form.add_error("places", sentence_of(error))
        return False
    messages.success(request, _("The evening is open for visitors."))
    return True
