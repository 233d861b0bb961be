"""My calendar, and the calendar of a cohort: make the link, see when it was fetched, stop it."""

from urllib.parse import quote

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cohorts.roster.models import Cohort, Enrolment
from lms.kit.qr import qr_svg

from ..actions.calendars import choose_calendar, end_cohort_feed, end_my_feed, make_cohort_feed, make_my_feed
from ..calendars import choice_of
from ..forms.calendars import CalendarForm
from ..permissions import can_have_calendar, can_share_calendar
from ..queries.feeds import feed_link_of

GOOGLE = "https://calendar.google.com/calendar/r?cid="


def _with_address(request: HttpRequest, token: str) -> dict[str, str]:
    """Give the address of a feed in the forms in which phones take it. It is shown in this one answer."""
    address = request.build_absolute_uri(reverse("calendar_feed", args=[token]))
    subscribe = "webcal" + address.removeprefix("https").removeprefix("http")
    return {
        "address": address,
        "subscribe": subscribe,
        "google": GOOGLE + quote(subscribe, safe=""),
        "qr": qr_svg(subscribe),
    }


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_calendar(request: HttpRequest) -> HttpResponse:
    """Show and change how the evenings look in her calendar, and what she has of a link."""
    invites = Enrolment.objects.active().filter(person=request.user).exists()
    choice = choice_of(request.user)
    initial = {name: getattr(choice, name) for name in ("fuller_titles", "shows_place", "by_mail")}
    form = CalendarForm(request.POST or None, initial=initial, by=request.user, invites=invites)
    if request.method == "POST" and form.is_valid():
        choose_calendar(by=request.user, **form.chosen)
        return HttpResponseRedirect(reverse("my_calendar") + "?saved=1")
    context = {"form": form, "saved": "saved" in request.GET, "link": feed_link_of(request.user)}
    context["may"] = can_have_calendar(request.user)
    return render(request, "cohorts/schedule/my_calendar.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_calendar_link(request: HttpRequest) -> HttpResponse:
    """Make the link of her own calendar, and show it this once. An earlier one stops."""
    if not can_have_calendar(request.user):
        raise Http404
    if request.method != "POST":
        return redirect("my_calendar")
    context = _with_address(request, make_my_feed(by=request.user))
    return render(request, "cohorts/schedule/calendar_link.html", context | {"back": reverse("my_calendar")})


@login_required
@require_POST
def my_calendar_end(request: HttpRequest) -> HttpResponse:
    """Stop the link of her own calendar."""
    end_my_feed(by=request.user)
    return redirect("my_calendar")


def _shared_cohort(request: HttpRequest, public_id: str) -> Cohort:
    """Give a cohort whose calendar she may share."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user).with_places(), public_id=public_id)
    if not can_share_calendar(request.user, cohort):
        raise Http404
    return cohort


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cohort_calendar(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what there is of a link to the calendar of a cohort; make one, and show it this once."""
    cohort = _shared_cohort(request, public_id)
    if request.method == "POST":
        context = _with_address(request, make_cohort_feed(by=request.user, cohort=cohort))
        context |= {"cohort": cohort, "back": reverse("cohort_calendar", args=[cohort.public_id])}
        return render(request, "cohorts/schedule/calendar_link.html", context)
    context = {"cohort": cohort, "link": feed_link_of(cohort)}
    return render(request, "cohorts/schedule/cohort_calendar.html", context)


@login_required
@require_POST
def cohort_calendar_end(request: HttpRequest, public_id: str) -> HttpResponse:
    """Stop the link to the calendar of a cohort."""
    cohort = _shared_cohort(request, public_id)
    end_cohort_feed(by=request.user, cohort=cohort)
    return redirect("cohort_calendar", public_id=cohort.public_id)
