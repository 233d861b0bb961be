"""Who may do what with guests, one sentence each. Whoever holds the link of an invitation is a holder, too."""

from cohorts.roster.models.places import CoursePlace
from cohorts.roster.permissions import can_run_cohort, can_see_women
from cohorts.schedule.models import CourseSession
from lms.people.models import AccessLink, User
from lms.people.models.assignments import has_right_at
from lms.people.roles import Right

from .models import GuestInvitation, GuestProfessional

Holder = User | AccessLink
"""Who acts: somebody signed in, or whoever has opened the link of an invitation."""


def can_see_guests(user: User, session: CourseSession) -> bool:
    """Allow who is asked for an evening to those who run the cohort or help with it."""
    return can_see_women(user, session.cohort)


def can_ask_guests(user: User, session: CourseSession) -> bool:
    """Allow asking for an evening of an open cohort to the coordinator of its place."""
    return session.cohort.is_open and can_run_cohort(user, session.cohort)


def can_add_guests(user: User, place: CoursePlace) -> bool:
    """Allow entering guest professionals at a place to its coordinator."""
    return has_right_at(user, Right.RUN_COHORTS, place)


def can_change_guest(user: User, guest: GuestProfessional) -> bool:
    """Allow changing what stands about a guest professional to the coordinator of the place that entered her."""
    return has_right_at(user, Right.RUN_COHORTS, guest.place)


def can_answer_invitation(by: Holder, invitation: GuestInvitation) -> bool:
    """Allow answers to whoever holds its link, and to the coordinator who was told them."""
    if isinstance(by, AccessLink):
        return invitation.is_opened_by(by)
    return can_ask_guests(by, invitation.session)
