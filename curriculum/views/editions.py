"""See the editions, make drafts and change them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lms.people.actions.reads import note_reads
from lms.people.models import User

from .. import permissions
from ..actions.drafting import (
    Place,
    change_edition,
    copy_to_draft,
    create_edition,
    discard_draft,
    set_modules,
    set_rule,
)
from ..figures import WAY_WORDS, diff_of
from ..forms import SENTENCES, CopyForm, FactsForm, ModulesForm, NewEditionForm, RuleForm, facts_of
from ..models import CompletionRule, CurriculumEdition
from ..queries import all_modules, places_of, readiness_of, rule_of
from ..rules import needed_modules
from .scope import only, visible_edition


def _answer(request: HttpRequest, form, **context) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "curriculum/form.html", {"form": form} | context, status=status)


@login_required
@require_safe
def editions_list(request: HttpRequest) -> HttpResponse:
    """List the editions she may see: her country's drafts, and what any country released."""
    only(permissions.can_see_editions(request.user))
    editions = CurriculumEdition.objects.visible_to(request.user).with_size().select_related("country")
    ordered = editions.order_by("country", "code", "-valid_from", "-pk")  # counting has dropped the usual order
    return render(request, "curriculum/list.html", {"editions": ordered})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edition_add(request: HttpRequest) -> HttpResponse:
    """Begin a draft without modules."""
    only(permissions.can_see_editions(request.user))
    form = NewEditionForm(request.POST or None, by=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            edition = create_edition(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
        else:
            return redirect("edition_modules", public_id=edition.public_id)
    return _answer(request, form, title=_("Begin a new edition"), back=reverse("editions_list"))


@login_required
@require_safe
def edition(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show an edition: its modules, its rule, and for a draft what stands between it and its release."""
    shown = visible_edition(request, public_id)
    places, user = places_of(shown), request.user
    rule = rule_of(shown, places)
    released_by = User.objects.visible_to(user).filter(pk=shown.released_by_id).first()
    if released_by:
        note_reads(request, [released_by])
    context = {
        "edition": shown,
        "places": places,
        "rule": CompletionRule.objects.filter(edition=shown).first(),
        "ways": [words for way, words in WAY_WORDS.items() if rule and way in rule.ways],
        "needed": needed_modules(rule.share, len(places)) if rule else None,
        "released_by": released_by,
        "may_change": permissions.can_change_edition(user, shown),
        "may_copy": permissions.can_copy_edition(user, shown),
        "may_retire": permissions.can_retire_edition(user, shown),
        "others": CurriculumEdition.objects.visible_to(user).exclude(pk=shown.pk).filter(country=shown.country_id),
    }
    if shown.is_draft:
        readiness = readiness_of(shown)
        context |= {
            "readiness": readiness,
            "refusals": [(SENTENCES[found.code], found.positions) for found in readiness.refusals],
            "warnings": [(SENTENCES[found.code], found.positions) for found in readiness.warnings],
        }
    return render(request, "curriculum/edition.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edition_change(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change the facts of a draft."""
    shown = visible_edition(request, public_id)
    only(permissions.can_change_edition(request.user, shown))
    form = FactsForm(request.POST or None, initial=facts_of(shown))
    if request.method == "POST" and form.is_valid():
        try:
            change_edition(by=request.user, edition=shown, **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
        else:
            return redirect("edition", public_id=public_id)
    return _answer(request, form, edition=shown, title=_("Name, date and numbers"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edition_rule(request: HttpRequest, public_id: str) -> HttpResponse:
    """Set the rule of a draft."""
    shown = visible_edition(request, public_id)
    only(permissions.can_change_edition(request.user, shown))
    stored = CompletionRule.objects.filter(edition=shown).first()
    form = RuleForm(request.POST or None, initial=RuleForm.initial_of(stored))
    if request.method == "POST" and form.is_valid():
        try:
            set_rule(by=request.user, edition=shown, **form.rule())
        except ValidationError as error:
            form.refuse(error)
        else:
            return redirect("edition", public_id=public_id)
    lead = _("Which modules nobody can skip is set with the modules.")
    return _answer(request, form, edition=shown, title=_("When the education is completed"), lead=lead)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edition_modules(request: HttpRequest, public_id: str) -> HttpResponse:
    """Choose the modules of a draft, their order and hours."""
    shown = visible_edition(request, public_id)
    only(permissions.can_change_edition(request.user, shown))
    form = ModulesForm(request.POST or None, modules=all_modules(), places=places_of(shown))
    if request.method == "POST" and form.is_valid():
        try:
            set_modules(by=request.user, edition=shown, places=[Place(**place) for place in form.places()])
        except ValidationError as error:
            form.refuse(error)
        else:
            return redirect("edition", public_id=public_id)
    context = {"form": form, "edition": shown}
    return render(request, "curriculum/modules.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edition_copy(request: HttpRequest, public_id: str) -> HttpResponse:
    """Begin a draft with the modules and the rule of this edition."""
    shown = visible_edition(request, public_id)
    only(permissions.can_copy_edition(request.user, shown))
    form = CopyForm(request.POST or None, by=request.user, initial={"code": shown.code})
    if request.method == "POST" and form.is_valid():
        try:
            draft = copy_to_draft(by=request.user, edition=shown, **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
        else:
            messages.success(request, _("The copy is a draft. Nobody else sees it yet."))
            return redirect("edition", public_id=draft.public_id)
    lead = _("The copy has the same modules and the same rule. Texts follow what is published.")
    return _answer(request, form, edition=shown, title=_("Copy to a new draft"), lead=lead)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edition_discard(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask once, then throw a draft away."""
    shown = visible_edition(request, public_id)
    only(permissions.can_change_edition(request.user, shown))
    if request.method == "POST":
        try:
            discard_draft(by=request.user, edition=shown)
        except ValidationError as error:
            messages.error(request, SENTENCES[error.error_list[0].code])
            return redirect("edition", public_id=public_id)
        return redirect("editions_list")
    return render(request, "curriculum/discard.html", {"edition": shown})


@login_required
@require_safe
def edition_compare(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show in words what this edition changes, against the one it was copied from or another one of the country."""
    shown = visible_edition(request, public_id)
    editions = CurriculumEdition.objects.visible_to(request.user).exclude(pk=shown.pk).filter(country=shown.country_id)
    other = next((each for each in editions if str(each.public_id) == request.GET.get("with")), None)
    other = other or next((each for each in editions if each.pk == shown.copied_from_id), None)
    context = {"edition": shown, "other": other, "others": editions}
    if other:
        context["diff"] = diff_of(other, shown)
    return render(request, "curriculum/compare.html", context)
