"""What a view of a plan begins with: the cohort she plans for, an evening of it, or a draft."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from cohorts.roster.models import Cohort

from ..models import CourseSession, PlanDraft
from ..permissions import can_plan, can_tell


def cohort_she_plans(request: HttpRequest, public_id: str) -> Cohort:
    """Give a cohort whose plan she makes, with its places, or answer as if it were absent."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user).with_places(), public_id=public_id)
    if not can_plan(request.user, cohort):
        raise Http404
    return cohort


def cohort_she_tells(request: HttpRequest, public_id: str) -> Cohort:
    """Give a cohort whose women she tells of its plan, with its places, or answer as if it were absent."""
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user).with_places(), public_id=public_id)
    if not can_tell(request.user, cohort):
        raise Http404
    return cohort


def draft_of_hers(request: HttpRequest, public_id: str) -> PlanDraft:
    """Give a draft of a cohort whose plan she makes, with its places, or answer as if it were absent."""
    draft = get_object_or_404(PlanDraft.objects.visible_to(request.user), public_id=public_id)
    draft.cohort = Cohort.objects.with_places().get(pk=draft.cohort_id)
    if not can_plan(request.user, draft.cohort):
        raise Http404
    return draft


def evening_she_plans(request: HttpRequest, public_id: str) -> CourseSession:
    """Give an evening of a cohort whose plan she makes, with its venue and its cohort, or answer as if it were
    absent."""
    evenings = CourseSession.objects.visible_to(request.user).select_related("venue")
    session = get_object_or_404(evenings, public_id=public_id)
    session.cohort = Cohort.objects.with_places().get(pk=session.cohort_id)
    if not can_plan(request.user, session.cohort):
        raise Http404
    return session


def version_seen(request: HttpRequest) -> int:
    """Give the version of a plan, a draft or an evening that the form was made from; -1 when it does not say."""
    text = request.POST.get("seen", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1
