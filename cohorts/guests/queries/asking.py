"""Reads about whom an evening asks."""

from collections.abc import Iterable

from django.db.models import QuerySet

from cohorts.schedule.models import CourseSession, SessionModule
from modules.models import ModuleKind

from ..models import GuestInvitation, GuestRequest


def requests_of(session: CourseSession) -> list[GuestRequest]:
    """Give what an evening asks for, each with whom it has asked, in the order of asking. Two queries."""
    rows = GuestRequest.objects.filter(session=session).select_related("edition_module")
    found = list(rows.prefetch_related("invitations__guest"))
    for request in found:
        request.session = session
    return found


def evenings_with_a_subject(sessions: Iterable[int]) -> set[int]:
    """Give which of the evenings teach a subject, for which a guest comes. One query."""
    rows = SessionModule.objects.filter(session__in=list(sessions))
    return {*rows.filter(edition_module__module__kind=ModuleKind.SUBJECT).values_list("session", flat=True)}


def invitations_to(sessions: Iterable[int]) -> QuerySet[GuestInvitation]:
    """Give who is asked for evenings, in the order of asking. One query."""
    rows = GuestInvitation.objects.filter(request__session__in=list(sessions))
    return rows.select_related("guest", "request").order_by("request", "place", "pk")
