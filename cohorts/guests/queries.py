"""Reads about guests."""

from cohorts.schedule.models import CourseSession

from .models import GuestRequest


def requests_of(session: CourseSession) -> list[GuestRequest]:
    """Give what an evening asks for, each with whom it has asked, in the order of asking. Two queries."""
    rows = GuestRequest.objects.filter(session=session).select_related("edition_module")
    found = list(rows.prefetch_related("invitations__guest"))
    for request in found:
        request.session = session
    return found
