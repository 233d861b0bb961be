"""Plan the evenings of a cohort: ask, look at the picture, change it, use it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cohorts.roster.models import Venue
from lms.people.actions.reads import note_reads

from ..actions.drafts import ask_again, change_draft, discard_draft, fingerprint, propose_plan, use_draft
from ..figures.preview import Preview, Row, preview_of
from ..forms.planner import AskForm, StepForm, UsedForm, sentence_for
from ..models import PlanDraft
from ..queries import draft_parts
from .scope import cohort_she_plans, draft_of_hers, version_seen


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_ask(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for the plan of a cohort, or go on with one that was begun."""
    cohort = cohort_she_plans(request, public_id)
    form = AskForm(request.POST or None, cohort=cohort)
    if request.method == "POST" and form.is_valid():
        try:
            draft = propose_plan(by=request.user, cohort=cohort, asked=form.asked)
        except ValidationError as error:
            form.refuse(error)
        else:
            return redirect("plan_preview", public_id=draft.public_id)
    context = {
        "cohort": cohort,
        "form": form,
        "drafts": [(draft, draft_parts(draft)[0]) for draft in PlanDraft.objects.filter(cohort=cohort)[:10]],
        "has_evenings": cohort.sessions.exists(),
    }
    return render(request, "cohorts/schedule/ask.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_ask_again(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask something else of a draft: from when, how often, where."""
    draft = draft_of_hers(request, public_id)
    asked, _outline = draft_parts(draft)
    form = AskForm(request.POST or None, cohort=draft.cohort, asked=asked)
    if request.method == "POST" and form.is_valid():
        try:
            ask_again(by=request.user, draft=draft, seen=version_seen(request), asked=form.asked)
        except ValidationError as error:
            form.refuse(error)
        else:
            return redirect("plan_preview", public_id=draft.public_id)
    context = {"cohort": draft.cohort, "form": form, "draft": draft}
    return render(request, "cohorts/schedule/ask.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_preview(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the picture of a plan; by POST use it as it was shown."""
    if request.method == "POST" and not PlanDraft.objects.filter(public_id=public_id).exists():
        return _used_already(request)
    draft = draft_of_hers(request, public_id)
    status = 200
    if request.method == "POST":
        try:
            sessions = use_draft(
                by=request.user,
                draft=draft,
                seen=request.POST.get("shown", ""),
                reason=request.POST.get("reason", ""),
            )
        except ValidationError as error:
            messages.error(request, sentence_for(error))
            status = 422
        else:
            said = ngettext(
                "The plan is saved: %(count)s evening.", "The plan is saved: %(count)s evenings.", len(sessions)
            )
            messages.success(request, said % {"count": len(sessions)})
            return redirect("cohort", public_id=draft.cohort.public_id)
    preview = preview_of(draft, request.user)
    note_reads(request, preview.named)
    context = {
        "draft": draft,
        "cohort": draft.cohort,
        "asked": draft_parts(draft)[0],
        "preview": preview,
        "shown": fingerprint(preview.evenings, preview.codes),
    }
    return render(request, "cohorts/schedule/preview.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_evening(request: HttpRequest, public_id: str, place: str) -> HttpResponse:
    """Change one evening of a draft: its modules, its day, its time, its venue, or one more behind it."""
    draft = draft_of_hers(request, public_id)
    preview = preview_of(draft, request.user)
    note_reads(request, preview.named)
    row = preview.at(int(place)) if place.isdecimal() and len(place) < 4 else None
    if row is None:
        raise Http404
    form = StepForm(
        request.POST or None,
        others=_others(preview, row),
        venues=list(Venue.objects.of(draft.cohort).filter(is_retired=False).values_list("pk", "name")),
        initial={
            "day": row.day,
            "start": row.start,
            "end": row.end,
            "other": row.place + 1,
            "venue": row.venue.pk if row.venue and row.is_elsewhere else "",
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_draft(by=request.user, draft=draft, seen=form.cleaned_data["seen"], step=form.step(row.place))
        except ValidationError as error:
            form.add_error(None, sentence_for(error))
        else:
            messages.success(request, _("Changed. Nothing is saved before you use the plan."))
            return redirect("plan_preview", public_id=draft.public_id)
    context = {"draft": draft, "cohort": draft.cohort, "row": row, "form": form, "follows": preview.at(row.place + 1)}
    return render(request, "cohorts/schedule/evening.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def plan_discard(request: HttpRequest, public_id: str) -> HttpResponse:
    """Throw a draft away, after asking once."""
    draft = draft_of_hers(request, public_id)
    if request.method == "POST":
        cohort = draft.cohort
        discard_draft(by=request.user, draft=draft)
        messages.success(request, _("The draft is gone."))
        return redirect("cohort_plan", public_id=cohort.public_id)
    context = {"draft": draft, "cohort": draft.cohort, "asked": draft_parts(draft)[0]}
    return render(request, "cohorts/schedule/discard.html", context)


def _used_already(request: HttpRequest) -> HttpResponse:
    """Lead whoever pressed twice to the cohort whose plan her first press has used. Nothing else is found without a
    draft."""
    form = UsedForm(request.POST)
    if not form.is_valid():
        raise Http404
    cohort = cohort_she_plans(request, form.cleaned_data["cohort"])
    if not cohort.sessions.exists():
        raise Http404
    messages.info(request, _("This cohort has its evenings."))
    return redirect("cohort", public_id=cohort.public_id)


def _others(preview: Preview, row: Row) -> list[tuple[int, str]]:
    """Give the evenings whose modules this one can change with."""
    return [
        (other.place, f"{other.number} · " + ", ".join(f"{each.number} {each.title}" for each in other.modules))
        for other in preview.held
        if other.place != row.place and (other.modules or row.modules)
    ]
