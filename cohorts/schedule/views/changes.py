"""Change an evening of a plan that is used: choose, look at before and after, save."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
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
from .scope import cohort_she_plans, evening_she_plans, version_seen

METHODS = ["GET", "HEAD", "POST"]
LOOK = "look"


@dataclass(frozen=True)
class Edit:
    """One way to change an evening: its form, the word on its tab, and what is good to know before."""

    form: type[WishForm]
    tab: str | Promise
    lead: str | Promise


EDITS = {
    "session_move": Edit(MoveForm, gettext_lazy("Move"), gettext_lazy("Everything on the evening moves along.")),
    "session_change": Edit(
        PlaceForm,
        gettext_lazy("Time and place"),
        gettext_lazy("The day stays. An evening on another day is moved instead."),
    ),
    "session_swap": Edit(
        SwapForm,
        gettext_lazy("Swap modules"),
        gettext_lazy("The two evenings stay where they are. What is taught on them changes places."),
    ),
    "session_join": Edit(
        JoinForm,
        gettext_lazy("Put together"),
        gettext_lazy("The modules of the other evening come to this one, and the other evening is cancelled."),
    ),
    "session_split": Edit(
        SplitForm,
        gettext_lazy("Split"),
        gettext_lazy("Several modules are shared out; a single one is held in two parts."),
    ),
    "session_cancel": Edit(
        CancelForm,
        gettext_lazy("Cancel the evening"),
        gettext_lazy("The evening stays in the plan as cancelled, so that every calendar hears of it."),
    ),
}
"""By the names of their routes."""


@login_required
@require_http_methods(METHODS)
def session_edit(request: HttpRequest, public_id: str, edit: str) -> HttpResponse:
    """Change an evening in one of the ways of `EDITS`; a cancelled one can be held after all."""
    session = evening_she_plans(request, public_id)
    kind = RestoreForm if session.is_cancelled and edit == "session_cancel" else EDITS[edit].form
    return _page(request, session.cohort, kind, edit, session)


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
    seen = version_seen(request)
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


def _lead(name: str, session: CourseSession | None) -> str | Promise:
    if session is None:
        return _("An evening of your own: a visit, a party, or modules once more for those who missed them.")
    if session.is_cancelled and name == "session_cancel":
        return _("On its old day, or on another.")
    return EDITS[name].lead


def _tabs(name: str, session: CourseSession) -> list[dict]:
    return [
        {"text": edit.tab, "url": reverse(each, args=[session.public_id]), "current": each == name}
        for each, edit in EDITS.items()
    ]


def _status(problem: str, context: dict) -> int:
    if not problem:
        return 200
    return 409 if "meanwhile" in context else 422
