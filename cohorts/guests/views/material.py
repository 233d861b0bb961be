"""What a guest hands in: her files, one of them, and the files themselves."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.roster.models import Enrolment
from cohorts.schedule.calendars import neutral_name
from lms.kit.downloads import file_name, stored_file
from lms.kit.files import FileRefusedError

from ..actions.material import approve_material, hand_in, withdraw_material
from ..dashboards.material import minutes_of, to_build_on
from ..forms.material import ApproveForm, FileForm, MaterialForm, say
from ..models import GuestMaterial, GuestMaterialVersion
from ..permissions import can_hand_in
from ..queries.material import material_of, national_for, reusable_for
from ..queries.passes import taught_on
from ..rules.material import are_too_many_slides
from .holding import Held

REFUSED = 422
REFUSALS = (ValidationError, FileRefusedError)


@require_http_methods(["GET", "HEAD", "POST"])
def material(request: HttpRequest, held: Held) -> HttpResponse:
    """Show what has been handed in, and take one more file."""
    may = can_hand_in(held.by, held.invitation)
    form = MaterialForm(request.POST or None, request.FILES or None, initial=_wishes(held)) if may else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            version = hand_in(by=held.by, invitation=held.invitation, file=form.cleaned_data["file"], **form.facts)
        except REFUSALS as error:
            form.refuse(error)
        else:
            return redirect(f"{held.url('material')}?came={version.public_id}")
    context = _shown(held) | {"form": form, "came": _came(request, held)}
    return render(request, "cohorts/guests/material.html", context, status=REFUSED if form and form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def material_item(request: HttpRequest, held: Held, item: str) -> HttpResponse:
    """Show one piece with its versions; replace it, withdraw it, or let it through."""
    piece = _hers(held, item)
    newest = piece.versions.all()[0]
    form = FileForm(request.POST or None, request.FILES or None, prefix="new")
    approving = None if held.is_guest else ApproveForm(request.POST or None, material=piece, prefix="approve")
    do, problem = request.POST.get("do", ""), ""
    try:
        if do == "withdraw":
            withdraw_material(by=held.by, material=piece)
            return redirect(held.url("material"))
        if do == "approve" and approving is not None and approving.is_valid():
            approve_material(by=held.by, version=newest, **approving.cleaned_data)
            return redirect(held.url("material"))
        if do == "replace" and form.is_valid():
            version = hand_in(by=held.by, invitation=held.invitation, file=form.cleaned_data["file"], replaces=piece)
            return redirect(f"{held.url('material')}?came={version.public_id}")
    except REFUSALS as error:
        if do == "replace":
            form.refuse(error)
        else:
            problem = " ".join(say(error).messages)
    context = _shown(held) | {
        "piece": piece,
        "newest": newest,
        "file_url": _address_of(held, newest),
        "problem": problem,
        "form": form if do == "replace" else FileForm(prefix="new"),
        "may_hand_in": can_hand_in(held.by, held.invitation),
        "approving": approving if do == "approve" or held.is_guest else ApproveForm(material=piece, prefix="approve"),
    }
    status = REFUSED if request.method == "POST" else 200
    return render(request, "cohorts/guests/material_item.html", context, status=status)


@require_safe
def material_own_file(request: HttpRequest, held: Held, item: str) -> HttpResponseBase:
    """Send the guest a file of her own, or one that others let her build on."""
    rows = GuestMaterialVersion.objects.filter(material__invitation=held.invitation).select_related("material")
    if own := rows.filter(public_id=item).first():
        return _sent(request, own, own.material.title)
    places = taught_on(held.invitation)
    others = [*reusable_for(held.invitation, places), *national_for(places)]
    found = next((each for each in others if str(each.public_id) == str(item)), None)
    if found is None:
        raise Http404
    return stored_file(found.file, file_name(found.material.title))


@require_safe
def guest_file(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """Send a file to whoever may have it, to be saved and never to be run in the browser."""
    rows = GuestMaterialVersion.objects.visible_to(request.user).select_related("material__session")
    version = get_object_or_404(rows, public_id=public_id)
    session = version.material.session
    if session and Enrolment.objects.filter(person=request.user.pk, cohort=session.cohort_id).exists():
        # It lies on her phone, where others may look: its name says no more than that of the evening.
        return _sent(request, version, neutral_name(session))
    return _sent(request, version, version.material.title)


def _sent(request: HttpRequest, version: GuestMaterialVersion, title: str) -> HttpResponseBase:
    name = file_name(title, str(version.number))
    if "picture" not in request.GET:
        return stored_file(version.file, name)
    if not version.preview:
        raise Http404
    return stored_file(version.preview, name, shown=True)


def _hers(held: Held, item: str) -> GuestMaterial:
    rows = GuestMaterial.objects.filter(invitation=held.invitation).select_related("session__cohort", "invitation")
    return get_object_or_404(rows.prefetch_related("versions"), public_id=item)


def _wishes(held: Held) -> dict[str, str]:
    return {"language": held.invitation.guest.language or get_language()}


def _came(request: HttpRequest, held: Held) -> GuestMaterialVersion | None:
    """Give the file that has just come, to say so."""
    wanted = request.GET.get("came", "")
    pieces = (version for piece in material_of(held.invitation) for version in piece.versions.all()) if wanted else ()
    return next((version for version in pieces if str(version.public_id) == wanted), None)


def _shown(held: Held) -> dict:
    """Give what both pages show."""
    invitation = held.invitation
    minutes = minutes_of(invitation, get_language() or settings.LANGUAGE_CODE)
    pieces = material_of(invitation)
    return {
        "held": held,
        "invitation": invitation,
        "session": invitation.session,
        "pieces": [
            {
                "piece": piece,
                "newest": piece.versions.all()[0],
                "url": held.url("material_item", piece.public_id),
                "file": _address_of(held, piece.versions.all()[0]),
                "hurries": are_too_many_slides(_slides(piece.versions.all()[0]), minutes),
            }
            for piece in pieces
            if piece.versions.all()
        ],
        "minutes": minutes,
        "to_build_on": [(each, _file_at(held, each.public_id)) for each in to_build_on(invitation)]
        if held.is_guest
        else [],
        "upload_url": held.url("upload"),
        "material_url": held.url("material"),
    }


def _slides(version: GuestMaterialVersion) -> int | None:
    return version.pages if version.kind == "pptx" else None


def _address_of(held: Held, version: GuestMaterialVersion) -> str:
    return _file_at(held, version.public_id)


def _file_at(held: Held, public_id: object) -> str:
    return held.url("material_file", public_id) if held.is_guest else reverse("guest_file", args=[public_id])
