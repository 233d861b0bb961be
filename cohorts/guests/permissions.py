"""Who may do what with guests, one sentence each. Whoever holds the link of an invitation is a holder, too."""

from cohorts.roster.models.places import CoursePlace
from cohorts.roster.permissions import can_list_cohorts, can_open_cohorts, can_run_cohort, can_see_women
from cohorts.schedule.models import CourseSession
from lms.people.models import AccessLink, User
from lms.people.models.assignments import has_right, has_right_at
from lms.people.roles import Right
from modules.permissions import can_edit_modules

from .models import FactsQuestion, GuestInvitation, GuestMaterial, GuestProfessional

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


def can_see_directory(user: User) -> bool:
    """Allow the directory to those who run cohorts or help with them."""
    return can_list_cohorts(user)


def can_see_coverage(user: User) -> bool:
    """Allow counts of professionals to those who follow the cohorts of a country."""
    return has_right(user, Right.FOLLOW_COHORTS)


def can_add_any_guest(user: User) -> bool:
    """Allow entering guest professionals to the coordinator of some place."""
    return can_open_cohorts(user)


def can_read_notes(user: User, guest: GuestProfessional) -> bool:
    """Allow the reminder about somebody to those who work at the place that entered her."""
    return has_right_at(user, Right.SEE_COHORTS, guest.place)


def can_change_guest(user: User, guest: GuestProfessional) -> bool:
    """Allow changing what stands about a guest professional to the coordinator of the place that entered her."""
    return has_right_at(user, Right.RUN_COHORTS, guest.place)


def can_answer_invitation(by: Holder, invitation: GuestInvitation) -> bool:
    """Allow answers to whoever holds its link, and to the coordinator who was told them."""
    if isinstance(by, AccessLink):
        return invitation.is_opened_by(by)
    return can_ask_guests(by, invitation.session)


def can_hand_in(by: Holder, invitation: GuestInvitation) -> bool:
    """Allow files for an evening to the guest who comes, as long as her link opens, and to the coordinator for her."""
    if invitation.state != GuestInvitation.State.ACCEPTED:
        return False
    if isinstance(by, AccessLink):
        return invitation.is_opened_by(by)
    return can_run_cohort(by, invitation.session.cohort)


def can_withdraw_material(by: Holder, material: GuestMaterial) -> bool:
    """Allow taking material away to the guest it came from, and to the coordinator of its cohort."""
    if isinstance(by, AccessLink):
        return material.invitation is not None and material.invitation.is_opened_by(by)
    return can_approve_material(by, material)


def can_approve_material(user: User, material: GuestMaterial) -> bool:
    """Allow letting material through to the coordinator of its cohort."""
    return material.session is not None and can_run_cohort(user, material.session.cohort)


def can_use_library(user: User) -> bool:
    """Allow looking material up to those who run cohorts or help with them."""
    return has_right(user, Right.SEE_COHORTS)


def can_answer_proposals(user: User) -> bool:
    """Allow taking material up for the whole country to those who work on the national content."""
    return can_edit_modules(user)


def can_act_for_herself(by: Holder, invitation: GuestInvitation) -> bool:
    """Allow what is hers alone, as her calendar and being forgotten, to whoever holds her link, and to no host."""
    return isinstance(by, AccessLink) and invitation.is_opened_by(by)


def can_answer_facts(by: Holder, question: FactsQuestion) -> bool:
    """Allow the answer to whoever holds the link of the question."""
    return isinstance(by, AccessLink) and question.is_opened_by(by)
