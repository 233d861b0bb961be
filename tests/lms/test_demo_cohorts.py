"""The demo's courses: believable on whatever day they are built."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from cohorts.attendance.dashboards import progress_of
from cohorts.attendance.rules import BEGUN, State, Step
from cohorts.evaluation.queries import faces_of
from cohorts.guests.figures import guest_states
from cohorts.guests.queries.passes import hosts_of
from cohorts.guests.rules import Stage
from cohorts.models import (
    CatchUp,
    Cohort,
    CourseSession,
    Enrolment,
    EveningNote,
    FeedbackWindow,
    GuestInvitation,
    PlanChange,
)
from curriculum.rules import Verdict
from lms.demo import PEOPLE
from lms.demo.cohorts import hold_courses
from lms.demo.courses import ALNA, COURSES, KOBENHAVN, STOVNER, VESTRE_AKER, before_christmas
from lms.people.actions.rights import sync_roles
from lms.people.models import Country, User
from tests.factories.curriculum import make_module, make_released


@pytest.fixture
def people(starter, db) -> dict[str, User]:
    """Build the demo's people, and editions of as many modules as the real ones have."""
    sync_roles()
    call_command("demo")
    first, *subjects, last = [
        make_module(f"Modul {number}", "frame" if number in (1, 17) else "subject") for number in range(1, 18)
    ]
    for code, country, modules in (("NO-17", "NO", subjects), ("DK-15", "DK", subjects[:13])):
        make_released([first, *modules, last], Country.objects.get(code=country), label="Start", code=code)
    logins = {invented.key: invented.login for invented in PEOPLE}
    return {key: User.objects.get(email=login) for key, login in logins.items() if "@" in login}


def test_demo_courses_are_made_once_and_seen_by_their_own_people_only(people):
    def counted() -> list[int]:
        return [rows.objects.count() for rows in (Cohort, CourseSession, Enrolment, User)]

    women = {woman.phone for course in COURSES for woman in course.women}
    hold_courses(people)
    before = counted()
    assert before == [4, 17 + 17 + 15 + 17, len(women), len(women | {invented.login for invented in PEOPLE})]
    hold_courses(people)
    assert counted() == before
    for key, course in (("coordA", ALNA), ("coordB", VESTRE_AKER), ("coordD", KOBENHAVN), ("coordS", STOVNER)):
        assert [cohort.name for cohort in Cohort.objects.visible_to(people[key])] == [course.name]
    assert Cohort.objects.visible_to(people["sec"]).count() == 3
    today = timezone.localdate()
    sessions = CourseSession.objects.filter(cohort__name=ALNA.name)
    assert 5 <= sessions.filter(date__lt=today).count() <= 9
    moved = PlanChange.objects.filter(kind=PlanChange.Kind.MOVED)
    assert {change.cohort.name for change in moved} == {ALNA.name, STOVNER.name}
    assert sessions.filter(date__gt=today, sequence=1).count() == 1
    winter = CourseSession.objects.filter(cohort__name=VESTRE_AKER.name)
    assert min(session.date for session in winter) > today
    assert len({session.date.year for session in winter}) == 2
    stages = {state.stage for state in guest_states(CourseSession.objects.all()).values()}
    assert stages == {*Stage}
    told = EveningNote.objects.exclude(photo="").get(sent_at__isnull=False)
    assert told.session.cohort.name == ALNA.name
    assert [faces.total for faces in faces_of(sessions).values()] == [7]
    assert sorted(FeedbackWindow.objects.values_list("received", flat=True)) == [3, 7]
    assert all(host.phone for session in CourseSession.objects.all() for host in hosts_of(session)), "nobody to call"
    kinds = set(GuestInvitation.objects.values_list("state", flat=True))
    assert kinds >= {"asked", "queued", "proposed", "accepted", "declined", "cancelled", "handed_over"}

    alna = Cohort.objects.with_places().get(name=ALNA.name)
    shown = progress_of(alna, alna.enrolments.all())
    assert {each.judgement.verdict for each in shown} == {Verdict.ON_TRACK, Verdict.AT_RISK, Verdict.NEEDS_CATCH_UP}
    making_up = [line.making_up for each in shown for line in each.modules if line.making_up]
    assert {each.step for each in making_up} == {*Step}
    assert {each.row.way for each in making_up} == {*BEGUN}
    assert set(CatchUp.objects.values_list("state", flat=True)) == {*State}


@pytest.mark.parametrize("today", [date(2026, 11, 22), date(2026, 12, 10), date(2027, 6, 1), date(2027, 12, 24)])
def test_demo_course_goes_on_across_the_next_christmas(today):
    first = before_christmas(today)
    christmas = date(first.year, 12, 24)
    assert first > today
    assert timedelta(0) < christmas - first <= timedelta(weeks=8)
