"""Lending a voice, from a phone: what she agrees to, what she reads, what became of it."""

from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.kit.headers import wants_json
from lms.people.actions.reads import note_reads

from ..actions.voices import lend_voice, remove_recording, send_recording, take_voice_back
from ..forms.voices import LONGEST, ConsentForm, RecordingForm
from ..models import ModulePage, VoiceRecording
from ..permissions import can_hear, can_lend_voice, can_record, can_remove_voice
from ..queries import (
    languages_to_record,
    module_in,
    modules_to_record,
    newest_voice_text,
    own_voices,
    part_name,
    part_to_say,
    parts_to_say,
    standing_voice_consent,
    text_as_read,
    voice_text_languages,
)
from .recordings import send_voice
from .scope import only


@login_required
@require_safe
def my_voice(request: HttpRequest) -> HttpResponse:
    """Show what she has read in and what became of it, and the texts that she can read in."""
    only(can_lend_voice(request.user))
    codes = languages_to_record()
    wanted = [request.GET.get("in"), request.user.content_language, get_language(), settings.LANGUAGE_CODE]
    language = next((code for code in wanted if code in codes), "")
    context = {
        "consent": standing_voice_consent(request.user),
        "recordings": own_voices(request.user),
        "modules": modules_to_record(language),
        "language": language,
        "languages": _named(codes),
        "from_right": bool(language) and get_language_info(language)["bidi"],
    }
    return render(request, "modules/voices/mine.html", context)


def _named(codes: list[str]) -> list[tuple[str, str]]:
    return [(code, get_language_info(code)["name_local"]) for code in codes]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def voice_agree(request: HttpRequest) -> HttpResponse:
    """Read what lending a voice means, and say yes to the very wording that was read."""
    only(can_lend_voice(request.user))
    form = ConsentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        lend_voice(by=request.user, **form.cleaned_data)
        return redirect(_onwards(request))
    wanted = request.GET.get("in") or request.user.content_language or request.user.interface_language
    text = newest_voice_text(wanted)
    if text is None:
        raise Http404
    context = {
        "text": text,
        "form": form,
        "languages": _named(voice_text_languages()),
        "from_right": get_language_info(text.language)["bidi"],
        "consent": standing_voice_consent(request.user),
        "next": request.GET.get("next", ""),
    }
    return render(request, "modules/voices/agree.html", context, status=422 if form.errors else 200)


def _onwards(request: HttpRequest) -> str:
    """Lead back to the part she wanted to read, named as module/language/part; to her page otherwise."""
    wanted = request.POST.get("next", "").split("/")
    if len(wanted) == 3 and all(each.replace("-", "").isalnum() for each in wanted):
        return reverse("voice_part", args=wanted)
    return reverse("my_voice")


@login_required
@require_POST
def voice_back(request: HttpRequest) -> HttpResponse:
    """Take her consent back in one click; everything she has read in is gone."""
    take_voice_back(by=request.user)
    messages.success(request, _("Done. Nobody hears your voice here any more."))
    return redirect("my_voice" if can_lend_voice(request.user) else "my_page")


@login_required
@require_safe
def voice_module(request: HttpRequest, module: str, language: str) -> HttpResponse:
    """Show the parts of a module that she can read in, and which of them she has read."""
    text = _text(request, module, language)
    own = {row.mark: row for row in reversed(own_voices(request.user, text))}
    parts = [(part, part_name(part.block), own.get(part.mark)) for part in parts_to_say(text)]
    context = {"page": text, "parts": parts, "consent": standing_voice_consent(request.user), **_tongue(language)}
    return render(request, "modules/voices/module.html", context)


def _text(request: HttpRequest, module: str, language: str) -> ModulePage:
    """Give a module as its readers get it to whoever may record it, or answer as if it were absent."""
    only(can_lend_voice(request.user))
    page = module_in(module, language)
    if page is None or not can_record(request.user, page) or page.get_view_restrictions().exists():
        raise Http404
    text = text_as_read(page)
    only(can_record(request.user, text))
    return text


def _tongue(language: str) -> dict[str, str]:
    return {"text_language": language, "text_direction": "rtl" if get_language_info(language)["bidi"] else "ltr"}


@login_required
@csp_update({"media-src": ["blob:"]})  # she listens to what she has read before she sends it
@require_http_methods(["GET", "HEAD", "POST"])
def voice_part(request: HttpRequest, module: str, language: str, part: str) -> HttpResponse:
    """Record one part: record, listen, send. Without a script she chooses a file."""
    text = _text(request, module, language)
    wanted = part_to_say(text, part)
    if wanted is None:
        raise Http404
    consent = standing_voice_consent(request.user)
    if consent is None and request.method != "POST":
        return redirect(reverse("voice_agree") + f"?next={module}/{language}/{part}")
    form = RecordingForm(request.POST or None, request.FILES or None, initial={"mark": wanted.mark})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            send_recording(
                by=request.user,
                text=text,
                block=wanted.block,
                mark=said["mark"],
                operation=said["operation"],
                file=said["recording"],
            )
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Thank you! The secretariat listens to it before anybody else does."))
            onwards = reverse("voice_module", args=[module, language])
            return JsonResponse({"next": onwards}) if wants_json(request) else redirect(onwards)
    if request.method == "POST" and wants_json(request):
        problems = [str(each) for errors in form.errors.values() for each in errors]
        return JsonResponse({"problems": problems}, status=422)
    context = {"page": text, "part": wanted, "form": form, "seconds": LONGEST, "consent": consent, **_tongue(language)}
    return render(request, "modules/voices/part.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def voice_sound(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Let her hear what she has read, and the secretariat what waits. No cache keeps it."""
    rows = VoiceRecording.objects.visible_to(request.user).exclude(file="").select_related("person")
    recording = get_object_or_404(rows, public_id=public_id)
    only(can_hear(request.user, recording))
    if recording.person != request.user:
        note_reads(request, [recording.person])
    return send_voice(request, recording, "private, no-store")


@login_required
@require_POST
def voice_remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take one recording away."""
    recording = get_object_or_404(VoiceRecording.objects.visible_to(request.user), public_id=public_id)
    only(can_remove_voice(request.user, recording))
    is_own = recording.person_id == request.user.pk
    remove_recording(by=request.user, recording=recording)
    messages.success(request, _("The recording is gone."))
    return redirect("my_voice" if is_own and can_lend_voice(request.user) else "voices" if not is_own else "my_page")
