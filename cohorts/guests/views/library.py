"""What others may use again: the library of a municipality, and what is proposed to the whole country."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.roster.views.scope import only

from ..actions.material import answer_proposal
from ..forms.material import LibraryForm
from ..forms.sentences import sentence_for
from ..models import GuestMaterial
from ..permissions import can_answer_proposals, can_use_library
from ..queries.material import choices_of_library, library_of, proposals_for

ON_A_PAGE = 20


@login_required
@require_safe
def guest_library(request: HttpRequest) -> HttpResponse:
    """Search what guests have handed in and coordinators have let through."""
    only(can_use_library(request.user))
    form = LibraryForm(request.GET or None, **choices_of_library(request.user))
    wanted = form.cleaned_data if form.is_valid() else {}
    page = Paginator(library_of(request.user, **wanted), ON_A_PAGE).get_page(request.GET.get("page"))
    asked = urlencode({name: value for name, value in wanted.items() if value})
    return render(request, "cohorts/guests/material_library.html", {"form": form, "page": page, "asked": asked})


@login_required
@require_safe
def guest_proposals(request: HttpRequest) -> HttpResponse:
    """Show the secretariat what is proposed as national material."""
    only(can_answer_proposals(request.user))
    page = Paginator(proposals_for(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "cohorts/guests/material_proposals.html", {"page": page})


@login_required
@require_http_methods(["POST"])
def guest_proposal_answer(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a proposal up, or not."""
    only(can_answer_proposals(request.user))
    rows = GuestMaterial.objects.visible_to(request.user).exclude(proposal=GuestMaterial.Proposal.NONE)
    material = get_object_or_404(
        rows.select_related("edition_module__module__locale", "municipality"), public_id=public_id
    )
    try:
        answer_proposal(by=request.user, material=material, yes=request.POST.get("answer") == "yes")
    except ValidationError as error:
        messages.error(request, sentence_for(error))
    else:
        messages.success(request, _("Answered."))
    return redirect("guest_proposals")
