"""What happens at the same moment: one parcel on many connections, two scans of one woman, many guesses of another."""

from datetime import time
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from cohorts.attendance.actions import check_in, check_in_by_number, open_door, record_marks
from cohorts.attendance.rules import Entry, Mark, Status
from cohorts.models import Attendance, AttendanceOperation, Door
from lms.people.models import FailedAttempt
from lms.people.models.limits import CHECK_IN_LIMIT
from lms.people.roles import Role
from tests.books import assert_books_balance
from tests.factories.cohorts import CohortFactory, session_of, trainee_of
from tests.factories.people import person_with


def at_once(count, do) -> list:
    """Do the same on several connections at one moment, and give what came out."""
    barrier, found = Barrier(count), []

    def run() -> None:
        barrier.wait()
        try:
            found.append(do())
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_scans_at_once_make_one_mark_and_guesses_at_once_are_all_counted():
    session = session_of(CohortFactory(), timezone.localdate(), starts_at=time(0, 0), ends_at=time(23, 59))
    scans, guesses = trainee_of(session.cohort), trainee_of(session.cohort)
    open_door(by=person_with(Role.COORDINATOR, session.cohort.district), session=session)
    door = Door.objects.get()
    word, wrong = door.codes.word, f"{(int(door.codes.number) + 5000) % 10_000:04d}"
    entered = at_once(3, lambda: check_in(by=scans.person, place=scans, session=session, word=word, key=uuid4()).entry)
    assert sorted(entered) == [Entry.ALREADY, Entry.ALREADY, Entry.HERE]
    assert Attendance.objects.get().enrolment == scans
    assert AttendanceOperation.objects.count() == 3
    tried = at_once(9, lambda: check_in_by_number(by=guesses.person, number=wrong, key=uuid4()).entry)
    assert sorted(tried) == [Entry.TOO_MANY] * (9 - CHECK_IN_LIMIT) + [Entry.WRONG] * CHECK_IN_LIMIT
    assert FailedAttempt.objects.count() == CHECK_IN_LIMIT


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_one_parcel_on_many_connections_at_once_counts_once():
    session = session_of(CohortFactory(), timezone.localdate())
    host = person_with(Role.COORDINATOR, session.cohort.district)
    marks = [Mark(uuid4(), trainee_of(session.cohort).public_id, Status.PRESENT, n) for n in range(1, 4)]
    results = at_once(5, lambda: record_marks(by=host, session=session, marks=marks, device="phone-one"))
    assert_books_balance(result for each in results for result in each)
    assert AttendanceOperation.objects.filter(times_received=5).count() == Attendance.objects.count() == 3
    assert {*Attendance.objects.values_list("revision", flat=True)} == {1}
