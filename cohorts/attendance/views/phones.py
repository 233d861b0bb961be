"""What phones ask for: where their marks go, what stands, what they keep of an evening, and who they are to us."""

import hashlib
import json

from django.contrib.auth.decorators import login_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from lms.people.actions.reads import note_reads
from modules.queries import version_of

from ..actions import record_marks, record_walk_ins
from ..actions.marking import Result, why_closed
from ..dashboards import mark_of, phone_copy, sheet_of, standing_guests, standing_marks
from ..forms.marks import SENTENCES, UnreadableMarksError, parcel_in
from .scope import evening_of_roll, evening_to_mark

MOST_BYTES = 500_000


def _answer(data: dict, status: int = 200) -> JsonResponse:
    answer = JsonResponse(data, status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer


@never_cache
@login_required
@require_safe
def roll_token(request: HttpRequest) -> HttpResponse:
    """Give a token for sending marks. Whoever gets this answer has reached us, and is signed in."""
    return _answer({"roll": 1, "me": mark_of(request.user), "token": get_token(request)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def roll_marks(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give what stands for each woman; or take a parcel of marks and say what became of each."""
    session = evening_to_mark(request, public_id)
    if request.method != "POST":
        return _stands(request, session)
    try:
        if len(request.body) > MOST_BYTES:
            return _answer({"error": "too long"}, status=413)
        parcel = parcel_in(json.loads(request.body))
    except RequestDataTooBig:
        return _answer({"error": "too long"}, status=413)
    except (UnreadableMarksError, ValueError, RecursionError):
        return _answer({"error": "unreadable"}, status=400)
    phone = {"device": parcel.device, "label": parcel.label, "confirmed": parcel.confirmed}
    results = []
    if parcel.guests:
        results += record_walk_ins(by=request.user, session=session, guests=parcel.guests, **phone)
    if parcel.marks:
        results += record_marks(by=request.user, session=session, marks=parcel.marks, **phone)
    # Each result says what stands for her; of the others the phone asks once the finger rests.
    came = {"walk_ins": standing_guests(session)} if parcel.guests else {}
    return _answer({"results": [_told(each) for each in results]} | came)


def _told(result: Result) -> dict:
    return {
        "key": str(result.key),
        "outcome": result.outcome,
        "stored": result.stored,
        "reason": result.reason,
        "sentence": str(SENTENCES.get(result.reason, "")),
        "status": result.status,
        "minutes": result.minutes,
        "revision": result.revision,
    }


def _stands(request: HttpRequest, session) -> HttpResponse:
    """Give what stands, without a name of a woman of the cohort; nothing if the phone has it already."""
    data = standing_marks(session)
    etag = f'"{hashlib.sha256(json.dumps(data).encode()).hexdigest()[:24]}"'
    answer = HttpResponseNotModified() if request.headers.get("If-None-Match") == etag else _answer(data)
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-store"
    return answer


@login_required
@require_safe
def roll_kept(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give what a phone keeps of an evening, for when there is no network."""
    session = evening_of_roll(request, public_id, with_modules=True)
    sheet = sheet_of(session)
    note_reads(request, [line.person for line in sheet.lines])
    return _answer(phone_copy(sheet, request.user, why_closed(session, confirmed=False) or "", version_of(request)))
