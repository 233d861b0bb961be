"""The page behind a guest's link. Whoever holds the link needs no account."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from lms.kit.addresses import network_address
from lms.people.actions.signing_in import count_failure
from lms.people.mailbox.wording import reading_language
from lms.people.models import FailedAttempt

from ..actions import accept_invitation, decline_invitation, open_pass
from ..forms.sentences import sentence_for

GONE = 410


def _quiet(response: HttpResponse) -> HttpResponse:
    """Let the page be stored nowhere, named to no other site and found by no search engine."""
    response["Cache-Control"] = "no-store"
    # Not "no-referrer": browsers then send the form from the origin "null", and it would be refused.
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def guest_pass(request: HttpRequest, token: str) -> HttpResponse:
    """Show an evening to its guest and take her answer. Opening changes nothing: mail programs open links, too. The
    cookie that the page sets is what a form needs beside the link."""
    if FailedAttempt.objects.hold_back(account="", address=network_address(request)):
        return _quiet(render(request, "429.html", status=429))
    opened = open_pass(token)
    if opened is None:
        if request.method == "POST":
            count_failure(account="", address=network_address(request))
        return _quiet(render(request, "cohorts/guests/gone.html", status=GONE))
    link, invitation = opened
    problem = ""
    with translation.override(reading_language(invitation.guest.language)):
        if request.method == "POST":
            do = {"accept": accept_invitation, "decline": decline_invitation}.get(request.POST.get("do", ""))
            seen = request.POST.get("seen", "")
            try:
                if do:
                    do(by=link, invitation=invitation, sequence=int(seen) if seen.isdecimal() and len(seen) < 9 else -1)
            except ValidationError as error:
                problem = sentence_for(error)
            else:
                return _quiet(redirect("guest_pass", token=token))
        context = {"invitation": invitation, "session": invitation.session, "problem": problem}
        return _quiet(render(request, "cohorts/guests/pass.html", context, status=409 if problem else 200))
