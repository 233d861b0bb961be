"""Beside the pass: a lost link, the feed of a guest's evenings, and the yearly look at the facts."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import parse_etags
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from lms.kit.addresses import network_address
from lms.kit.downloads import calendar_feed
from lms.kit.headers import behind_a_link
from lms.people.actions.signing_in import count_request
from lms.people.models import FailedAttempt
from lms.people.views.holding_back import held_back

from ..actions.answering_facts import answer_facts, open_facts
from ..actions.answering_links import fetch_guest_feed, send_lost_passes
from ..dashboards import taught_module
from ..forms.answers import FactsForm, LostForm
from .holding import gone
from .pass_steps import said_of


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def guest_lost(request: HttpRequest) -> HttpResponse:
    """Send new links to whoever has lost hers. Known and unknown addresses get the same answer."""
    form = LostForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        address, network = form.cleaned_data["reach"], network_address(request)
        if FailedAttempt.objects.hold_back_request(account=address, address=network):
            return behind_a_link(render(request, "429.html", status=429))
        count_request(account=address, address=network)
        send_lost_passes(address=address)
        return behind_a_link(redirect(reverse("guest_lost") + "?sent=1"))
    context = {"form": form, "sent": "sent" in request.GET, "done": said_of(request.GET.get("done", ""))}
    return behind_a_link(render(request, "cohorts/guests/pass_lost.html", context, status=422 if form.errors else 200))


@require_safe
def guest_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give the calendar of a guest, or say that it has not changed. One that has ended is like one that never was."""
    answer = fetch_guest_feed(token=token, known=parse_etags(request.headers.get("If-None-Match", "")))
    if answer is None:
        raise Http404
    return calendar_feed(answer.body, answer.etag)


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def guest_facts(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a guest teaches, and take her answer whether its facts are right. Opening changes nothing."""
    if answer := held_back(request):
        return answer
    opened = open_facts(token)
    if opened is None:
        return gone(request)
    link, question = opened
    form = FactsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_facts(by=link, question=question, **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
        else:
            return behind_a_link(redirect("guest_facts", token=token))
    taught = taught_module(question.edition_module, get_language() or "nb")
    context = {"question": question, "taught": taught, "form": form}
    return behind_a_link(render(request, "cohorts/guests/pass_facts.html", context, status=422 if form.errors else 200))
