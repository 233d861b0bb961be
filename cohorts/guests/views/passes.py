"""The pages behind a guest's link. Whoever holds the link needs no account, and is never signed in by it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.schedule.views.scope import version_seen
from lms.kit.addresses import network_address
from lms.kit.downloads import download
from lms.kit.guard import refuse
from lms.kit.headers import behind_a_link
from lms.kit.ics import file_of
from lms.people.actions.signing_in import count_failure
from lms.people.models import AccessLink
from lms.people.views.holding_back import held_back

from ..actions import accept_invitation, decline_invitation, open_pass
from ..actions.answering_consents import read_in
from ..actions.answering_links import make_guest_feed
from ..calendars import entry_of_guest
from ..dashboards import page_of
from ..forms.sentences import sentence_for
from ..models import GuestInvitation
from .pass_steps import STEPS, open_steps, said_of

GONE = 410
ANSWERS = {"accept": accept_invitation, "decline": decline_invitation}


def gone(request: HttpRequest) -> HttpResponse:
    """Answer for a link that has ended, was taken back or handed over, or never was: one page for all of them."""
    if request.method == "POST":
        count_failure(account="", address=network_address(request))
    return behind_a_link(render(request, "cohorts/guests/gone.html", status=GONE))


def _after_post(
    request: HttpRequest, opened: tuple[AccessLink, GuestInvitation], token: str, done: str
) -> HttpResponse:
    """Lead back to the page, where it stands what was done, in the language in which she did it."""
    link, invitation = opened
    read_in(by=link, invitation=invitation, language=get_language() or settings.LANGUAGE_CODE)
    return behind_a_link(redirect(reverse("guest_pass", args=[token]) + f"?done={done}"))


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def guest_pass(request: HttpRequest, token: str) -> HttpResponse:
    """Show an evening to its guest and take her answer. Opening changes nothing: mail programs open links, too. The
    cookie that the page sets is what a form needs beside the link."""
    if answer := held_back(request):
        return answer
    opened = open_pass(token)
    if opened is None:
        return gone(request)
    link, invitation = opened
    problem, status = "", 200
    if request.method == "POST":
        do = request.POST.get("do", "")
        try:
            if do not in ANSWERS:
                refuse("no_answer")
            ANSWERS[do](by=link, invitation=invitation, sequence=version_seen(request))
        except ValidationError as error:
            problem, status = sentence_for(error), 409 if do in ANSWERS else 422
        else:
            return _after_post(request, opened, token, do)
    language = get_language() or settings.LANGUAGE_CODE
    context = {
        "token": token,
        "invitation": invitation,
        "session": invitation.session,
        "page": page_of(invitation, language),
        "steps": open_steps(invitation),
        "done": said_of(request.GET.get("done", "")),
        "problem": problem,
    }
    return behind_a_link(render(request, "cohorts/guests/pass.html", context, status=status))


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def guest_step(request: HttpRequest, token: str, step: str) -> HttpResponse:
    """Show one thing she can do, and do it."""
    if answer := held_back(request):
        return answer
    opened = open_pass(token)
    if opened is None:
        return gone(request)
    link, invitation = opened
    wanted = STEPS.get(step)
    if wanted is None:
        raise Http404
    if not wanted.is_open(invitation):
        return behind_a_link(redirect("guest_pass", token=token))
    sent = request.method == "POST"
    form = wanted.form(request.POST if sent else None, initial=wanted.initial(invitation))
    if sent and form.is_valid():
        try:
            wanted.run(link, invitation, form)
        except ValidationError as error:
            form.refuse(error)
        else:
            if wanted.ends_pass:
                return behind_a_link(redirect(reverse("guest_lost") + f"?done={step}"))
            return _after_post(request, opened, token, step)
    context = {"token": token, "invitation": invitation, "session": invitation.session, "step": wanted, "form": form}
    return behind_a_link(render(request, "cohorts/guests/pass_step.html", context, status=422 if form.errors else 200))


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def guest_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Show how the evening comes into her calendar; make the address of her own feed and show it this once."""
    if answer := held_back(request):
        return answer
    opened = open_pass(token)
    if opened is None:
        return gone(request)
    link, invitation = opened
    context = {"token": token, "invitation": invitation}
    if request.method == "POST":
        feed = make_guest_feed(by=link, invitation=invitation)
        address = request.build_absolute_uri(reverse("guest_feed", args=[feed]))
        context |= {"address": address, "subscribe": "webcal" + address.removeprefix("https").removeprefix("http")}
    return behind_a_link(render(request, "cohorts/guests/pass_calendar.html", context))


@require_safe
def guest_entry(request: HttpRequest, token: str) -> HttpResponse:
    """Give the evening as a file for her calendar, under a name that says nothing."""
    if answer := held_back(request):
        return answer
    opened = open_pass(token)
    if opened is None:
        return gone(request)
    return behind_a_link(download(file_of([entry_of_guest(opened[1])]), "evening", "ics"))
