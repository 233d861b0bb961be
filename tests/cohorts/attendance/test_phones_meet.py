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

FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
@FEW
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


class Basement:
    """A phone that has network and loses it, and sends what waits when it has it again, as the script of the roll does:
    each mark names the version that the phone has seen last."""

    def __init__(self, name: str, host, session) -> None:
        self.name, self.host, self.session = name, host, session
        self.seen: dict = {}
        self.waiting: list[Mark] = []
        self.number, self.has_network, self.last, self.results = 0, True, {}, []

    def tap(self, woman, status: Status) -> None:
        self.number += 1
        base = self.seen.get(woman.pk, 0)
        self.waiting.append(Mark(uuid4(), woman.public_id, status, self.number, base))
        self.last[woman.pk] = status
        if self.has_network:
            self.flush()

    def flush(self) -> None:
        sent, self.waiting = self.waiting * 2, []  # the first answer was lost
        self.results += record_marks(by=self.host, session=self.session, marks=sent, device=self.name)
        self.seen = dict(Attendance.objects.filter(session=self.session).values_list("enrolment", "revision"))

    def turn(self, network: bool) -> None:
        self.has_network = network
        if network:
            self.flush()


STEPS = st.lists(
    st.tuples(st.integers(0, 1), st.sampled_from(["network", "no network", *range(3)]), st.sampled_from(Status)),
    max_size=14,
)


@FEW
@given(STEPS)
def test_phones_that_lose_network_and_find_it_again_end_in_the_documented_state(evening, steps):
    host, session, women = evening
    with transaction.atomic():
        phones = [Basement(name, host, session) for name in ("phone-one", "phone-two")]
        for which, what, status in steps:
            if what in ("network", "no network"):
                phones[which].turn(what == "network")
            else:
                phones[which].tap(women[what], status)
        for phone in phones:
            phone.turn(network=True)
        assert_books_balance(result for phone in phones for result in phone.results)
        marks = dict(Attendance.objects.values_list("enrolment", "status"))
        refused = set(AttendanceOperation.objects.filter(outcome=Outcome.REFUSED).values_list("enrolment", flat=True))
        for woman in women:
            said = [phone.last[woman.pk] for phone in phones if woman.pk in phone.last]
            if len(said) < 2:
                assert marks.get(woman.pk, "") == (said[0] if said else "")
                assert woman.pk not in refused
            elif woman.pk not in refused:
                assert marks.get(woman.pk, "") in said
        transaction.set_rollback(True)


@pytest.fixture
def sixty():
    cohort = CohortFactory()
    session = session_of(cohort, timezone.localdate() - timedelta(days=1))
    return person_with(Role.COORDINATOR, cohort.district), session, [trainee_of(cohort) for _ in range(60)]


@settings(FEW, max_examples=12)
@given(st.data())
def test_as_many_marks_come_out_as_women_go_in(sixty, data):
    host, session, women = sixty
    some = data.draw(st.permutations(women))[: data.draw(st.integers(1, 60))]
    parcels = data.draw(st.integers(1, len(some)))
    with transaction.atomic():
        for start in range(parcels):
            marks = [Mark(uuid4(), each.public_id, Status.PRESENT, n) for n, each in enumerate(some[start::parcels], 1)]
            record_marks(by=host, session=session, marks=marks, device=f"phone-{start:04}")
        marked = Attendance.objects.filter(session=session, status="present").values_list("enrolment", flat=True)
        assert sorted(marked) == sorted(each.pk for each in some)
        transaction.set_rollback(True)
