"""The pages behind a guest's link. Whoever holds the link needs no account, and is never signed in by it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.schedule.views.scope import version_seen
from lms.kit.downloads import download
from lms.kit.guard import refuse
from lms.kit.ics import file_of

from ..actions import accept_invitation, decline_invitation
from ..actions.answering_consents import read_in
from ..actions.answering_links import make_guest_feed
from ..calendars import entry_of_guest
from ..dashboards import page_of
from ..forms.sentences import sentence_for
from .holding import Held, by_link
from .pass_steps import STEPS, open_steps, said_of

ANSWERS = {"accept": accept_invitation, "decline": decline_invitation}


def _after_post(held: Held, done: str) -> HttpResponse:
    """Lead back to the page, where it stands what was done, in the language in which she did it."""
    read_in(by=held.by, invitation=held.invitation, language=get_language() or settings.LANGUAGE_CODE)
    return redirect(f"{held.back}?done={done}")


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def guest_pass(request: HttpRequest, held: Held) -> HttpResponse:
    """Show an evening to its guest and take her answer. Opening changes nothing: mail programs open links, too. The
    cookie that the page sets is what a form needs beside the link."""
    invitation = held.invitation
    problem, status = "", 200
    if request.method == "POST":
        do = request.POST.get("do", "")
        try:
            if do not in ANSWERS:
                refuse("no_answer")
            ANSWERS[do](by=held.by, invitation=invitation, sequence=version_seen(request))
        except ValidationError as error:
            problem, status = sentence_for(error), 409 if do in ANSWERS else 422
        else:
            return _after_post(held, do)
    language = get_language() or settings.LANGUAGE_CODE
    context = {
        "token": held.token,
        "invitation": invitation,
        "session": invitation.session,
        "page": page_of(invitation, language),
        "steps": open_steps(invitation),
        "done": said_of(request.GET.get("done", "")),
        "problem": problem,
    }
    return render(request, "cohorts/guests/pass.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def guest_step(request: HttpRequest, held: Held, step: str) -> HttpResponse:
    """Show one thing she can do, and do it."""
    invitation, wanted = held.invitation, STEPS.get(step)
    if wanted is None:
        raise Http404
    if not wanted.is_open(invitation):
        return redirect(held.back)
    sent = request.method == "POST"
    form = wanted.form(request.POST if sent else None, initial=wanted.initial(invitation))
    if sent and form.is_valid():
        try:
            wanted.run(held.by, invitation, form)
        except ValidationError as error:
            form.refuse(error)
        else:
            if wanted.ends_pass:
                return redirect(reverse("guest_lost") + f"?done={step}")
            return _after_post(held, step)
    context = {
        "token": held.token,
        "invitation": invitation,
        "session": invitation.session,
        "step": wanted,
        "form": form,
    }
    return render(request, "cohorts/guests/pass_step.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def guest_calendar(request: HttpRequest, held: Held) -> HttpResponse:
    """Show how the evening comes into her calendar; make the address of her own feed and show it this once."""
    context = {"token": held.token, "invitation": held.invitation}
    if request.method == "POST":
        feed = make_guest_feed(by=held.by, invitation=held.invitation)
        address = request.build_absolute_uri(reverse("guest_feed", args=[feed]))
        context |= {"address": address, "subscribe": "webcal" + address.removeprefix("https").removeprefix("http")}
    return render(request, "cohorts/guests/pass_calendar.html", context)


@require_safe
@by_link
def guest_entry(request: HttpRequest, held: Held) -> HttpResponse:
    """Give the evening as a file for her calendar, under a name that says nothing."""
    return download(file_of([entry_of_guest(held.invitation)]), "evening", "ics")
