"""The ceremony pack of a cohort, and what stands on the papers of an organisation."""

import zipfile

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.roster.views.scope import METHODS, only
from lms.kit.downloads import download, file_name, stored_file
from lms.kit.files import FileRefusedError
from lms.people.actions.reads import note_reads

from ..actions.letterheads import change_letterhead, change_signers
from ..actions.packs import ask_for_pack, say_how_names_sound
from ..documents import OF_COUNTRY, PARTS, part_name
from ..forms.papers import CeremonyForm, LetterheadForm, SignersForm, SoundsForm, sentences_of
from ..models import CeremonyPack, CompletionDecision, Diploma, IdCard, organisations_of
from ..queries import diplomas_of, has_photo_taken_back, letterhead_of, signers_of
from .cards import REFUSED, cohort_with_papers


@login_required
@require_http_methods(METHODS)
def ceremony(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for everything that is printed for the ceremony of a cohort, in one step."""
    cohort = cohort_with_papers(request, public_id)
    decided = CompletionDecision.objects.filter(enrolment__cohort=cohort, given_on__isnull=False).last()
    known = {"given_on": decided.given_on, "given_at": decided.given_at} if decided else {}
    language = OF_COUNTRY.get(cohort.in_municipality.country_id, "nb")
    form = CeremonyForm(request.POST if request.method == "POST" else None, initial={"language": language, **known})
    if request.method == "POST" and form.is_valid():
        try:
            pack = ask_for_pack(by=request.user, cohort=cohort, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, sentences_of(refusal))
        else:
            return redirect("ceremony_pack", public_id=pack.public_id)
    packs = CeremonyPack.objects.filter(cohort=cohort)[:3]
    context = {"cohort": cohort, "form": form, "packs": packs, "women": diplomas_of(cohort).count()}
    return render(request, "cohorts/credentials/ceremony.html", context, status=REFUSED if form.errors else 200)


@login_required
@require_http_methods(METHODS)
def ceremony_sounds(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write down how the names sound, for whoever reads them aloud."""
    cohort = cohort_with_papers(request, public_id)
    diplomas = diplomas_of(cohort)
    form = SoundsForm(request.POST if request.method == "POST" else None, diplomas=diplomas)
    if request.method == "POST" and form.is_valid():
        say_how_names_sound(by=request.user, cohort=cohort, sounds=form.sounds)
        messages.success(request, _("Saved."))
        return redirect("ceremony", public_id=cohort.public_id)
    note_reads(request, [each.person for each in diplomas])
    context = {"cohort": cohort, "form": form}
    return render(request, "cohorts/credentials/sounds.html", context, status=REFUSED if form.errors else 200)


@never_cache
@login_required
@require_safe
def ceremony_pack(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show how far a pack is, whose paper could not be made, and what can be fetched of it."""
    pack = _pack(request, public_id)
    failed = [*_failed(pack, Diploma), *_failed(pack, IdCard)]
    inside = set(_names_in(pack)) if pack.file else set()
    parts = [(part, label) for part, (label, _kind) in PARTS.items() if part_name(part, pack.language) in inside]
    context = {"pack": pack, "cohort": pack.cohort, "failed": failed, "parts": parts}
    return render(request, "cohorts/credentials/pack.html", context)


@login_required
@require_safe
def ceremony_file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Give the whole pack as a ZIP file."""
    pack = _whole_pack(request, public_id)
    note_reads(request, [each.person for each in diplomas_of(pack.cohort)])
    return stored_file(pack.file, file_name(_("Ceremony"), pack.cohort.name))


@login_required
@require_safe
def ceremony_part(request: HttpRequest, public_id: str, part: str) -> HttpResponse:
    """Give one file of a pack by itself."""
    pack = _whole_pack(request, public_id)
    only(part in PARTS)
    name = part_name(part, pack.language)
    only(name in _names_in(pack))
    note_reads(request, [each.person for each in diplomas_of(pack.cohort)])
    with pack.file.open("rb") as held, zipfile.ZipFile(held) as archive:
        data = archive.read(name)
    return download(data, name.rpartition(".")[0], PARTS[part][1], keeps_no_trace=True)


def _pack(request: HttpRequest, public_id: str) -> CeremonyPack:
    rows = CeremonyPack.objects.visible_to(request.user).select_related("cohort")
    pack = get_object_or_404(rows, public_id=public_id)
    cohort_with_papers(request, pack.cohort.public_id)
    return pack


def _whole_pack(request: HttpRequest, public_id: str) -> CeremonyPack:
    """Give a pack that can be fetched: it is made, and nobody in it has taken back her photo."""
    pack = _pack(request, public_id)
    cards = IdCard.objects.filter(entry__enrolment__cohort=pack.cohort)
    only(bool(pack.file) and not has_photo_taken_back(cards))
    return pack


def _names_in(pack: CeremonyPack) -> list[str]:
    with pack.file.open("rb") as held, zipfile.ZipFile(held) as archive:
        return archive.namelist()


def _failed(pack: CeremonyPack, model: type[Diploma | IdCard]) -> list[tuple[str, str]]:
    rows = model.objects.filter(public_id__in=list(pack.failed))
    return [(each.name, pack.failed[str(each.public_id)]) for each in rows]


@login_required
@require_http_methods(METHODS)
def letterhead(request: HttpRequest) -> HttpResponse:
    """Set the logo, who signs, and what cards say of the organisation."""
    organisation = organisations_of(request.user).first()
    only(organisation is not None)
    now = letterhead_of(organisation)
    signers = signers_of(organisation)
    posted = request.method == "POST"
    form = LetterheadForm(request.POST if posted else None, request.FILES or None, instance=now)
    signing = SignersForm(request.POST if posted else None, signers=signers)
    if posted and all([form.is_valid(), signing.is_valid()]):  # both, so that each says what is wrong
        try:
            change_letterhead(by=request.user, organisation=organisation, **form.cleaned_data)
        except FileRefusedError as problem:
            form.add_error("logo", str(problem.sentence))
        else:
            change_signers(by=request.user, organisation=organisation, signers=signing.signers)
            messages.success(request, _("Saved. It counts for what is issued from now on."))
            return redirect("letterhead")
    context = {"organisation": organisation, "form": form, "signing": signing, "has_logo": bool(now.digest)}
    status = REFUSED if form.errors or signing.errors else 200
    return render(request, "cohorts/credentials/letterhead.html", context, status=status)
