"""The check-in of an evening: its page for the wall, and “I am here” on a woman's own phone."""

from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods

from cohorts.roster.models import Enrolment
from cohorts.roster.views.scope import only
from cohorts.schedule.models import CourseSession
from lms.kit.qr import qr_svg
from lms.people.mailbox.wording import reading_language

from ..actions import Arrived, check_in, check_in_by_number, close_door, open_door
from ..dashboards import doorway_of, own_arrivals
from ..forms.doors import SENTENCES, HereForm, NumberForm
from ..permissions import can_take_roll
from ..queries import place_on, shut_now
from ..rules import Entry
from .scope import evening_of_roll

METHODS = ["GET", "HEAD", "POST"]
IN = (Entry.HERE, Entry.ALREADY, Entry.ASK_HOST)  # after these the page says what stands


@login_required
@require_http_methods(METHODS)
def door(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the code and the number of an evening on a wall or a phone, open the check-in, and close it."""
    session = evening_of_roll(request, public_id)
    if request.method == "POST":
        if request.POST.get("do") == "open":
            open_door(by=request.user, session=session)
        elif request.POST.get("do") == "close":
            close_door(by=request.user, session=session)
        return redirect("door", public_id=session.public_id)
    shown = doorway_of(session)
    context = {"session": session, "cohort": session.cohort, "doorway": shown}
    if shown.codes:
        with translation.override(None):  # an address without a language: each phone is led to its own
            address = reverse("check_in_code", args=[session.public_id, shown.codes.word])
        context["picture"] = qr_svg(request.build_absolute_uri(address))
    return render(request, "cohorts/attendance/door.html", context)


def _page(
    request: HttpRequest, form: NumberForm | None = None, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {"evenings": own_arrivals(request.user), "form": form or NumberForm(), "problem": problem}
    return render(request, "cohorts/attendance/check_in.html", context, status=status)


def _said(request: HttpRequest, arrived: Arrived) -> HttpResponse:
    """Lead to the page that says what stands, or say why it does not count."""
    if arrived.entry not in IN:
        status = 429 if arrived.entry == Entry.TOO_MANY else 409
        return _page(request, problem=str(SENTENCES[arrived.entry]), status=status)
    tell = messages.warning if arrived.entry == Entry.ASK_HOST else messages.success
    tell(request, SENTENCES[arrived.entry])
    return redirect("check_in")


@login_required
@require_http_methods(METHODS)
def check_in_by_hand(request: HttpRequest) -> HttpResponse:
    """Show her whether she stands as here today, and take the number in the doorway."""
    if not Enrolment.objects.active().filter(person=request.user.pk).exists():
        raise Http404
    if request.method != "POST":
        return _page(request)
    form = NumberForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    return _said(request, check_in_by_number(by=request.user, **form.cleaned_data))


@login_required
@require_http_methods(METHODS)
def check_in_code(request: HttpRequest, public_id: str, word: str) -> HttpResponse:
    """Land here from the QR code in the doorway. Opening changes nothing; the button says that she is here. To a woman
    of another course it says the same of every evening that is not hers, and of none."""
    session = CourseSession.objects.filter(public_id=public_id).select_related("cohort", "door").first()
    if not Enrolment.objects.active().filter(person=request.user.pk).exists():
        only(session is not None and can_take_roll(request.user, session))
        return redirect("door", public_id=public_id)  # the host tries her own code
    place = place_on(request.user, session) if session else None
    if session is None or place is None:
        return render(request, "cohorts/attendance/not_hers.html", status=404)
    language = reading_language(request.user.interface_language)
    if request.method == "POST":
        form = HereForm(request.POST)
        key = form.cleaned_data["key"] if form.is_valid() else uuid4()
        return _said(request, check_in(by=request.user, place=place, session=session, word=word, key=key))
    if language != translation.get_language():
        with translation.override(language):
            return redirect("check_in_code", public_id=public_id, word=word)
    door = getattr(session, "door", None)
    shut = shut_now(session, opened=bool(door and door.is_open))
    if shut or not door.takes_word(word):
        return _page(request, problem=str(SENTENCES[shut or Entry.TOO_OLD]))
    return render(request, "cohorts/attendance/here.html", {"session": session, "form": HereForm()})
