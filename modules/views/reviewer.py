"""The page behind a reviewer's secret link. Whoever holds the link needs no account."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_info
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods

from lms.kit.addresses import network_address
from lms.kit.headers import behind_a_link
from lms.people.actions.signing_in import count_failure
from lms.people.models import AccessLink
from lms.people.views.holding_back import held_back

from ..actions.reviews import save_remarks
from ..dashboards.reviews import reviewed_parts
from ..forms.reviews import RemarksForm
from ..models import ReviewRequest

GONE = 410


def _gone(request: HttpRequest) -> HttpResponse:
    """Answer for a link that has ended, was taken back, or never was: one page for all of them."""
    return behind_a_link(render(request, "modules/reviews/gone.html", status=GONE))


def _opened(token: str) -> ReviewRequest | None:
    link = AccessLink.objects.opened_by(token, AccessLink.Purpose.REVIEW)
    asked = link.subject if link else None
    return asked if isinstance(asked, ReviewRequest) and not asked.revoked_at else None


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def review_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Read one version of a text, write remarks, answer. Opening changes nothing: mail programs open links too."""
    if answer := held_back(request):
        return answer
    asked = _opened(token)
    if asked is None:
        if request.method == "POST":
            count_failure(account="", address=network_address(request))
        return _gone(request)
    page = asked.revision.as_object()
    parts = reviewed_parts(asked, page)
    said = {f"remark-{each.block}": each.text for each in asked.remarks.all()}
    form = RemarksForm(
        request.POST if request.method == "POST" else None, parts=[*(part.key for part in parts), ""], initial=said
    )
    if request.method == "POST" and form.is_valid():
        answer = request.POST.get("answer", "")
        answer = answer if answer in ReviewRequest.Answer.values else ""
        try:
            kept = save_remarks(token=token, remarks=form.remarks, answer=answer)
        except ValidationError as error:
            form.refuse(error)
        else:
            return behind_a_link(redirect(f"{request.path}?saved=1")) if kept else _gone(request)
    context = {
        "asked": asked,
        "page": page,
        "form": form,
        "parts": [(part, form[f"remark-{part.key}"]) for part in parts],
        "whole": form["remark-"],
        "said": asked.remarks.all() if asked.answer else [],
        "saved": "saved" in request.GET,
        "text_language": asked.page.locale.language_code,
        "text_direction": "rtl" if get_language_info(asked.page.locale.language_code)["bidi"] else "ltr",
    }
    return behind_a_link(render(request, "modules/reviews/answer.html", context, status=422 if form.errors else 200))
