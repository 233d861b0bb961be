"""Who may do what with attendance, one sentence each."""

from collections.abc import Iterable

from cohorts.roster.models import Enrolment
from cohorts.roster.permissions import can_open_cohorts, can_run_cohort, can_see_women
from cohorts.schedule.models import CourseSession
from cohorts.schedule.permissions import can_plan
from lms.people.models import AccessLink, User

from .models import CatchUp
from .queries import place_on
from .rules import Mark, Status


def can_take_roll(user: User, session: CourseSession) -> bool:
    """Allow marking to those who run the cohort or help with it."""
    return can_see_women(user, session.cohort)


def can_see_progress(user: User, enrolment: Enrolment) -> bool:
    """Allow how far she has come to the woman herself, and to those who run the cohort or help with it."""
    return enrolment.person_id == user.pk or can_see_women(user, enrolment.cohort)


def can_write_note(user: User, session: CourseSession) -> bool:
    """Allow the note of an evening, with its photo, to those who run the cohort or help with it."""
    return can_see_women(user, session.cohort)


def can_tell_after(user: User, session: CourseSession) -> bool:
    """Allow writing to the women and the guest after an evening to the coordinator of its place."""
    return can_run_cohort(user, session.cohort)


def can_host(user: User, session: CourseSession) -> bool:
    """Allow opening an evening for women of other cohorts, and closing it, to the coordinator of an open cohort."""
    return can_plan(user, session.cohort)


def can_see_open_evenings(user: User) -> bool:
    """Allow the list of open evenings, four facts of each, to whoever runs cohorts as their coordinator."""
    return can_open_cohorts(user)


def can_ask_to_make_up(user: User, enrolment: Enrolment) -> bool:
    """Allow asking for a catch-up to the woman herself while she takes part, and to her coordinator."""
    takes_part = enrolment.takes_part and enrolment.cohort.is_open
    return takes_part and (enrolment.person_id == user.pk or can_run_cohort(user, enrolment.cohort))


def can_settle_catch_up(user: User, catch_up: CatchUp) -> bool:
    """Allow agreeing, confirming a talk and taking it back to the coordinator of the woman's own cohort."""
    return can_ask_to_make_up(user, catch_up.enrolment) and can_run_cohort(user, catch_up.enrolment.cohort)


def can_withdraw_catch_up(user: User, catch_up: CatchUp) -> bool:
    """Allow letting a catch-up go to the woman herself, and to her coordinator."""
    return can_ask_to_make_up(user, catch_up.enrolment)


def can_turn_away(user: User, catch_up: CatchUp) -> bool:
    """Allow turning a visitor away to the coordinator who hosts the evening."""
    return catch_up.session is not None and can_host(user, catch_up.session)


def can_check_in(user: User, session: CourseSession, marks: Iterable[Mark]) -> bool:
    """Allow a woman who takes part, or is awaited as a visitor, to say that she has come: for herself alone, and never
    over what is marked."""
    place = place_on(user, session)
    return place is not None and all(
        mark.woman == place.public_id and mark.only_if_empty and mark.status in (Status.PRESENT, Status.LATE)
        for mark in marks
    )


def can_use_kiosk(link: AccessLink, session: CourseSession) -> bool:
    """Allow a tablet in the doorway as long as whoever put it there may take the roll of that evening."""
    bound = link.purpose == AccessLink.Purpose.KIOSK and link.subject == session
    host = link.created_by
    return bound and host is not None and host.is_active and can_take_roll(host, session)
