"""What a view of the desk begins with: which cohort or evening she may see as somebody who runs or follows it."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from cohorts.roster.models import Cohort
from cohorts.roster.permissions import can_see_cohort
from cohorts.roster.views.scope import only, visible_cohort
from cohorts.schedule.models import CourseSession
from cohorts.schedule.permissions import can_plan

from ..permissions import can_see_evening

WITH_PLACES = (
    "cohort__edition",
    "cohort__venue",
    "cohort__local_group",
    "cohort__district__municipality__country",
    "cohort__municipality__country",
)


def cohort_of_staff(request: HttpRequest, public_id: str) -> Cohort:
    """Give a cohort that she runs or follows."""
    cohort = visible_cohort(request, public_id)
    only(can_see_cohort(request.user, cohort))
    return cohort


def evening_of_staff(request: HttpRequest, public_id: str) -> CourseSession:
    """Give an evening of a cohort that she runs or follows."""
    rows = CourseSession.objects.visible_to(request.user).select_related(*WITH_PLACES).with_modules()
    session = get_object_or_404(rows, public_id=public_id)
    only(can_see_evening(request.user, session))
    return session


def evening_she_plans(request: HttpRequest, public_id: str) -> CourseSession:
    """Give an evening of an open cohort whose plan she makes."""
    session = evening_of_staff(request, public_id)
    only(can_plan(request.user, session.cohort))
    return session
