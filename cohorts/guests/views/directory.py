"""The directory of guest professionals: whoever runs cohorts looks somebody up, enters her, changes or removes her."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cohorts.roster.views.scope import only
from lms.kit.languages import language_names

from ..actions import add_guest, change_guest, remove_guest
from ..actions.answering_consents import note_agreement
from ..forms.directory import AgreementForm, GuestForm, WantedForm
from ..models import GuestProfessional
from ..permissions import can_add_any_guest, can_change_guest, can_read_notes, can_see_directory
from ..queries import Wanted, consents_of, guests_for, history_of, modules_of_places

ON_A_PAGE = 30


@login_required
@require_safe
def guest_list(request: HttpRequest) -> HttpResponse:
    """List those of her places, and of the municipality who agreed, a page at a time."""
    only(can_see_directory(request.user))
    form = WantedForm(request.GET, by=request.user)
    page = Paginator(guests_for(request.user, form.wanted), ON_A_PAGE).get_page(request.GET.get("page"))
    modules = modules_of_places(request.user)
    for guest in page:
        guest.taught = [modules[each.module_key] for each in guest.subjects.all() if each.module_key in modules]
        guest.taught.sort(key=lambda place: place.position)
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "asked": asked.urlencode(),
        "filtered": form.wanted != Wanted(),
        "may_add": can_add_any_guest(request.user),
    }
    return render(request, "cohorts/guests/directory.html", context)


def _guest(request: HttpRequest, public_id: str) -> GuestProfessional:
    rows = GuestProfessional.objects.visible_to(request.user)
    rows = rows.select_related("kind", "district__municipality__country", "municipality__country")
    return get_object_or_404(rows.prefetch_related("subjects", "districts"), public_id=public_id)


@login_required
@require_safe
def guest_card(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show somebody: how she is reached, what she teaches, what she was asked and what she has agreed to."""
    guest = _guest(request, public_id)
    modules = modules_of_places(request.user)
    keys = {each.module_key for each in guest.subjects.all()}
    names = dict(language_names(get_language() or settings.LANGUAGE_CODE))
    context = {
        "guest": guest,
        "taught": [place for key, place in modules.items() if key in keys],
        "speaks": [names.get(tag, tag) for tag in guest.speaks],
        "history": history_of(guest, request.user),
        "consents": {each.purpose: each for each in consents_of(guest)},
        "agreement": AgreementForm(initial={"keep": guest.may_be_asked_again_at, "share": guest.shared_at}),
        "may_change": can_change_guest(request.user, guest),
        "may_read_notes": can_read_notes(request.user, guest),
    }
    return render(request, "cohorts/guests/card.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def guest_add(request: HttpRequest) -> HttpResponse:
    """Enter somebody."""
    only(can_add_any_guest(request.user))
    form = GuestForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            guest = add_guest(by=request.user, **form.facts)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("She stands in the list."))
            return redirect("guest_card", public_id=guest.public_id)
    return render(request, "cohorts/guests/guest.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def guest_change(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change what stands about somebody."""
    guest = _guest(request, public_id)
    only(can_change_guest(request.user, guest))
    form = GuestForm(request.POST or None, by=request.user, guest=guest)
    if request.method == "POST" and form.is_valid():
        try:
            change_guest(by=request.user, guest=guest, **form.facts)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("guest_card", public_id=guest.public_id)
    context = {"form": form, "guest": guest}
    return render(request, "cohorts/guests/guest.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def guest_remove(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take somebody out for good, once she has confirmed it."""
    guest = _guest(request, public_id)
    only(can_change_guest(request.user, guest))
    if request.method == "POST":
        remove_guest(by=request.user, guest=guest)
        messages.success(request, _("She is taken out. Nothing about her is left."))
        return redirect("guest_list")
    return render(request, "cohorts/guests/remove.html", {"guest": guest})


@login_required
@require_POST
def guest_agreement(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note what somebody said by phone that she agrees to."""
    guest = _guest(request, public_id)
    only(can_change_guest(request.user, guest))
    form = AgreementForm(request.POST)
    if form.is_valid():
        note_agreement(by=request.user, guest=guest, language=get_language(), **form.cleaned_data)
        messages.success(request, _("Noted, with the day, and that she said it to you."))
    return redirect("guest_card", public_id=guest.public_id)
