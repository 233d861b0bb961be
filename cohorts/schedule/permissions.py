"""Who may do what with the plan of a cohort, one sentence each."""

from cohorts.roster.models import Cohort, Enrolment
from cohorts.roster.models.places import CoursePlace
from cohorts.roster.permissions import can_open_cohort, can_open_cohorts, can_run_cohort, can_see_women
from lms.people.models import AccessLink, Country, User
from lms.people.models.assignments import has_right, has_right_at
from lms.people.roles import Right

from .calendars import follows_any
from .models import AnswerRequest, ClosedDays, CourseSession


def can_plan(user: User, cohort: Cohort) -> bool:
    """Allow making and changing the plan of an open cohort to the coordinator of its place."""
    return cohort.is_open and can_run_cohort(user, cohort)


def can_tell(user: User, cohort: Cohort) -> bool:
    """Allow telling the women of a plan to the coordinator of an open cohort, and of one that is cancelled."""
    return can_plan(user, cohort) or (cohort.state == Cohort.State.CANCELLED and can_run_cohort(user, cohort))


def can_see_closed_days(user: User) -> bool:
    """Allow the list of closed days to the secretariat, and to coordinators."""
    return can_bring_closed_days(user) or can_close_days(user)


def can_bring_closed_days(user: User) -> bool:
    """Allow bringing whole lists of closed days, each with its source, to the secretariat."""
    return has_right(user, Right.EDIT_NATIONAL_CONTENT)


def can_keep_closed_days(user: User, place: CoursePlace | Country) -> bool:
    """Allow adding, checking and removing closed days of a place to the secretariat of its country."""
    return not isinstance(place, Country) and has_right_at(user, Right.EDIT_NATIONAL_CONTENT, place)


def can_close_days(user: User) -> bool:
    """Allow closing days somewhere to every coordinator."""
    return can_open_cohorts(user)


def can_close_days_at(user: User, place: CoursePlace | Country) -> bool:
    """Allow closing days of a place, without a source, to the coordinator who plans there."""
    return not isinstance(place, Country) and can_open_cohort(user, place)


def can_remove_closed_days(user: User, closed: ClosedDays) -> bool:
    """Allow removing closed days to the secretariat of the country; those of her own place to its coordinator too."""
    hers = closed.kind == ClosedDays.Kind.OWN and can_close_days_at(user, closed.place)
    return hers or can_keep_closed_days(user, closed.place)


def can_have_calendar(user: User) -> bool:
    """Allow a feed of her own to whoever takes part in a cohort or runs one."""
    return follows_any(user)


def can_share_calendar(user: User, cohort: Cohort) -> bool:
    """Allow the feed of an open cohort to its coordinator and helper."""
    return cohort.is_open and can_see_women(user, cohort)


def can_answer(user: User, session: CourseSession, enrolment: Enrolment) -> bool:
    """Allow saying whether she comes to the woman herself while she takes part, and to those who run the cohort."""
    takes_part = enrolment.cohort_id == session.cohort_id and enrolment.takes_part
    return takes_part and (enrolment.person_id == user.pk or can_run_cohort(user, session.cohort))


def can_answer_by_link(link: AccessLink, asked: AnswerRequest) -> bool:
    """Allow answering by a link to whoever holds it, while the woman takes part and is not protected."""
    return link.purpose == AccessLink.Purpose.ANSWER and link.subject == asked and asked.is_hers
