"""What a view of cohorts begins with: who may be here, and which cohort she may see."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from .. import permissions
from ..models import Cohort


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
