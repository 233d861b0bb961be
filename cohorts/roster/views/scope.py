"""What a view of cohorts begins with: who may be here, and which cohort she may see; and how it ends."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from .. import permissions
from ..forms.sentences import RefusingForm
from ..models import Cohort

METHODS = ["GET", "HEAD", "POST"]


def only(allowed: bool) -> None:
    """Answer as if nothing were here unless allowed."""
    if not allowed:
        raise Http404


def visible_cohort(request: HttpRequest, public_id: str) -> Cohort:
    """Give a cohort she may see, with its places, or answer as if it were absent."""
    return get_object_or_404(Cohort.objects.visible_to(request.user).with_places(), public_id=public_id)


def cohort_of_women(request: HttpRequest, public_id: str) -> Cohort:
    """Give a cohort whose women she sees by name."""
    cohort = visible_cohort(request, public_id)
    only(permissions.can_see_women(request.user, cohort))
    return cohort


def cohort_she_runs(request: HttpRequest, public_id: str) -> Cohort:
    """Give a cohort that she runs."""
    cohort = visible_cohort(request, public_id)
    only(permissions.can_run_cohort(request.user, cohort))
    return cohort


def done(request: HttpRequest, form: RefusingForm, act: Callable[[], object]) -> bool:
    """Act on a form that was sent and is right, and tell whether that is done; the form says what was refused."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except ValidationError as refusal:
        form.refuse(refusal)
        return False
    return True


def answer(request: HttpRequest, template: str, form: RefusingForm, **context) -> HttpResponse:
    """Show a form on its page; 422 when something in it has to be put right."""
    return render(request, template, context | {"form": form}, status=422 if form.errors else 200)
