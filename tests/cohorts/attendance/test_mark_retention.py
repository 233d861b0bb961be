"""What is left of marks when the clock goes on: keys and phones for 90 days, marks for a year, then their worth."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone, translation

from cohorts.attendance.actions import record_marks, record_walk_ins
from cohorts.attendance.actions.retention import forget_phones, keep_only_credit
from cohorts.attendance.dashboards import progress_of
from cohorts.attendance.rules import Guest, Mark, Status
from cohorts.models import Attendance, AttendanceOperation, CatchUp, Cohort, ModuleCredit, WalkIn
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, planned_weekly, trainee_of
from tests.factories.curriculum import make_module, make_released
from tests.factories.people import person_with

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def in_days(days: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(days=days))


@pytest.fixture
def cohort():
    """A course of four evenings, the last of them a week ago."""
    kinds = ["frame", "subject", "subject", "frame"]
    edition = make_released([make_module(f"Modul {n}", kind) for n, kind in enumerate(kinds, 1)])
    cohort = CohortFactory(edition=edition, state=Cohort.State.RUNNING)
    planned_weekly(cohort, timezone.localdate() - timedelta(weeks=4))
    return cohort


@pytest.fixture
def host(cohort):
    return person_with(Role.COORDINATOR, cohort.district)


def mark_all(cohort, host, woman, *statuses):
    for number, (session, status) in enumerate(zip(cohort.sessions.order_by("date"), statuses, strict=True), 1):
        mark = Mark(key=uuid4(), woman=woman.public_id, status=status, number=number)
        record_marks(by=host, session=session, marks=[mark], device="phone-one", label="Mobil", confirmed=True)


def shown(cohort, woman):
    with translation.override("en"):
        [progress] = progress_of(cohort, [woman])
        return progress.sentence, [(line.place.pk, line.state, bool(line.making_up)) for line in progress.modules]


def test_marks_go_a_year_after_the_course_and_what_she_has_stays(cohort, host):
    woman, other = trainee_of(cohort), trainee_of(cohort)
    mark_all(cohort, host, woman, Status.PRESENT, Status.ABSENT, Status.LATE, Status.EXCUSED)
    evening = cohort.sessions.latest("date")
    record_walk_ins(by=host, session=evening, guests=[Guest(uuid4(), "Leyla", 9)], device="phone-one")
    missed = cohort.edition.places.get(position=2)
    CatchUp.objects.create(enrolment=woman, edition_module=missed, way="read", state="done")
    before = shown(cohort, woman), shown(cohort, other)
    with in_days(350):
        assert keep_only_credit() == 0
    with in_days(370):
        assert keep_only_credit() == 4 + 4 + 1 + 1
        assert keep_only_credit() == 0
        (sentence, lines), nothing = shown(cohort, woman), shown(cohort, other)
        late = Mark(key=uuid4(), woman=other.public_id, status=Status.PRESENT, number=1)
        [result] = record_marks(by=host, session=evening, marks=[late], device="phone-two", confirmed=True)
    assert not any(model.objects.exists() for model in (Attendance, WalkIn, CatchUp))
    assert AttendanceOperation.objects.get().reason == result.reason == "settled"
    assert [sentence, [line[:2] for line in lines]] == [before[0][0], [line[:2] for line in before[0][1]]]
    assert nothing == before[1]
    assert sorted(ModuleCredit.objects.values_list("standing", flat=True)) == [
        "made_up",
        "missing",
        "present",
        "present",
    ]


def test_key_and_phone_are_forgotten_after_90_days_and_what_was_done_stays(cohort, host):
    woman = trainee_of(cohort)
    mark_all(cohort, host, woman, *[Status.PRESENT] * 4)
    record_walk_ins(by=host, session=cohort.sessions.first(), guests=[Guest(uuid4(), "Leyla", 9)], device="phone-one")
    with in_days(88):
        assert forget_phones() == 0
    with in_days(91):
        assert forget_phones() == 4
        assert forget_phones() == 0
    told = (
        AttendanceOperation.objects.order_by().values_list("key", "device", "device_label", "by", "status").distinct()
    )
    assert list(told) == [(None, "", "", host.pk, "present")]
    assert {*Attendance.objects.values_list("device", "status")} == {("", "present")}
    assert [*WalkIn.objects.values_list("device", "name")] == [("", "Leyla")]


def test_phone_that_comes_back_after_all_that_doubles_nothing(cohort, host):
    woman, session = trainee_of(cohort), cohort.sessions.first()
    sent = [Mark(key=uuid4(), woman=woman.public_id, status=Status.PRESENT, number=1)]
    record_marks(by=host, session=session, marks=sent, device="phone-one", confirmed=True)
    with in_days(91):
        forget_phones()
        [unsure] = record_marks(by=host, session=session, marks=sent, device="phone-one")
    assert unsure.reason == "too_late"
    assert (Attendance.objects.get().status, Attendance.objects.get().revision) == ("present", 1)
