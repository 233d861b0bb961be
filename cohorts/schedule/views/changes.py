"""Change an evening of a plan that is used: choose, look at before and after, save."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cohorts.roster.models import Cohort
from lms.people.actions.reads import note_reads

from ..actions.changes import change_plan
from ..figures.changing import picture_of, since
from ..figures.words import refusal_words
from ..forms.changes import (
    CancelForm,
    ExtraForm,
    JoinForm,
    MoveForm,
    PlaceForm,
    RestoreForm,
    SplitForm,
    SwapForm,
    WishForm,
    sentence_for,
)
from ..models import CourseSession
from ..notices import bundles_of
from ..queries.changing import outlook_of, version_of
from ..queries.telling import draft_of, has_news
from .scope import cohort_she_plans, evening_she_plans

METHODS = ["GET", "HEAD", "POST"]
LOOK = "look"
TABS = [
    ("session_move", gettext_lazy("Move")),
    ("session_change", gettext_lazy("Time and place")),
    ("session_swap", gettext_lazy("Swap modules")),
    ("session_join", gettext_lazy("Put together")),
    ("session_split", gettext_lazy("Split")),
    ("session_cancel", gettext_lazy("Cancel the evening")),
]


@login_required
@require_http_methods(METHODS)
def session_move(request: HttpRequest, public_id: str) -> HttpResponse:
    """Move an evening, alone or with all later ones."""
    session = evening_she_plans(request, public_id)
    return _page(request, session.cohort, MoveForm, "session_move", session)


@login_required
@require_http_methods(METHODS)
def session_change(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give an evening other times or another venue."""
    session = evening_she_plans(request, public_id)
    return _page(request, session.cohort, PlaceForm, "session_change", session)


@login_required
@require_http_methods(METHODS)
def session_swap(request: HttpRequest, public_id: str) -> HttpResponse:
    """Swap the modules of two evenings."""
    session = evening_she_plans(request, public_id)
    return _page(request, session.cohort, SwapForm, "session_swap", session)


@login_required
@require_http_methods(METHODS)
def session_join(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hold the modules of another evening on this one too."""
    session = evening_she_plans(request, public_id)
    return _page(request, session.cohort, JoinForm, "session_join", session)


@login_required
@require_http_methods(METHODS)
def session_split(request: HttpRequest, public_id: str) -> HttpResponse:
    """Spread an evening over two."""
    session = evening_she_plans(request, public_id)
    return _page(request, session.cohort, SplitForm, "session_split", session)


@login_required
@require_http_methods(METHODS)
def session_cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Cancel an evening, or hold a cancelled one after all."""
    session = evening_she_plans(request, public_id)
    form = RestoreForm if session.is_cancelled else CancelForm
    return _page(request, session.cohort, form, "session_cancel", session)


@login_required
@require_http_methods(METHODS)
def session_add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Add an evening of the cohort's own."""
    return _page(request, cohort_she_plans(request, public_id), ExtraForm, "session_add")


def _page(
    request: HttpRequest,
    cohort: Cohort,
    kind: type[WishForm],
    name: str,
    session: CourseSession | None = None,
) -> HttpResponse:
    """Show the form, then what it would do, then do it. What was chosen travels in the address, so that nothing is
    stored before it is saved and Back works."""
    given = request.POST if request.method == "POST" else request.GET
    asked = request.method == "POST" or LOOK in given
    form = kind(given if asked else None, cohort=cohort, session=session, typed=request.GET.dict())
    context = _context(cohort, name, session, form)
    if session and session.is_past and not session.is_cancelled:
        return render(request, "cohorts/schedule/change_past.html", context)
    if not asked:
        return render(request, "cohorts/schedule/change.html", context)
    if not form.is_valid():
        return render(request, "cohorts/schedule/change.html", context, status=422)
    if request.method == "POST":
        return _save(request, cohort, form, context)
    return _look(request, cohort, form, context)


def _save(request: HttpRequest, cohort: Cohort, form: WishForm, context: dict) -> HttpResponse:
    seen = _number(request.POST.get("seen"))
    try:
        change_plan(
            by=request.user,
            cohort=cohort,
            wish=form.wish,
            seen=seen,
            accepted=request.POST.getlist("accepted"),
            reason=request.POST.get("reason", ""),
        )
    except ValidationError as error:
        code = error.error_list[0].code
        if code == "changed_meanwhile" and seen >= 0:
            context["meanwhile"] = since(cohort, seen)
        return _look(request, cohort, form, context, problem=sentence_for(error))
    if has_news(cohort):
        messages.success(request, _("Saved. Nobody has been told yet: look at the messages and send them."))
        return redirect("plan_messages", public_id=cohort.public_id)
    messages.success(request, _("Saved. No woman has to be told."))
    return redirect("plan_messages", public_id=cohort.public_id)  # guests may have to be


def _look(request: HttpRequest, cohort: Cohort, form: WishForm, context: dict, problem: str = "") -> HttpResponse:
    outlook = outlook_of(cohort, form.wish)
    if outlook.refusal:
        form.add_error(None, refusal_words(outlook.refusal))
        return render(request, "cohorts/schedule/change.html", context, status=422)
    draft = draft_of(cohort, outlook.after)
    picture = picture_of(cohort, outlook, request.user)
    note_reads(request, picture.named)
    given = request.POST if request.method == "POST" else request.GET
    kept = [(field, value) for field in form.fields for value in given.getlist(field)]
    context |= {
        "outlook": outlook,
        "picture": picture,
        "women": len(draft.letters),
        "bundles": bundles_of(draft),
        "calendars": len(outlook.told),
        "kept": kept,
        "back_url": f"{request.path}?{urlencode(kept)}",
        "seen": version_of(cohort),
        "problem": problem,
        "reason": given.get("reason", ""),
    }
    return render(request, "cohorts/schedule/change_look.html", context, status=_status(problem, context))


def _context(cohort: Cohort, name: str, session: CourseSession | None, form: WishForm) -> dict[str, Any]:
    return {
        "cohort": cohort,
        "session": session,
        "form": form,
        "route": name,
        "title": _title(name, session),
        "lead": _lead(name, session),
        "tabs": _tabs(name, session) if session and not session.is_cancelled else [],
    }


def _title(name: str, session: CourseSession | None) -> str:
    if session is None:
        return _("Add an evening")
    said = {"number": session.number}
    if session.is_cancelled and name == "session_cancel":
        return _("Hold evening %(number)s after all") % said
    return _("Change evening %(number)s") % said


def _lead(name: str, session: CourseSession | None) -> str:
    leads = {
        "session_move": _("Everything on the evening moves along."),
        "session_change": _("The day stays. An evening on another day is moved instead."),
        "session_swap": _("The two evenings stay where they are. What is taught on them changes places."),
        "session_join": _("The modules of the other evening come to this one, and the other evening is cancelled."),
        "session_split": _("Several modules are shared out; a single one is held in two parts."),
        "session_cancel": _("The evening stays in the plan as cancelled, so that every calendar hears of it."),
        "session_add": _("An evening without a module of the edition: a visit, a party, time to catch up."),
    }
    if session and session.is_cancelled and name == "session_cancel":
        return _("On its old day, or on another.")
    return leads[name]


def _tabs(name: str, session: CourseSession) -> list[dict]:
    return [
        {"text": text, "url": reverse(each, args=[session.public_id]), "current": each == name} for each, text in TABS
    ]


def _status(problem: str, context: dict) -> int:
    if not problem:
        return 200
    return 409 if "meanwhile" in context else 422


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else -1
