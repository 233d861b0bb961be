"""Who may do what with cohorts and places in them, one sentence each."""

from lms.people.models import User
from lms.people.models.assignments import has_right, has_right_at
from lms.people.roles import Right

from .models import Cohort, Enrolment, Question, Signature, Venue
from .models.places import CoursePlace


def can_list_cohorts(user: User) -> bool:
    """Allow the list of her place's cohorts to whoever runs or helps with any."""
    return has_right(user, Right.SEE_COHORTS)


def can_open_cohorts(user: User) -> bool:
    """Allow opening one somewhere to every coordinator."""
    return has_right(user, Right.RUN_COHORTS)


def can_see_cohort(user: User, cohort: Cohort) -> bool:
    """Allow what a cohort has and needs to those who run it, and to those who follow it, without names."""
    return can_see_women(user, cohort) or can_follow_cohort(user, cohort)


def can_open_cohort(user: User, place: CoursePlace) -> bool:
    """Allow a new cohort to the coordinator of the place."""
    return has_right_at(user, Right.RUN_COHORTS, place)


def can_change_venue(user: User, venue: Venue) -> bool:
    """Allow putting a venue right, and retiring it, to the coordinator of its place."""
    return has_right_at(user, Right.RUN_COHORTS, venue.place)


def can_see_women(user: User, cohort: Cohort) -> bool:
    """Allow names to those who run the cohort: its coordinator and helper, not the secretariat."""
    return has_right_at(user, Right.SEE_COHORTS, cohort.place)


def can_run_cohort(user: User, cohort: Cohort) -> bool:
    """Allow enrolling, planning and closing to the coordinator of the place."""
    return has_right_at(user, Right.RUN_COHORTS, cohort.place)


def can_follow_cohort(user: User, cohort: Cohort) -> bool:
    """Allow figures without names to the secretariat of the country."""
    return has_right_at(user, Right.FOLLOW_COHORTS, cohort.place)


def can_leave(user: User, enrolment: Enrolment) -> bool:
    """Allow ending a place to the woman herself and to those who run the cohort."""
    return enrolment.person_id == user.pk or can_run_cohort(user, enrolment.cohort)


def can_sign(user: User, enrolment: Enrolment) -> bool:
    """Allow agreeing to a text to the woman herself only."""
    return enrolment.person_id == user.pk


def can_note_signatures(user: User, enrolment: Enrolment) -> bool:
    """Allow noting what was signed on paper to those who run the cohort."""
    return can_run_cohort(user, enrolment.cohort)


def can_take_back(user: User, signature: Signature) -> bool:
    """Allow taking back to the woman herself, and to those who run the cohort when she asks them."""
    return signature.enrolment.person_id == user.pk or can_run_cohort(user, signature.enrolment.cohort)


def can_ask(user: User, cohort: Cohort) -> bool:
    """Allow asking the secretariat, and tasks, to those who run the cohort or help with it."""
    return can_see_women(user, cohort)


def can_answer_questions(user: User) -> bool:
    """Allow the questions of all cohorts to the secretariat."""
    return has_right(user, Right.FOLLOW_COHORTS)


def can_answer_question(user: User, question: Question) -> bool:
    """Allow the answer to the secretariat of the country."""
    return can_follow_cohort(user, question.cohort)
