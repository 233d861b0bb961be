"""What a view about guests begins with: which evening or invitation she may see."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from cohorts.roster.views.scope import only
from cohorts.schedule.models import CourseSession

from ..models import GuestInvitation
from ..permissions import can_ask_guests, can_see_guests

PLACES = ("cohort__edition", "cohort__district__municipality__country", "cohort__municipality__country")


def evening_of_host(request: HttpRequest, public_id: str) -> CourseSession:
    """Give an evening whose guests she sees."""
    rows = CourseSession.objects.visible_to(request.user).select_related(*PLACES).with_modules()
    session = get_object_or_404(rows, public_id=public_id)
    only(can_see_guests(request.user, session))
    return session


def evening_to_ask_for(request: HttpRequest, public_id: str) -> CourseSession:
    """Give an evening for which she asks guests."""
    session = evening_of_host(request, public_id)
    only(can_ask_guests(request.user, session))
    return session


def invitation_of_host(request: HttpRequest, public_id: str) -> GuestInvitation:
    """Give an invitation to an evening for which she asks guests."""
    rows = GuestInvitation.objects.visible_to(request.user).select_related(
        "guest", *(f"request__session__{each}" for each in PLACES)
    )
    invitation = get_object_or_404(rows, public_id=public_id)
    only(can_ask_guests(request.user, invitation.session))
    return invitation
