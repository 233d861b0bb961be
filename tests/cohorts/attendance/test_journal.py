"""The journal of the roll is only ever added to, and the database itself says so."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from cohorts.attendance.actions import record_marks
from cohorts.attendance.rules import Mark, Status
from cohorts.models import Attendance, AttendanceOperation
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, session_of, trainee_of
from tests.factories.people import person_with

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("one_edition")]


@pytest.fixture
def operation():
    cohort = CohortFactory()
    session = session_of(cohort, timezone.localdate() - timedelta(days=1))
    host = person_with(Role.COORDINATOR, cohort.district)
    mark = Mark(key=uuid4(), woman=trainee_of(cohort).public_id, status=Status.PRESENT, number=1)
    record_marks(by=host, session=session, marks=[mark], device="phone-one")
    return AttendanceOperation.objects.get()


@pytest.mark.parametrize(
    "change",
    [
        "status = 'absent'",
        "minutes = 5",
        "device = 'other'",
        "device = ''",
        "key = NULL",
        "key = NULL, device = '', device_label = '', status = 'absent'",
        "outcome = 'refused'",
        "enrolment_id = NULL",
        "times_received = 0",
    ],
)
def test_operation_in_the_database_refuses_changes(operation, change):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE cohorts_attendanceoperation SET {change}")  # noqa: S608  # our own words


def test_second_mark_of_a_woman_on_an_evening_is_refused_by_the_database(operation):
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(session=operation.session, enrolment=operation.enrolment, status="absent")


def test_operation_through_its_model_refuses_changes(operation):
    with pytest.raises(TypeError):
        operation.save()


def test_operation_outlives_who_did_it_and_is_counted_again(operation):
    operation.by.delete()
    AttendanceOperation.objects.update(times_received=2)
    operation.refresh_from_db()
    assert (operation.by, operation.times_received) == (None, 2)
