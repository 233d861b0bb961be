"""The people of a place: list, add, look, change, end a role, sign a phone in."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.kit.qr import qr_svg

from .. import permissions
from ..actions.questions import answer_role
from ..actions.reads import note_reads
from ..actions.roles import add_person, change_person, end_role
from ..actions.signing_in import SCREEN_CODE_LIFETIME, holds_office, show_sign_in_code, sign_out_everywhere
from ..forms.people import AddPersonForm, PersonForm
from ..mailbox.wording import reading_language
from ..models import RoleAssignment
from ..queries import history_of, number_asked_by, people_for
from .scope import only, visible_person


@login_required
@require_safe
def people_list(request: HttpRequest) -> HttpResponse:
    """List the people she may see, with their roles."""
    only(permissions.can_see_people(request.user))
    people = people_for(request.user)
    note_reads(request, people)
    context = {
        "people": people,
        "may_invite": permissions.can_invite(request.user),
        "may_name_readers": permissions.can_name_readers(request.user),
        "asked": number_asked_by(request.user),
        "saved": "saved" in request.GET,
    }
    return render(request, "people/list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person_add(request: HttpRequest) -> HttpResponse:
    """Add somebody with a role; who is already known by phone or e-mail is found, not doubled."""
    only(permissions.can_invite(request.user))
    form = AddPersonForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        role, place = form.role_and_place
        try:
            add_person(
                by=request.user,
                name=data["name"],
                phone=data["phone"],
                email=data["email"],
                language=data["language"],
                role=role,
                place=place,
            )
        except ValidationError as error:
            form.refuse(error)
        else:
            # The same answer for a new number and a known one: whose it is, is not told.
            return HttpResponseRedirect(reverse("people_list") + "?saved=1")
    return render(request, "people/form.html", {"form": form}, status=422 if form.errors else 200)


@login_required
@require_safe
def person(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one person: how to reach her, her roles, and what can be done."""
    shown = visible_person(request, public_id)
    note_reads(request, [shown])
    context = {
        "person": shown,
        "roles": [(held, permissions.can_end_role(request.user, held)) for held in history_of(shown, request.user)],
        "may_change": permissions.can_change_person(request.user, shown),
        "may_sign_in": permissions.can_sign_in_for(request.user, shown),
        "may_sign_out": permissions.can_sign_out(request.user, shown),
        "may_protect": shown != request.user and permissions.can_protect(request.user, shown),
        "may_leave_off_lists": shown != request.user and permissions.can_leave_off_lists(request.user, shown),
        "may_read_protection": permissions.can_read_protection(request.user, shown),
        "keeps_keys": shown == request.user or holds_office(shown),
    }
    return render(request, "people/person.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person_change(request: HttpRequest, public_id: str) -> HttpResponse:
    """Correct a name, number or address."""
    shown = visible_person(request, public_id)
    only(permissions.can_change_person(request.user, shown))
    note_reads(request, [shown])
    initial = {"name": shown.name, "phone": shown.phone, "email": shown.email}
    form = PersonForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_person(by=request.user, person=shown, **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
        else:
            return redirect("person", public_id=shown.public_id)
    context = {"form": form, "person": shown, "keeps_keys": holds_office(shown)}
    return render(request, "people/form.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def role_end(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask once, then end a role."""
    assignment = get_object_or_404(
        RoleAssignment.objects.running().visible_to(request.user).with_places().select_related("person"),
        public_id=public_id,
    )
    only(permissions.can_end_role(request.user, assignment))
    if request.method == "POST":
        end_role(by=request.user, assignment=assignment)
        return redirect("people_list")
    note_reads(request, [assignment.person])
    return render(request, "people/role_end.html", {"assignment": assignment})


@login_required
@require_POST
def role_answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the role she was asked to take, or say no."""
    question = get_object_or_404(
        RoleAssignment.objects.asked().filter(person=request.user).select_related("person"), public_id=public_id
    )
    answer = request.POST.get("answer")
    if answer in ("yes", "no") and answer_role(by=request.user, assignment=question, yes=answer == "yes"):
        logout(request)  # her session is gone; saving into it would be refused
    return redirect("my_page")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person_code(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the QR code that signs her phone in. It is drawn by POST, since drawing one ends the one before."""
    shown = visible_person(request, public_id)
    only(permissions.can_sign_in_for(request.user, shown))
    note_reads(request, [shown])
    context = {"person": shown, "minutes": SCREEN_CODE_LIFETIME.seconds // 60}
    if request.method == "POST":
        token = show_sign_in_code(by=request.user, person=shown)
        with translation.override(reading_language(shown.interface_language)):
            url = request.build_absolute_uri(reverse("screen_code", args=[token]))
        context |= {"url": url, "qr": qr_svg(url)}
    return render(request, "people/code.html", context)


@login_required
@require_POST
def person_sign_out(request: HttpRequest, public_id: str) -> HttpResponse:
    """End all sessions of a person: a lost phone, or one's own."""
    shown = visible_person(request, public_id)
    only(permissions.can_sign_out(request.user, shown))
    sign_out_everywhere(by=request.user, person=shown)
    if shown == request.user:
        logout(request)  # her session is gone; saving into it would be refused
        return HttpResponseRedirect(reverse("account_request_login_code"))
    return redirect("person", public_id=shown.public_id)
