"""Listening to what women have read in: for the secretariat."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lms.people.actions.reads import note_reads

from ..actions.voices import approve_recording, return_recording
from ..forms.reviews import SENTENCES
from ..forms.voice_reviews import AnswerForm
from ..models import VoiceRecording
from ..permissions import can_answer_voice, can_edit_modules
from ..queries import voices_to_renew, voices_waiting, with_freshness
from .scope import only


@login_required
@require_safe
def voices(request: HttpRequest) -> HttpResponse:
    """List the recordings that wait, and those whose words have changed since."""
    only(can_edit_modules(request.user))
    waiting = with_freshness(voices_waiting())
    note_reads(request, {row.person for row in waiting if row.consent.says_name and row.person != request.user})
    heard = VoiceRecording.objects.heard().count()
    context = {"waiting": waiting, "stale": voices_to_renew(), "heard": heard}
    return render(request, "modules/voices/list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def voice(request: HttpRequest, public_id: str) -> HttpResponse:
    """Listen to a recording beside the words it says, and let everybody hear it or send it back with a reason."""
    only(can_edit_modules(request.user))
    rows = VoiceRecording.objects.standing().select_related("page__locale", "person", "consent")
    recording = get_object_or_404(rows, public_id=public_id)
    approves = "approve" in request.POST
    form = AnswerForm(request.POST if request.method == "POST" and not approves else None)
    if approves or form.is_valid():
        try:
            if approves:
                approve_recording(by=request.user, recording=recording)
                messages.success(request, _("Everybody can hear it now."))
            else:
                return_recording(by=request.user, recording=recording, reason=form.cleaned_data["reason"])
                messages.success(request, _("It has gone back to her, with your words."))
        except ValidationError as error:
            messages.error(request, SENTENCES[error.error_list[0].code])
        return redirect("voices")
    if recording.consent.says_name and recording.person != request.user:
        note_reads(request, [recording.person])
    with_freshness([recording])
    code = recording.page.locale.language_code
    context = {
        "recording": recording,
        "form": form,
        "may_answer": can_answer_voice(request.user, recording),
        "text_language": code,
        "text_direction": "rtl" if get_language_info(code)["bidi"] else "ltr",
    }
    return render(request, "modules/voices/review.html", context, status=422 if form.errors else 200)
