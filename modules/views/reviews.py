"""Ask people outside about a text, and read what they say: for the secretariat."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lms.people.actions.reads import note_reads
from lms.people.models import User

from ..actions.reviews import ask_for_review, handle_remark, remind_reviewer, revoke_review
from ..dashboards.reviews import drafts_in_review, reviewed_parts
from ..forms.reviews import SENTENCES, AskForm
from ..models import ReviewRemark, ReviewRequest
from ..permissions import can_edit_modules
from ..queries import experiences_of, why_not_yes, with_open_remarks
from ..rules.texts import change_between
from .scope import edited_module, only, visible_review


@login_required
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """List the drafts that wait at a step, then all that people outside were asked: what waits, what was answered."""
    only(can_edit_modules(request.user))
    found = with_open_remarks(ReviewRequest.objects.visible_to(request.user).select_related("page__locale"))
    waiting = found.open().order_by("due_on", "pk")
    ended = found.exclude(pk__in=ReviewRequest.objects.open()).order_by("-answered_at", "-revoked_at", "-pk")
    context = {"drafts": drafts_in_review(request.user), "waiting": waiting, "ended": ended[:100]}
    return render(request, "modules/reviews/list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review_ask(request: HttpRequest, module: str, language: str) -> HttpResponse:
    """Ask somebody about the latest version of a text. The link is shown once, right after it was made."""
    page = edited_module(request, module, language)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asked, link = ask_for_review(by=request.user, page=page, **form.cleaned_data)
        except ValidationError as error:
            form.refuse(error)
        else:
            return render(request, "modules/reviews/asked.html", {"asked": asked, "link": link, "page": page})
    context = {"form": form, "page": page, "draft": page.get_latest_revision_as_object()}
    return render(request, "modules/reviews/ask.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
def review(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what a reviewer says, beside the parts of the text she read."""
    asked = visible_review(request, public_id)
    asker = User.objects.visible_to(request.user).filter(pk=asked.asked_by_id).first()
    if asker:
        note_reads(request, [asker])
    page = asked.revision.as_object()
    latest = asked.page.get_latest_revision_as_object()
    parts = reviewed_parts(asked, page)
    known = {part.key for part in parts}
    context = {
        "asked": asked,
        "asker": asker,
        "page": page,
        "parts": parts,
        "text_language": asked.page.locale.language_code,
        "about_all": [each for each in asked.remarks.select_related("handled_by") if each.block not in known],
        "since": change_between(page, latest),
        "notes": experiences_of(asked.page).filter(considered_at__isnull=True).count(),
    }
    return render(request, "modules/reviews/review.html", context)


@login_required
@require_POST
def review_remind(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send a reviewer her link once more, and show it once."""
    asked = visible_review(request, public_id)
    try:
        link = remind_reviewer(by=request.user, request=asked)
    except ValidationError as error:
        messages.error(request, SENTENCES[error.error_list[0].code])
        return redirect("review", public_id=public_id)
    return render(request, "modules/reviews/asked.html", {"asked": asked, "link": link, "page": asked.page})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def review_revoke(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask once, then close a reviewer's link."""
    asked = visible_review(request, public_id)
    if request.method == "POST":
        try:
            revoke_review(by=request.user, request=asked)
        except ValidationError as error:
            messages.error(request, SENTENCES[error.error_list[0].code])
        else:
            messages.success(request, _("The link no longer opens."))
        return redirect("review", public_id=public_id)
    return render(request, "modules/reviews/revoke.html", {"asked": asked})


@login_required
@require_POST
def remark_handled(request: HttpRequest, public_id: str) -> HttpResponse:
    """Note that a remark has been dealt with."""
    only(can_edit_modules(request.user))
    remark = get_object_or_404(ReviewRemark.objects.select_related("request"), public_id=public_id)
    handle_remark(by=request.user, remark=remark)
    return redirect("review", public_id=remark.request.public_id)


@login_required
@require_safe
def module_versions(request: HttpRequest, module: str, language: str) -> HttpResponse:
    """Show what the latest draft of a module changes in the text that everybody reads."""
    page = edited_module(request, module, language)
    published = page.live_revision.as_object() if page.live and page.live_revision else None
    latest = page.get_latest_revision_as_object()
    change = change_between(published, latest) if published else None
    why_not = SENTENCES.get(why_not_yes(page, request.user), "")
    context = {"page": page, "latest": latest, "change": change, "why_not": why_not}
    return render(request, "modules/reviews/versions.html", context)
