"""Women say on their own phones that they are here: by a code that changes, or by its number."""

from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cohorts.attendance.actions import check_in, check_in_by_number, close_door, open_door, record_marks
from cohorts.attendance.models.marks import Source
from cohorts.attendance.rules import Entry, Mark, Status
from cohorts.models import Attendance, AttendanceOperation, CatchUp, Door
from lms.people.models import FailedAttempt
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, session_of, trainee_of
from tests.factories.people import person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]
DAY = date(2027, 3, 9)  # a Tuesday; the evening is from 17 to 20


@pytest.fixture
def clock(cohort):
    with time_machine.travel(at(cohort, 17), tick=False) as moved:
        yield moved


@pytest.fixture
def cohort():
    return CohortFactory()


@pytest.fixture
def session(cohort):
    return session_of(cohort, DAY)


@pytest.fixture
def host(cohort):
    return person_with(Role.COORDINATOR, cohort.district)


@pytest.fixture
def door(clock, session, host):
    open_door(by=host, session=session)
    return Door.objects.get()


@pytest.fixture
def place(cohort):
    return trainee_of(cohort)


def at(cohort, *clock):
    """Give a moment of the day of the evening, by the clock on its wall."""
    return datetime(2027, 3, 9, *clock, tzinfo=ZoneInfo(cohort.time_zone))


def scan(place, session, door, word=None):
    word = door.codes.word if word is None else word
    return check_in(by=place.person, place=place, session=session, word=word, key=uuid4()).entry


def test_woman_who_scans_stands_as_there_by_her_own_word(door, session, place):
    assert scan(place, session, door) == Entry.HERE
    mark = Attendance.objects.get()
    assert (mark.status, mark.source, mark.marked_by) == ("present", Source.SELF, place.person)
    assert AttendanceOperation.objects.get().device == f"self-{place.public_id.hex}"


def test_second_scan_says_that_she_is_here_and_the_word_of_the_host_is_never_overwritten(door, session, place, host):
    assert [scan(place, session, door) for _ in range(2)] == [Entry.HERE, Entry.ALREADY]
    excused = trainee_of(session.cohort)
    mark = Mark(key=uuid4(), woman=excused.public_id, status=Status.EXCUSED, number=1)
    record_marks(by=host, session=session, marks=[mark], device="phone-one")
    assert scan(excused, session, door) == Entry.ASK_HOST
    assert Attendance.objects.get(enrolment=excused).status == "excused"


def test_code_lasts_for_its_minute_and_the_next_one(door, session, clock, cohort):
    word, number = door.codes.word, door.codes.number
    clock.move_to(at(cohort, 17, 1, 59))
    assert door.takes_word(word)
    assert door.takes_number(number)
    clock.move_to(at(cohort, 17, 2))
    assert scan(trainee_of(cohort), session, door, word) == Entry.TOO_OLD


@pytest.mark.parametrize(
    ("minutes", "entry"),
    [(-46, "too_early"), (-45, "here"), (0, "here"), (195, "here"), (196, "over")],
)
def test_check_in_counts_only_around_the_evening(door, place, clock, minutes, entry):
    session = door.session
    clock.move_to(session.begins + timedelta(minutes=minutes))
    assert scan(place, session, door) == entry


def test_whoever_comes_after_the_minutes_of_her_edition_is_late(door, session, clock, cohort):
    clock.move_to(at(cohort, 17, 30))
    scan(trainee_of(cohort), session, door)
    clock.move_to(at(cohort, 17, 31))
    scan(trainee_of(cohort), session, door)
    assert list(Attendance.objects.order_by("pk").values_list("status", "minutes")) == [("present", None), ("late", 31)]


def test_closed_door_lets_nobody_in_and_opened_again_has_new_codes(door, session, place, host):
    old = door.codes.word
    close_door(by=host, session=session)
    assert scan(place, session, door) == Entry.NOT_OPEN
    open_door(by=host, session=session)
    assert scan(place, session, door, old) == Entry.TOO_OLD
    session.state = "cancelled"
    assert scan(place, session, Door.objects.get()) == Entry.CANCELLED


def test_number_lets_a_woman_into_her_own_evening_only(door, session, place, cohort):
    stranger = trainee_of(CohortFactory())
    number = door.codes.number
    assert check_in_by_number(by=stranger.person, number=number, key=uuid4()).entry == Entry.NO_EVENING
    assert check_in_by_number(by=place.person, number=number, key=uuid4()).entry == Entry.HERE
    assert list(Attendance.objects.values_list("enrolment", flat=True)) == [place.pk]


def test_guessing_the_number_ends_after_a_few_tries_and_again_after_a_day(door, place, clock, cohort):
    wrong = f"{(int(door.codes.number) + 5000) % 10_000:04d}"

    def guess(number=wrong):
        return check_in_by_number(by=place.person, number=number, key=uuid4()).entry

    assert [guess() for _ in range(7)] == [Entry.WRONG] * 6 + [Entry.TOO_MANY]
    assert guess(door.codes.number) == Entry.TOO_MANY, "the right one after too many tries would tell that it is right"
    clock.shift(timedelta(minutes=16))
    assert [guess("0") for _ in range(7)] == [Entry.WRONG] * 6 + [Entry.TOO_MANY]
    clock.shift(timedelta(minutes=16))
    assert guess() == Entry.TOO_MANY
    assert not FailedAttempt.objects.exclude(address="").exists(), "nothing says where she was"
    assert not FailedAttempt.objects.filter(kind="failure").exists(), "she can still sign in"


def test_woman_marks_nobody_else_and_no_other_word(door, session, place, cohort):
    other = trainee_of(cohort)
    for woman, status, fills in (
        (other, Status.PRESENT, True),
        (place, Status.EXCUSED, True),
        (place, Status.PRESENT, False),
    ):
        mark = Mark(key=uuid4(), woman=woman.public_id, status=status, number=1, only_if_empty=fills)
        with pytest.raises(PermissionDenied):
            record_marks(by=place.person, session=session, marks=[mark], device="mine", source=Source.SELF)


def test_pages_lead_from_the_wall_to_her_list(client, door, place, host):
    session = door.session
    client.force_login(host)
    wall = client.get(reverse("door", args=[session.public_id])).content.decode()
    assert door.codes.number in wall
    assert place.person.name.split()[0] not in wall
    client.force_login(place.person)
    address = reverse("check_in_code", args=[session.public_id, door.codes.word])
    for _ in range(20):
        assert client.get(address).status_code == 200
    assert not Attendance.objects.exists(), "opening changes nothing"
    shown = client.post(address, {"key": uuid4()}, follow=True)
    assert "Du er her" in shown.content.decode()
    assert client.post(reverse("check_in"), {"key": uuid4(), "number": "12x4"}).status_code == 422
    assert client.post(reverse("check_in"), {"key": uuid4(), "number": "٠٠٠"}).status_code == 422


def test_woman_of_another_course_reads_the_same_of_every_evening_that_is_not_hers(client, door, session):
    client.force_login(trainee_of(CohortFactory()).person)
    foreign = client.get(reverse("check_in_code", args=[session.public_id, door.codes.word]))
    absent = client.get(reverse("check_in_code", args=[uuid4(), "a"]))
    assert (foreign.status_code, absent.status_code) == (404, 404)
    assert "ikke en kode" in foreign.content.decode()
    assert "ikke en kode" in absent.content.decode()


def test_awaited_visitor_from_another_course_checks_in_as_well(door, session):
    visitor = trainee_of(CohortFactory())
    module = visitor.cohort.edition.places.first()
    CatchUp.objects.create(
        enrolment=visitor, edition_module=module, way="visit", state="agreed", session=session, seat=1
    )
    number = door.codes.number
    assert check_in_by_number(by=visitor.person, number=number, key=uuid4()).entry == Entry.HERE
    assert scan(visitor, session, door) == Entry.ALREADY


def test_whoever_is_not_signed_in_is_led_back_after_signing_in(client, door, session):
    address = reverse("check_in_code", args=[session.public_id, door.codes.word])
    assert address in client.get(address)["Location"]


def test_woman_reads_the_page_in_her_own_language(client, door, session, cohort):
    reader = trainee_of(cohort, interface_language="ar")
    client.force_login(reader.person)
    address = reverse("check_in_code", args=[session.public_id, door.codes.word])
    assert client.get(address)["Location"].startswith("/ar/")


def test_check_in_takes_few_queries(client, door, session, place, django_assert_max_num_queries):
    client.force_login(place.person)
    with django_assert_max_num_queries(25):
        client.post(reverse("check_in"), {"key": uuid4(), "number": door.codes.number})
    assert Attendance.objects.count() == 1
