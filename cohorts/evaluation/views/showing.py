"""Feedback for those who run the cohort: the code for the wall, and what came, once it points at nobody."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cohorts.roster.views.scope import only
from cohorts.schedule.models import CourseSession
from lms.kit.qr import qr_svg
from lms.kit.ranges import answer_with
from lms.kit.voices import TYPES

from ..actions import close_feedback
from ..dashboards import feedback_of
from ..forms import SENTENCES
from ..models import SessionFeedback
from ..permissions import can_read_feedback, can_show_feedback
from ..queries import state_of, window_of
from ..rules import is_shown
from .links import link_to


def _evening(request: HttpRequest, public_id: str) -> CourseSession:
    """Give an evening whose feedback she may show."""
    rows = CourseSession.objects.visible_to(request.user).select_related(
        "cohort__district__municipality", "cohort__municipality"
    )
    session = get_object_or_404(rows, public_id=public_id)
    only(can_show_feedback(request.user, session))
    return session


@login_required
@require_safe
def evening_feedback(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show where the feedback of an evening stands."""
    session = _evening(request, public_id)
    may_read = can_read_feedback(request.user, session)
    context = {
        "session": session,
        "cohort": session.cohort,
        "feedback": feedback_of(session, with_words=may_read),
        "may_read": may_read,
        "link": link_to(request, session),
    }
    return render(request, "cohorts/evaluation/feedback.html", context)


@login_required
@require_POST
def feedback_close(request: HttpRequest, public_id: str) -> HttpResponse:
    """Close it at the coordinator's press, so that the group sees what it thinks."""
    session = _evening(request, public_id)
    only(can_read_feedback(request.user, session))
    try:
        close_feedback(by=request.user, session=session)
    except ValidationError as refusal:
        messages.error(request, SENTENCES[refusal.error_list[0].code])
    else:
        messages.success(request, _("It is closed. What the group thinks stands here now."))
    return redirect("evening_feedback", public_id=session.public_id)


@login_required
@require_safe
def feedback_wall(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the code on a wall while it is open, and the faces when it is closed."""
    session = _evening(request, public_id)
    feedback = feedback_of(session)
    context = {"session": session, "cohort": session.cohort, "feedback": feedback}
    if feedback.is_open or feedback.is_ahead:
        context["qr"] = qr_svg(link_to(request, session))
    return render(request, "cohorts/evaluation/wall.html", context)


@login_required
@require_safe
def feedback_voice(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Let the coordinator hear what somebody said, once it is shown. No cache keeps it."""
    rows = SessionFeedback.objects.visible_to(request.user).exclude(recording="").select_related("session")
    said = get_object_or_404(rows, pk=public_id)
    window = window_of(said.session)
    if not is_shown(state_of(said.session, window), window.received):
        raise Http404
    end = (said.recording.name or "").rsplit(".", 1)[-1]
    file = said.recording.open("rb")
    response = answer_with(request, file, size=said.recording.size, kind=TYPES[end], etag=str(said.pk))
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = "inline"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
