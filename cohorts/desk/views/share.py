"""Share an evening with a group that lives elsewhere: one message, one link, one picture."""

from cryptography.exceptions import InvalidTag
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cohorts.schedule.actions.links import renew_link
from cohorts.schedule.models import CourseSession
from cohorts.schedule.permissions import can_plan
from lms.kit.headers import leaving_no_trace
from lms.kit.pdf import drawn
from lms.kit.seal import seal, unseal

from ..documents import languages_of, shared_evening_in
from ..forms.share import RenewForm
from ..queries import SHARED_FOR
from .scope import WITH_PLACES, evening_of_staff, evening_she_plans

PURPOSE = "shared evening"


def link_to(request: HttpRequest, session: CourseSession, language: str) -> str:
    """Give an address under which whoever has it sees when and where an evening is, in a language, until it is over or
    the link is renewed."""
    with override(language):
        sealed = seal(f"{session.pk}:{session.link_number}", PURPOSE)
        return request.build_absolute_uri(reverse("shared_evening", args=[sealed]))


def _linked(sealed: str) -> CourseSession | None:
    """Give the evening of a link; None when it is none, is over, or was renewed."""
    try:
        key, _sign, number = unseal(sealed, PURPOSE).partition(":")
        rows = CourseSession.objects.filter(pk=int(key), link_number=int(number or 0))
    except (InvalidTag, ValueError):
        return None
    session = rows.select_related("venue", *WITH_PLACES).first()
    return session if session and session.ends + SHARED_FOR >= timezone.now() else None


@login_required
@require_safe
def evening_share(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give the message in each language of the cohort, with link and picture, ready to copy."""
    session = evening_of_staff(request, public_id)
    shown = [
        (evening, evening.message(link_to(request, session, evening.language)))
        for evening in (shared_evening_in(session, language) for language in languages_of(session.cohort))
    ]
    context = {"session": session, "cohort": session.cohort, "shown": shown}
    context["may_renew"] = can_plan(request.user, session.cohort)
    return render(request, "cohorts/desk/share.html", context)


@login_required
@require_POST
def evening_share_renew(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let the links that were shared until now open nothing, and show the new ones."""
    session = evening_she_plans(request, public_id)
    form = RenewForm(request.POST)
    if form.is_valid() and renew_link(by=request.user, session=session, seen=form.cleaned_data["seen"]):
        messages.success(request, _("The old link opens nothing any more. Share the new one."))
    return redirect("evening_share", public_id=session.public_id)


@login_required
@require_safe
def evening_picture(request: HttpRequest, public_id: str, language: str) -> HttpResponse:
    """Draw the picture of an evening in a language of its cohort."""
    session = evening_of_staff(request, public_id)
    if language not in languages_of(session.cohort):
        raise Http404
    shown = shared_evening_in(session, language)
    with override(language):
        bring = _("Bring: %(things)s") % {"things": shown.bring} if shown.bring else ""
    facts = {
        "language": shown.language,
        "rtl": shown.rtl,
        "name": shown.name,
        "day": shown.day,
        "hours": shown.hours,
        "place": shown.place,
        "provided": shown.provided,
        "bring": bring,
        "cancelled": shown.cancelled,
    }
    response = HttpResponse(drawn("evening.typ", facts), content_type="image/png")
    response["Content-Disposition"] = f'inline; filename="{session.number}-{language}.png"'
    response["Cache-Control"] = "private, no-cache"
    return response


@require_safe
def shared_evening(request: HttpRequest, seal: str) -> HttpResponse:
    """Show anybody with the link when and where an evening is, as it stands now; nothing once it is over."""
    session = _linked(seal)
    if session is None:
        raise Http404
    shown = shared_evening_in(session, get_language() or "nb")
    response = render(request, "cohorts/desk/shared.html", {"evening": shown})
    return leaving_no_trace(response)
