"""The coordinator's side: who is asked for an evening, what they said, and what she notes after a call."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts.roster.views.scope import cohort_she_runs

from ..actions import accept_invitation, ask_guests, ask_now, cancel_invitation, decline_invitation, propose_days
from ..actions.answering_handover import hand_over
from ..actions.answering_wishes import say_needs
from ..actions.reminding import set_reminders
from ..dashboards import suggestions_for
from ..forms.asking import AskForm, RemindersForm, ToldForm
from ..forms.refusals import said_to_host
from ..models import GuestInvitation
from ..notices import letters_of
from ..permissions import can_ask_guests
from ..queries import requests_of
from ..queries.asking import modules_nobody_teaches
from ..queries.busy import may_be_busy
from ..queries.passes import afterwords_to_read
from ..queries.reminding import reminders_of
from .scope import evening_of_host, evening_to_ask_for, invitation_of_host

METHODS = ["GET", "HEAD", "POST"]


@login_required
@require_safe
def evening_guests(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show who is asked for an evening, and what was said."""
    session = evening_of_host(request, public_id)
    requests = requests_of(session)
    invitations = [each for one in requests for each in one.invitations.all()]
    context = {
        "session": session,
        "cohort": session.cohort,
        "requests": requests,
        "nobody_for": modules_nobody_teaches(session, requests),
        "busy": may_be_busy(session, [each.guest for each in invitations]),
        "afterwords": afterwords_to_read(session),
        "may_ask": can_ask_guests(request.user, session) and not session.is_past and not session.is_cancelled,
        "runs": can_ask_guests(request.user, session),
    }
    return render(request, "cohorts/guests/evening.html", context)


@login_required
@require_http_methods(METHODS)
def guest_ask(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask one person or several in turn; first it is shown what each reads."""
    session = evening_to_ask_for(request, public_id)
    initial = {name: request.GET.get(name) for name in ("guest", "module", "request", "wanted") if name in request.GET}
    form = AskForm(
        request.POST if request.method == "POST" else None, user=request.user, session=session, initial=initial
    )
    letters = ()
    if request.method == "POST" and form.is_valid():
        wishes = form.wishes
        if request.POST.get("do") == "look":
            letters = letters_of(session, wishes)
            form = AskForm(_with_text(request, letters, wishes), user=request.user, session=session)
        else:
            try:
                asked = ask_guests(by=request.user, session=session, **wishes)
            except ValidationError as error:
                form.refuse(error)
            else:
                messages.success(
                    request, _("%(name)s is asked. Her link is on its way.") % {"name": asked[0].guest.name}
                )
                return redirect("evening_guests", public_id=session.public_id)
    context = {"session": session, "form": form, "letters": letters}
    if request.method != "POST" and "guest" not in initial:
        context["suggestions"] = suggestions_for(session, request.user)
    return render(request, "cohorts/guests/ask.html", context, status=422 if form.errors else 200)


def _asked(invitation: GuestInvitation) -> str:
    return _("%(name)s is asked. Her link is on its way.") % {"name": invitation.guest.name}


def _with_text(request: HttpRequest, letters, wishes):
    """Put the ready text of the first into the field, where it can be changed."""
    data = request.POST.copy()
    data["offered"] = data["text"] = letters[0].ready
    if wishes["text"]:
        data["text"] = wishes["text"]
    return data


@login_required
@require_http_methods(METHODS)
def guest_answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note what a guest has said to the host."""
    invitation = invitation_of_host(request, public_id)
    form = ToldForm(request.POST or None, invitation=invitation)
    if request.method == "POST" and form.is_valid():
        try:
            _note(request, invitation, form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Noted."))
            return redirect("evening_guests", public_id=invitation.session.public_id)
    context = {"invitation": invitation, "session": invitation.session, "form": form}
    return render(request, "cohorts/guests/answer.html", context, status=422 if form.errors else 200)


def _note(request: HttpRequest, invitation: GuestInvitation, said: dict) -> None:
    """Do what she has said, on her behalf."""
    how = {"by": request.user, "invitation": invitation, "source": GuestInvitation.Source.HOST}
    if said["said"] == "need":
        say_needs(needed=said["needed"], needs=said["needs"], **how)
    elif said["said"] == "hand_over":
        hand_over(name=said["name"], email=said["email"], phone=said["phone"], **how)
    elif said["said"] == "propose":
        propose_days(proposal=said["proposal"], sequence=said["seen"], **how)
    else:
        {"accept": accept_invitation, "decline": decline_invitation}[said["said"]](sequence=said["seen"], **how)


@login_required
@require_POST
def guest_ask_now(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask somebody now who was to be asked later."""
    invitation = invitation_of_host(request, public_id)
    try:
        ask_now(by=request.user, invitation=invitation)
    except ValidationError as error:
        messages.error(request, said_to_host(error))
    else:
        messages.success(request, _asked(invitation))
    return redirect("evening_guests", public_id=invitation.session.public_id)


@login_required
@require_POST
def guest_cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a question back."""
    invitation = invitation_of_host(request, public_id)
    try:
        cancel_invitation(by=request.user, invitation=invitation)
    except ValidationError as error:
        messages.error(request, said_to_host(error))
    else:
        messages.success(request, _("Taken back. Who was asked is told."))
    return redirect("evening_guests", public_id=invitation.session.public_id)


@login_required
@require_http_methods(METHODS)
def guest_reminders(request: HttpRequest, public_id: str) -> HttpResponse:
    """Set when the platform writes to the guests of a cohort by itself."""
    cohort = cohort_she_runs(request, public_id)
    form = RemindersForm(request.POST or None, instance=reminders_of(cohort))
    if request.method == "POST" and form.is_valid():
        set_reminders(by=request.user, cohort=cohort, days=form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("guest_reminders", public_id=cohort.public_id)
    context = {"cohort": cohort, "form": form}
    return render(request, "cohorts/guests/reminders.html", context, status=422 if form.errors else 200)
