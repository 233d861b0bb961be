"""Who came without a place: added to the roll, and later found in the cohort or taken off."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cohorts.roster.models import Enrolment
from cohorts.schedule.models import CourseSession
from lms.people.actions.reads import note_reads

from ..actions import attach_walk_in, drop_walk_in, record_walk_ins
from ..forms.marks import SENTENCES, AttachForm, WalkInForm
from ..models import WalkIn
from ..rules import Guest
from .scope import evening_of_roll


@login_required
@require_POST
def walk_in_add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add a line from a page without JavaScript."""
    session = evening_of_roll(request, public_id)
    form = WalkInForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        guest = Guest(data["key"], data["name"], 1)
        [result] = record_walk_ins(
            by=request.user,
            session=session,
            guests=[guest],
            device=f"page-{data['key'].hex}",
            confirmed=data["confirmed"],
        )
        if result.reason:
            messages.error(request, SENTENCES[result.reason])
    else:
        messages.error(request, _("Write her name, then press once more."))
    return redirect("roll", public_id=session.public_id)


def _line_of(request: HttpRequest, public_id: str, key: str) -> tuple[CourseSession, WalkIn]:
    session = evening_of_roll(request, public_id)
    return session, get_object_or_404(WalkIn.objects.visible_to(request.user).standing(), session=session, key=key)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def walk_in(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """Say which of the women a line was; she then stands as there."""
    session, line = _line_of(request, public_id, key)
    places = Enrolment.objects.visible_to(request.user).active().filter(cohort=session.cohort_id)
    places = places.select_related("person").order_by("person__name", "pk")
    form = AttachForm(request.POST or None, women=places)
    if request.method == "POST" and form.is_valid():
        attach_walk_in(by=request.user, walk_in=line, enrolment=form.cleaned_data["enrolment"])
        return redirect("roll", public_id=session.public_id)
    note_reads(request, [place.person for place in places])
    context = {"session": session, "cohort": session.cohort, "line": line, "form": form, "some": bool(places)}
    return render(request, "cohorts/attendance/walk_in.html", context)


@login_required
@require_POST
def walk_in_drop(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """Take a line off the roll again."""
    session, line = _line_of(request, public_id, key)
    drop_walk_in(by=request.user, walk_in=line)
    return redirect("roll", public_id=session.public_id)
