"""The page behind the code on the wall: three faces and a sentence, without a name, without a cookie."""

from urllib.parse import urlsplit

from csp.decorators import csp_update
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cohorts.schedule.models import CourseSession
from lms.kit.addresses import network_address
from lms.kit.headers import behind_a_link, wants_json
from lms.kit.tokens import hash_token
from lms.kit.voices import LARGEST, LONGEST
from lms.people.actions.signing_in import count_failure
from lms.people.views.holding_back import held_back

from ..actions import give_feedback
from ..forms import SENTENCES, FeedbackForm, new_device
from ..queries import state_of, window_of
from ..rules import Face, State
from .links import session_of

FORBIDDEN, ABSENT, FULL, GONE, TOO_LARGE = 403, 404, 409, 410, 413
MOST_BYTES = LARGEST + 20_000  # of a whole request: the recording, and the words around it


# Nobody is signed in here, so nobody's rights can be borrowed by a forged form; what another site sends is refused by
# its origin, and whoever sends anything holds the secret link. A token would need a cookie on a page that sets none.
@csrf_exempt
@csp_update({"media-src": ["blob:"]})  # she may listen to what she has spoken before she sends it
@require_http_methods(["GET", "HEAD", "POST"])
def feedback_answer(request: HttpRequest, seal: str) -> HttpResponse:
    """Ask how the evening was, and take the answer."""
    if answer := held_back(request):
        return answer
    session = session_of(seal)
    state = state_of(session, window_of(session)) if session else State.CLOSED
    if session and request.method != "POST" and request.GET.get("done"):
        return behind_a_link(render(request, "cohorts/evaluation/thanks.html", {"seal": seal}))
    if session is None or state is not State.OPEN:
        return _closed(request, session, state)
    if request.method == "POST" and not _is_from_here(request):
        return behind_a_link(HttpResponse(status=FORBIDDEN))
    if request.method == "POST":
        return _take(request, session, seal)
    return _page(request, session, FeedbackForm(initial={"device": new_device()}))


def _is_from_here(request: HttpRequest) -> bool:
    """Tell whether a form was sent from a page of ours. Browsers say where from whenever it is another site."""
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()


def _take(request: HttpRequest, session: CourseSession, seal: str) -> HttpResponse:
    """Store a right answer and lead on; everything else comes back with a sentence. What nobody does by mistake is
    counted, so that it ends."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        count_failure(account="", address=network_address(request))
        return behind_a_link(HttpResponse(status=TOO_LARGE))
    form, status = FeedbackForm(request.POST, request.FILES), 422
    if form.is_valid():
        said = form.cleaned_data | {"face": Face(form.cleaned_data["face"])}
        try:
            is_first = give_feedback(session=session, **said)
        except ValidationError as refusal:
            code = refusal.error_list[0].code
            if code not in SENTENCES:
                return _closed(request, session)
            form.add_error(None, SENTENCES[code])
            status = FULL
        else:
            onwards = reverse("feedback_answer", args=[seal]) + ("?done=1" if is_first else "?done=again")
            return behind_a_link(JsonResponse({"next": onwards}) if wants_json(request) else redirect(onwards))
    if status == FULL or "recording" in form.errors:
        count_failure(account="", address=network_address(request))
    if wants_json(request):
        problems = [str(each) for errors in form.errors.values() for each in errors]
        return behind_a_link(JsonResponse({"problems": problems}, status=status))
    return _page(request, session, form, status)


def _page(request: HttpRequest, session: CourseSession, form: FeedbackForm, status: int = 200) -> HttpResponse:
    context = {
        "session": session,
        "form": form,
        "seconds": LONGEST,
        "mark": hash_token(str(session.public_id))[:12],  # under it the browser keeps its number for this evening
    }
    return behind_a_link(render(request, "cohorts/evaluation/answer.html", context, status=status))


def _closed(request: HttpRequest, session: CourseSession | None, state: State = State.CLOSED) -> HttpResponse:
    """Answer for what takes no answers: not yet, not any more, or never. Tries to post without a link are counted."""
    if request.method == "POST" and session is None:
        count_failure(account="", address=network_address(request))
    ahead = state is State.AHEAD
    status = ABSENT if session is None else 200 if ahead else GONE
    return behind_a_link(render(request, "cohorts/evaluation/closed.html", {"ahead": ahead}, status=status))
