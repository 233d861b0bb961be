"""Release and retire editions, and correct their texts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import Revision

from .. import permissions
from ..actions.releasing import pin_correction, pin_translation, release, retire
from ..figures import NewText, new_texts
from ..forms import SENTENCES, PinForm, ReleaseForm
from ..models import EditionModule, PinnedText
from ..queries import readiness_of
from .scope import only, visible_edition


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edition_release(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say what releasing means and what is still open, then release."""
    shown = visible_edition(request, public_id)
    only(permissions.can_change_edition(request.user, shown))
    readiness = readiness_of(shown)
    form = ReleaseForm(
        request.POST if request.method == "POST" else None, needs_reason=bool(readiness.todos and readiness.is_sound)
    )
    if request.method == "POST" and form.is_valid():
        try:
            release(by=request.user, edition=shown, reason=form.cleaned_data.get("reason", ""))
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("The edition is released. Courses can begin with it."))
            return redirect("edition", public_id=public_id)
    context = {"edition": shown, "readiness": readiness, "form": form}
    return render(request, "curriculum/release.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edition_retire(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask once, then take an edition out of use for new courses."""
    shown = visible_edition(request, public_id)
    only(permissions.can_retire_edition(request.user, shown))
    if request.method == "POST":
        try:
            retire(by=request.user, edition=shown)
        except ValidationError as error:
            messages.error(request, SENTENCES[error.error_list[0].code])
        return redirect("edition", public_id=public_id)
    return render(request, "curriculum/retire.html", {"edition": shown})


def _place(request: HttpRequest, public_id: str, module: str) -> EditionModule:
    shown = visible_edition(request, public_id)
    only(not shown.is_draft)
    return get_object_or_404(shown.places.select_related("edition", "module__locale"), module__slug=module)


def _texts(request: HttpRequest, place: EditionModule, offered: list[NewText], form: PinForm) -> HttpResponse:
    pins = PinnedText.objects.filter(edition_module=place).select_related("locale")
    context = {"edition": place.edition, "place": place, "pins": pins, "offered": offered, "form": form}
    return render(request, "curriculum/texts.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def edition_texts(request: HttpRequest, public_id: str, module: str) -> HttpResponse:
    """Show which texts of a module count in an edition and since when, and what is newly published."""
    place = _place(request, public_id, module)
    offered = new_texts(place) if permissions.can_pin_text(request.user, place.edition) else []
    return _texts(request, place, offered, PinForm(offered=offered))


@login_required
@require_POST
def edition_pin(request: HttpRequest, public_id: str, module: str) -> HttpResponse:
    """Let a newly published text count from now on."""
    place = _place(request, public_id, module)
    only(permissions.can_pin_text(request.user, place.edition))
    offered = new_texts(place)
    form = PinForm(request.POST, offered=offered)
    if form.is_valid():
        text = form.text
        pin = pin_translation if text.is_first else pin_correction
        try:
            pin(
                by=request.user,
                edition_module=place,
                locale=text.locale,
                revision=Revision.objects.get(pk=text.revision_id),
                reason=form.cleaned_data["reason"],
            )
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("The text counts from now on."))
            return redirect("edition_texts", public_id=public_id, module=module)
    return _texts(request, place, offered, form)
