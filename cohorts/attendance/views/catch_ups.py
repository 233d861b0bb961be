"""A missed module is made up: for the woman herself, and for whoever runs her cohort."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cohorts.roster.models import Enrolment
from cohorts.roster.views.scope import METHODS, only
from lms.people.actions.reads import note_reads

from ..actions import agree_to_catch_up, ask_to_make_up, confirm_talk, decline_catch_up, withdraw_catch_up
from ..dashboards import Progress, choices_for, progress_of
from ..forms.catch_ups import SENTENCES, ChosenForm, StepForm, sentence_of
from ..models import CatchUp, OpenEvening
from ..permissions import can_ask_to_make_up, can_settle_catch_up, can_turn_away, can_withdraw_catch_up
from ..rules import State
from .progress import PLACES


def place_of(request: HttpRequest, public_id: str) -> Enrolment:
    """Give the place of a woman who may make modules up, for herself or whoever runs her cohort."""
    rows = Enrolment.objects.visible_to(request.user).select_related("person", *PLACES)
    place = get_object_or_404(rows, public_id=public_id)
    only(can_ask_to_make_up(request.user, place))
    return place


@login_required
@require_http_methods(METHODS)
def catch_up(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what she missed, with the ways to make it up, and take the way that was chosen."""
    place = place_of(request, public_id)
    is_herself = place.person_id == request.user.pk
    if not is_herself:
        note_reads(request, [place.person])
    [progress] = progress_of(place.cohort, [place])
    if request.method == "POST":
        _choose(request, progress, is_herself)
        return redirect("catch_up", public_id=place.public_id)
    context = {
        "progress": progress,
        "choices": choices_for(progress),
        "cohort": place.cohort,
        "is_herself": is_herself,
    }
    return render(request, "cohorts/attendance/catch_up.html", context)


def _choose(request: HttpRequest, progress: Progress, is_herself: bool) -> None:
    form = ChosenForm(request.POST)
    wanted = form.cleaned_data.get("module") if form.is_valid() else None
    line = next((each for each in progress.modules if each.place.position == wanted), None)
    if line is None:
        messages.error(request, SENTENCES["not_missed"])
        return
    chosen = form.cleaned_data["evening"]
    evening = OpenEvening.objects.select_related("session__cohort").filter(public_id=chosen).first() if chosen else None
    if chosen and evening is None:
        messages.error(request, SENTENCES["not_offered"])
        return
    try:
        ask_to_make_up(by=request.user, enrolment=progress.enrolment, module=line.place, evening=evening)
    except ValidationError as error:
        messages.error(request, sentence_of(error))
    else:
        asked = _("You have asked. Your coordinator answers you here.")
        messages.success(request, asked if is_herself else _("Noted. She sees it on her page."))


STEPS: dict[str, tuple[Callable[..., bool], Callable[..., bool]]] = {
    StepForm.AGREE: (agree_to_catch_up, can_settle_catch_up),
    StepForm.DONE: (confirm_talk, can_settle_catch_up),
    StepForm.NO: (decline_catch_up, can_settle_catch_up),
    StepForm.LET_GO: (withdraw_catch_up, can_withdraw_catch_up),
}
"""What each step does, and who may take it."""


@login_required
@require_POST
def catch_up_step(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let a catch-up go a step further, and lead back to where it was said."""
    rows = CatchUp.objects.visible_to(request.user).select_related(
        "enrolment__person",
        *(f"enrolment__{each}" for each in PLACES),
        *(f"session__{each}" for each in PLACES),
    )
    row = get_object_or_404(rows, public_id=public_id)
    form = StepForm(request.POST)
    if not form.is_valid():
        only(can_withdraw_catch_up(request.user, row) or can_turn_away(request.user, row))
        messages.error(request, _("That did not arrive. Press once more."))
        return _back(request, row, "")
    act, allowed = STEPS[form.cleaned_data["step"]]
    if act is decline_catch_up and row.state == State.AGREED:
        allowed = can_turn_away
    only(allowed(request.user, row))
    version = {"seen": form.cleaned_data["seen"]} if act is agree_to_catch_up else {}
    try:
        act(by=request.user, catch_up=row, **version)
    except ValidationError as error:
        messages.error(request, sentence_of(error))
    return _back(request, row, form.cleaned_data["back"])


def _back(request: HttpRequest, row: CatchUp, back: str) -> HttpResponse:
    if not can_ask_to_make_up(request.user, row.enrolment):
        return redirect("evening_visitors", public_id=row.session.public_id)
    if back == "list":
        return redirect("cohort_progress", public_id=row.enrolment.cohort.public_id)
    return redirect("catch_up", public_id=row.enrolment.public_id)
