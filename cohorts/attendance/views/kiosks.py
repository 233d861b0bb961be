"""The tablet in the doorway: put it there, and what it shows. It holds a key to one evening; nobody is signed in."""

from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from cohorts.schedule.models import CourseSession
from lms.people.models import AccessLink

from ..actions import end_kiosks, start_kiosk, take_back_tap, tap_in
from ..actions.kiosks import device_of
from ..dashboards import doorway_of, tablet_of
from ..forms.doors import SENTENCES, TAKEN_BACK, TAPPED, HereForm, TapForm
from ..permissions import can_use_kiosk
from ..queries import newest_tap
from ..rules import Entry, Reason
from .scope import evening_of_roll

METHODS = ["GET", "HEAD", "POST"]
WHY_NOT = {
    Reason.CANCELLED: SENTENCES[Entry.CANCELLED],
    Reason.TOO_EARLY: gettext_lazy("The tablet can be put there on the day of the evening."),
    "over": TAPPED[Entry.OVER],
}
BACK, LATE = "back", "late"
WORDS = {**TAPPED, BACK: TAKEN_BACK[True], LATE: TAKEN_BACK[False]}


@login_required
@require_http_methods(METHODS)
def kiosk_start(request: HttpRequest, public_id: str) -> HttpResponse:
    """Turn this device into the tablet of an evening: it is signed out of everything, and keeps one key. Or end the
    tablet that stands there. Marks that wait on this device are sent first."""
    session = evening_of_roll(request, public_id)
    problem = ""
    if request.method == "POST" and request.POST.get("do") == "end":
        end_kiosks(by=request.user, session=session)
        messages.success(request, _("The tablet shows no names any more."))
        return redirect("door", public_id=session.public_id)
    if request.method == "POST":
        if request.COOKIES.get(settings.WAITING_COOKIE_NAME):
            problem = _("Marks still wait on this device. Open the roll until it says “All saved”, then come back.")
        else:
            try:
                token = start_kiosk(by=request.user, session=session)
            except ValidationError as refusal:
                problem = str(WHY_NOT[refusal.error_list[0].code])
            else:
                return _handed_over(request, token)
    context = {"session": session, "cohort": session.cohort, "doorway": doorway_of(session), "problem": problem}
    return render(request, "cohorts/attendance/kiosk_start.html", context, status=409 if problem else 200)


def _handed_over(request: HttpRequest, token: str) -> HttpResponse:
    """Sign the device out, empty what its browser keeps of us, and give it its one key."""
    logout(request)
    answer = redirect("kiosk")
    answer["Clear-Site-Data"] = '"cache", "storage"'
    answer.set_cookie(
        settings.KIOSK_COOKIE_NAME,
        token,
        max_age=24 * 3600,  # it opens nothing once the evening is over
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return answer


def _opened(request: HttpRequest) -> tuple[AccessLink, CourseSession] | None:
    """Give the link that a tablet holds and its evening, as long as it opens."""
    token = request.COOKIES.get(settings.KIOSK_COOKIE_NAME, "")
    link = AccessLink.objects.opened_by(token, AccessLink.Purpose.KIOSK) if token else None
    session = link.subject if link else None
    if link is None or session is None or session.is_cancelled or not can_use_kiosk(link, session):
        return None
    return link, session


@csrf_protect
@require_http_methods(METHODS)
def kiosk(request: HttpRequest) -> HttpResponse:
    """Show the names of an evening on the tablet, take a tap, and take it back. Without its key: nothing."""
    opened = _opened(request)
    if opened is None:
        answer = render(request, "cohorts/attendance/kiosk_over.html")
    elif request.method == "POST":
        answer = redirect(f"{reverse('kiosk')}?{urlencode(_tapped(request, *opened))}")
    else:
        answer = _names(request, *opened)
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _tapped(request: HttpRequest, link: AccessLink, session: CourseSession) -> dict[str, str]:
    """Do what was tapped, and give what is said of it on the next page."""
    undo = request.POST.get("do") == "undo"
    form = HereForm(request.POST) if undo else TapForm(request.POST)
    if not form.is_valid():
        return {"said": Entry.UNKNOWN}
    key = form.cleaned_data["key"]
    if undo:
        return {"said": BACK if take_back_tap(by=link, session=session, key=key) else LATE}
    return {"said": tap_in(by=link, session=session, woman=form.cleaned_data["woman"], key=key), "key": str(key)}


def _names(request: HttpRequest, link: AccessLink, session: CourseSession) -> HttpResponse:
    """Draw the names, and above them what became of the last tap, as long as that is news."""
    names, said = tablet_of(session), request.GET.get("said", "")
    tap = newest_tap(session, device_of(link), request.GET.get("key", ""))
    context = {"session": session, "names": names, "key": uuid4(), "said": WORDS.get(said, "")}
    if tap and tap.enrolment:
        context["who"] = next((each.name for each in names if each.place == tap.enrolment.public_id), "")
        context["undo"] = tap.key if said == Entry.HERE else None
    return render(request, "cohorts/attendance/kiosk.html", context)
