"""What a view of attendance begins with: the evening whose roll she takes."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from cohorts.roster.views.scope import only
from cohorts.schedule.models import CourseSession

from ..actions.marking import DECIDES
from ..permissions import can_take_roll, can_tell_after, can_write_note


def evening_of_roll(request: HttpRequest, public_id: str, *, with_modules: bool = False) -> CourseSession:
    """Give an evening whose roll she takes; its modules come along for what a phone keeps."""
    session = _visible(request, public_id, with_modules=with_modules)
    only(can_take_roll(request.user, session))
    return session


def evening_to_note(request: HttpRequest, public_id: str) -> CourseSession:
    """Give an evening whose note she writes."""
    session = _visible(request, public_id)
    only(can_write_note(request.user, session))
    return session


def evening_to_tell(request: HttpRequest, public_id: str) -> CourseSession:
    """Give an evening after which she writes to the women and the guest."""
    session = _visible(request, public_id)
    only(can_tell_after(request.user, session))
    return session


def _visible(request: HttpRequest, public_id: str, *, with_modules: bool = False) -> CourseSession:
    rows = CourseSession.objects.visible_to(request.user).select_related(
        "venue", "cohort__district__municipality__country", "cohort__municipality__country"
    )
    return get_object_or_404(rows.with_modules() if with_modules else rows, public_id=public_id)


def evening_to_mark(request: HttpRequest, public_id: str) -> CourseSession:
    """Give an evening whose roll she takes, with no more than a mark needs: many come at once, and half of what an
    evening costs to read are columns that nobody looks at."""
    rows = CourseSession.objects.run_by(request.user).select_related("cohort__district", "cohort__municipality")
    places = ("cohort__district__municipality", "cohort__municipality__country")
    session = get_object_or_404(rows.only(*DECIDES, *places), public_id=public_id)
    only(can_take_roll(request.user, session))
    return session
