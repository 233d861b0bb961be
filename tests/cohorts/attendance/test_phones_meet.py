"""Two phones, duplicates, parcels in the wrong order: random evenings end as docs/attendance.md says."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cohorts.attendance.actions import record_marks
from cohorts.attendance.rules import Mark, Outcome, Status
from cohorts.models import Attendance, AttendanceOperation
from lms.people.roles import Role
from tests.books import assert_books_balance
from tests.factories.cohorts import CohortFactory, session_of, trainee_of
from tests.factories.people import person_with

pytestmark = pytest.mark.django_db

TAPS = st.lists(st.tuples(st.integers(0, 2), st.sampled_from([*Status, "everyone else"])), max_size=6)


@pytest.fixture
def evening():
    cohort = CohortFactory()
    women = [trainee_of(cohort) for _ in range(3)]
    session = session_of(cohort, timezone.localdate() - timedelta(days=1))
    return person_with(Role.COORDINATOR, cohort.district), session, women


def marks_of(taps, women) -> list[Mark]:
    """Give what a phone without network writes down."""
    return [
        Mark(
            key=uuid4(),
            woman=women[which].public_id,
            status=Status.PRESENT if said == "everyone else" else said,
            number=number,
            only_if_empty=said == "everyone else",
        )
        for number, (which, said) in enumerate(taps, 1)
    ]


def said_last(taps, which: int) -> str:
    """Give what one phone alone wants to stand for a woman."""
    stands = ""
    for woman, said in taps:
        if woman == which and said == "everyone else":
            stands = stands or "present"
        elif woman == which:
            stands = said
    return stands


# Every example is rolled back, so that the fixture is as it was.
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_random_evenings_of_two_phones_end_in_the_documented_state(evening, data):
    host, session, women = evening
    taps = {phone: data.draw(TAPS) for phone in ("phone-one", "phone-two")}
    sent = [(phone, mark) for phone in taps for mark in marks_of(taps[phone], women)]
    arrivals = data.draw(st.permutations(sent * 2))
    with transaction.atomic():
        results = [
            result
            for phone, mark in arrivals
            for result in record_marks(by=host, session=session, marks=[mark], device=phone)
        ]
        assert_books_balance(results)
        assert AttendanceOperation.objects.count() == len(sent)
        marks = dict(Attendance.objects.values_list("enrolment", "status"))
        refused = set(AttendanceOperation.objects.filter(outcome=Outcome.REFUSED).values_list("enrolment", flat=True))
        for which, woman in enumerate(women):
            wanted = {said_last(taps[phone], which) for phone in taps if which in [each for each, _said in taps[phone]]}
            stands = marks.get(woman.pk, "")
            if len(wanted) <= 1 and woman.pk not in refused:
                assert stands == next(iter(wanted), "")
            elif woman.pk not in refused:
                assert stands in wanted
        transaction.set_rollback(True)
