"""The page where anybody checks a diploma or a card: without an account and without a cookie."""

from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from lms.kit.addresses import network_address
from lms.kit.headers import leaving_no_trace, wants_json
from lms.people.actions.signing_in import count_wrong_check
from lms.people.models import FailedAttempt

from ..dashboards import Checked, checked
from ..forms.check import CodeForm, NameForm
from ..queries import entry_with

RETRY_AFTER = "60"  # seconds


@require_safe
def check_ask(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a paper, and lead to its page."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("check", code=form.cleaned_data["code"])
    return _quiet(render(request, "cohorts/credentials/check_ask.html", {"form": form}))


# Nothing is changed by it, and the token would need a cookie on a page that sets none.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether a code is of something valid, replaced, withdrawn or expired, or is unknown, and whether a name that
    was typed is on it. Only what is wrong is counted: a right code writes nothing."""
    address = network_address(request)
    if FailedAttempt.objects.hold_back_check(address=address):
        return _held_back(request)
    form = NameForm(request.POST if request.method == "POST" else None)
    name = form.cleaned_data["name"] if form.is_bound and form.is_valid() else ""
    found = checked(entry_with(code), typed=code, name=name)
    if found.is_wrong:
        count_wrong_check(address=address)
    if wants_json(request):
        return _quiet(JsonResponse(_facts(found)))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"checked": found, "form": form, "language_urls": _in_each_language(code)}
    return _quiet(render(request, "cohorts/credentials/check.html", context, status=status))


def _in_each_language(code: str) -> dict[str, str]:
    """Give the address of this page in each language: known here, so that nothing has to be looked up."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found[language] = reverse("check", args=[code])
    return found


def _held_back(request: HttpRequest) -> HttpResponse:
    status = HTTPStatus.TOO_MANY_REQUESTS
    if wants_json(request):
        response: HttpResponse = JsonResponse({"state": "held_back"}, status=status)
    else:
        response = render(request, "cohorts/credentials/check_later.html", status=status)
    response["Retry-After"] = RETRY_AFTER
    return _quiet(response)


def _facts(found: Checked) -> dict[str, object]:
    """Give for a machine what the page says; what is not said has no key."""
    facts = {
        "state": found.state.value,
        "kind": found.kind,
        "programme": found.programme,
        "place": found.place,
        "year": found.year,
        "valid_until": found.valid_until,
        "name": found.name,
    }
    said = {key: value for key, value in facts.items() if value}
    return said if found.is_hers is None else said | {"name_matches": found.is_hers}


def _quiet(response: HttpResponse) -> HttpResponse:
    """Let no cache keep it, and tell nobody by which code somebody came."""
    patch_vary_headers(response, ["Accept"])
    return leaving_no_trace(response)
