"""Share an evening with a group that lives elsewhere: one message, one link, one picture."""

from cryptography.exceptions import InvalidTag
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cohorts.schedule.models import CourseSession
from lms.kit.pdf import drawn
from lms.kit.seal import seal, unseal

from ..documents import languages_of, shared_evening_in
from ..queries import SHARED_FOR
from .scope import WITH_PLACES, evening_of_staff

PURPOSE = "shared evening"


def link_to(request: HttpRequest, session: CourseSession, language: str) -> str:
    """Give an address under which whoever has it sees when and where an evening is, in a language, until it is over."""
    with override(language):
        return request.build_absolute_uri(reverse("shared_evening", args=[seal(str(session.pk), PURPOSE)]))


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
    return render(request, "cohorts/desk/share.html", context)


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
    try:
        key = int(unseal(seal, PURPOSE))
    except (InvalidTag, ValueError):
        raise Http404 from None
    session = CourseSession.objects.filter(pk=key).select_related("venue", *WITH_PLACES).first()
    if session is None or session.ends + SHARED_FOR < timezone.now():
        raise Http404
    shown = shared_evening_in(session, get_language() or "nb")
    response = render(request, "cohorts/desk/shared.html", {"evening": shown})
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
