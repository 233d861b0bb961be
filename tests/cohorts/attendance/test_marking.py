"""Marks are stored once, whatever the network does."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cohorts.attendance.actions import record_marks
from cohorts.attendance.rules import Mark, Outcome, Status
from cohorts.models import Attendance, AttendanceOperation
from lms.people.roles import Role
from tests.books import assert_books_balance
from tests.factories.cohorts import CohortFactory, session_of, trainee_of
from tests.factories.people import person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


@pytest.fixture
def cohort():
    return CohortFactory()


@pytest.fixture
def session(cohort):
    return session_of(cohort, timezone.localdate() - timedelta(days=1))


@pytest.fixture
def host(cohort):
    return person_with(Role.COORDINATOR, cohort.district)


def mark(woman, status=Status.PRESENT, number=1, **more):
    return Mark(key=more.pop("key", None) or uuid4(), woman=woman.public_id, status=status, number=number, **more)


def test_mark_is_stored_with_its_operation(session, host, cohort):
    woman = trainee_of(cohort)
    [result] = record_marks(by=host, session=session, marks=[mark(woman)], device="phone-one")
    assert (result.outcome, result.revision) == (Outcome.APPLIED, 1)
    assert Attendance.objects.get(session=session, enrolment=woman).status == "present"


def test_same_operation_again_changes_nothing_and_is_counted(session, host, cohort):
    sent = [mark(trainee_of(cohort))]
    results = [
        result
        for _ in range(3)
        for result in record_marks(by=host, session=session, marks=sent * 2, device="phone-one")
    ]
    assert [result.outcome for result in results] == [Outcome.APPLIED, *[Outcome.REPEATED] * 5]
    assert {result.stored for result in results} == {Outcome.APPLIED}
    assert_books_balance(results)


@pytest.mark.parametrize("count", [0, 1, 3, 60])
def test_as_many_women_in_as_marks_out_with_bounded_queries(
    session, host, cohort, count, django_assert_max_num_queries
):
    sent = [mark(trainee_of(cohort), number=n) for n in range(1, count + 1)]
    with django_assert_max_num_queries(14):
        record_marks(by=host, session=session, marks=sent, device="phone-one")
    assert Attendance.objects.filter(session=session, status="present").count() == count


def test_two_phones_see_both_values_and_the_first_stands(session, host, cohort):
    woman = trainee_of(cohort)
    record_marks(by=host, session=session, marks=[mark(woman)], device="phone-one")
    [result] = record_marks(by=host, session=session, marks=[mark(woman, Status.ABSENT)], device="phone-two")
    assert (result.outcome, result.reason, result.status) == (Outcome.REFUSED, "conflict", "present")
    assert AttendanceOperation.objects.filter(status="absent", outcome="refused").exists()


def test_woman_of_another_cohort_is_refused_and_the_operation_kept(session, host):
    [result] = record_marks(by=host, session=session, marks=[mark(trainee_of(CohortFactory()))], device="phone-one")
    assert (result.outcome, result.reason) == (Outcome.REFUSED, "not_in_cohort")
    assert AttendanceOperation.objects.get().enrolment is None


def test_old_evening_is_marked_only_by_whoever_means_it(cohort, host):
    old, woman = session_of(cohort, timezone.localdate() - timedelta(days=16)), trainee_of(cohort)
    [result] = record_marks(by=host, session=old, marks=[mark(woman)], device="phone-one")
    assert result.reason == "too_late"
    [result] = record_marks(by=host, session=old, marks=[mark(woman, number=2)], device="phone-one", confirmed=True)
    assert result.outcome == Outcome.APPLIED
    logged = ModelLogEntry.objects.get(action="cohorts.old_evening_marked")
    assert (logged.user, logged.data) == (host, {"evening": old.number})


def test_evening_ahead_cannot_be_marked(cohort, host):
    ahead, woman = session_of(cohort, timezone.localdate() + timedelta(days=2)), trainee_of(cohort)
    assert record_marks(by=host, session=ahead, marks=[mark(woman)], device="phone-one")[0].reason == "too_early"


def test_trainee_marks_nobody_not_even_herself(session, cohort):
    woman = trainee_of(cohort)
    with pytest.raises(PermissionDenied):
        record_marks(by=woman.person, session=session, marks=[mark(woman)], device="phone-one")


def test_phone_sends_a_parcel_and_learns_what_stands(client, session, host, cohort):
    woman = trainee_of(cohort)
    client.force_login(host)
    parcel = {
        "device": "phone-one",
        "marks": [{"key": str(uuid4()), "woman": str(woman.public_id), "status": "late", "minutes": 10, "number": 1}],
    }
    url = f"/cohorts/evenings/{session.public_id}/roll/marks/"
    answer = client.post(url, json.dumps(parcel), content_type="application/json").json()
    assert [each["outcome"] for each in answer["results"]] == ["applied"]
    [told] = answer["results"]
    assert (told["status"], told["minutes"], told["revision"]) == ("late", 10, 1)
    stands = {"woman": str(woman.public_id), "status": "late", "minutes": 10, "revision": 1}
    assert client.get(url).json()["stands"] == [stands]
    parcel["marks"][0]["status"] = "sick"
    assert client.post(url, json.dumps(parcel), content_type="application/json").status_code == 400


def test_page_without_javascript_marks_one_and_then_everyone_else(client, session, host, cohort):
    one, other = trainee_of(cohort), trainee_of(cohort)
    client.force_login(host)
    url = f"/cohorts/evenings/{session.public_id}/roll/"
    client.post(url, {"key": uuid4(), "woman": one.public_id, "status": "excused", "base": 0})
    client.post(url, {"key": uuid4(), "status": "present"})
    assert dict(Attendance.objects.values_list("enrolment", "status")) == {one.pk: "excused", other.pk: "present"}
    assert client.get(url).status_code == 200
