"""What is left of a course, of a plan, of an account when the clock goes on: rows counted class by class."""

from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.utils import timezone

from cohorts.models import Cohort, Enrolment, PlanDraft, Question, Signature, Task
from cohorts.roster.actions import enrol, load_agreements, note_on_paper
from cohorts.roster.models import AgreementText, Purpose
from cohorts.schedule.models import CalendarInvitation, CourseSession, Rsvp
from lms.management.commands.tick import due_parts, tick
from lms.people.actions.accounts import purge_idle_accounts, remind_idle_accounts
from lms.people.actions.protection import protect
from lms.people.actions.retention import purge_roles
from lms.people.actions.signing_in import note_activity
from lms.people.models import AccessLink, Notice, RoleAssignment, User
from lms.people.roles import Role
from lms.retention import NIGHTLY, OF_COURSES
from tests.factories.cohorts import CohortFactory, session_of, trainee_of
from tests.factories.people import UserFactory, person_with, role_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


def in_days(days: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(days=days))


def rows_of_courses() -> dict[str, int]:
    return {label: apps.get_model(label).objects.count() for label in OF_COURSES}


@pytest.fixture
def cohort():
    """A course with one of everything, whose last evening was yesterday."""
    cohort = CohortFactory(state=Cohort.State.RUNNING, dishes={"halal": 4})
    coordinator = person_with(Role.COORDINATOR, cohort.district)
    place = trainee_of(cohort)
    evening = session_of(cohort, timezone.localdate() - timedelta(days=1))
    load_agreements(by=None, texts=[{"purpose": "phone", "language": "nb", "title": "T", "text": "T"}])
    note_on_paper(by=coordinator, enrolment=place, purposes=[Purpose.PHONE])
    Rsvp.objects.create(session=evening, enrolment=place, answer="coming", sequence=0)
    CalendarInvitation.objects.create(session=evening, enrolment=place, sent_to="a@example.org", sequence=0, told=0)
    Question.objects.create(cohort=cohort, text="Hva?")
    Task.objects.create(cohort=cohort, what="Ringe")
    cohort.coordinators.create(person=coordinator)
    PlanDraft.objects.create(cohort=cohort)
    return cohort


def test_practical_things_go_a_month_after_the_last_evening_and_the_rest_stays(cohort):
    before = rows_of_courses()
    with in_days(28):
        assert not tick(list(NIGHTLY))
    assert (Cohort.objects.get().dishes, PlanDraft.objects.count()) == ({"halal": 4}, 1)
    with in_days(31):
        assert not tick(list(NIGHTLY))
    assert (Cohort.objects.get().dishes, PlanDraft.objects.count()) == ({}, 0)
    assert rows_of_courses() == before


@pytest.mark.parametrize("was_ended", [True, False])
def test_everything_about_women_goes_two_years_after_the_course_and_the_plan_stays(cohort, was_ended):
    Cohort.objects.update(ended_at=timezone.now() if was_ended else None)
    with in_days(700):
        assert not tick(list(NIGHTLY))
    kept = rows_of_courses()
    assert all(kept[label] for label in ("cohorts.Enrolment", "cohorts.Signature", "cohorts.Rsvp", "cohorts.Task"))
    with in_days(733):
        assert not tick(list(NIGHTLY))
    assert set(rows_of_courses().values()) == {0}
    assert CourseSession.objects.count() == Cohort.objects.count() == AgreementText.objects.count() == 1


def test_course_that_goes_on_keeps_everything(cohort):
    session_of(cohort, timezone.localdate() + timedelta(days=720), number=2)
    with in_days(733):
        assert not tick(list(NIGHTLY))
    assert Signature.objects.count() == Enrolment.objects.count() == 1


def test_retention_is_work_for_the_night():
    noon = timezone.localtime().replace(hour=12)
    with time_machine.travel(noon):
        assert not {*due_parts()} & {*NIGHTLY}
    with time_machine.travel(noon.replace(hour=3)):
        assert {*due_parts()} >= {*NIGHTLY}


# --- accounts ---------------------------------------------------------------------------------------------------------


def test_account_ends_after_two_years_of_silence_and_a_month_after_the_reminder(cohort):
    woman = Enrolment.objects.get().person
    AccessLink.objects.create(subject=woman, purpose="feed", token_hash="x", expires_at=timezone.now())
    with in_days(690):
        assert remind_idle_accounts() == 0
    with in_days(702):
        assert purge_idle_accounts() == 0
        assert [remind_idle_accounts(), remind_idle_accounts()] == [1, 0]
    message = Notice.objects.get(recipient=woman, event="account_ends")
    assert woman.get_short_name() in message.body
    with in_days(731):
        assert purge_idle_accounts() == 0
    with in_days(734):
        assert purge_idle_accounts() == 1
    assert not User.objects.filter(pk=woman.pk).exists()
    assert not AccessLink.objects.exists()
    assert not Enrolment.objects.exists()


def test_nobody_is_deleted_without_a_reminder_however_long_ago(cohort):
    with in_days(2000):
        assert purge_idle_accounts() == 0


def test_who_comes_back_stays(cohort):
    woman = Enrolment.objects.get().person
    with in_days(705):
        remind_idle_accounts()
        note_activity(person=woman)
    with in_days(740):
        assert purge_idle_accounts() == 0
    woman.refresh_from_db()
    assert woman.reminded_on is None


def test_who_never_signs_in_stays_when_a_new_course_takes_her(cohort):
    woman, coordinator = Enrolment.objects.get().person, cohort.coordinators.get().person
    following = CohortFactory(district=cohort.district, local_group=cohort.local_group)
    with in_days(705):
        remind_idle_accounts()
        enrol(by=coordinator, cohort=following, name="", phone=woman.phone)
    with in_days(740):
        assert purge_idle_accounts() == 0


def test_who_holds_an_office_or_got_a_role_lately_stays(cohort):
    coordinator = User.objects.get(role_assignments__role=Role.COORDINATOR)
    late = UserFactory()
    with in_days(400):
        role_of(late, Role.TRAINEE, cohort.local_group, starts_at=timezone.now())
    with in_days(705):
        remind_idle_accounts()
    with in_days(740):
        purge_idle_accounts()
    assert set(User.objects.all()) == {coordinator, late}


def test_protected_woman_only_reads_on_her_phone_that_there_is_something(cohort):
    woman = Enrolment.objects.get().person
    protect(by=woman, person=woman)
    with in_days(705):
        remind_idle_accounts()
    sent = {notice.channel: notice.body for notice in Notice.objects.filter(recipient=woman)}
    assert woman.get_short_name() in sent["in_app"]
    assert woman.get_short_name() not in sent["sms"]


def test_role_goes_two_years_after_it_ended():
    role_of(UserFactory(), Role.TRAINEE, CohortFactory().local_group)
    ended = role_of(UserFactory(), Role.TRAINEE, CohortFactory().local_group)
    RoleAssignment.objects.filter(pk=ended.pk).update(ends_at=timezone.now())
    with in_days(733):
        assert purge_roles() == 1
    assert RoleAssignment.objects.count() == 1
