"""A tablet in the doorway: names to tap, and nothing else on it."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from cohorts.attendance.actions import record_marks
from cohorts.attendance.rules import Mark, Status
from cohorts.models import Attendance
from lms.people.models import AccessLink, ReadLog, RoleAssignment, Session
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, session_of, trainee_of
from tests.factories.people import person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


@pytest.fixture
def cohort():
    return CohortFactory()


@pytest.fixture
def session(cohort):
    return session_of(cohort, timezone.localdate() + timedelta(days=1))


@pytest.fixture
def clock(session):
    with time_machine.travel(session.begins, tick=False) as moved:
        yield moved


@pytest.fixture
def host(cohort):
    return person_with(Role.COORDINATOR, cohort.district)


@pytest.fixture
def tablet(client, clock, session, host):
    """Give a browser that its host has turned into the tablet."""
    client.force_login(host)
    client.post(reverse("kiosk_start", args=[session.public_id]), {"do": "start"})
    return client


def tap(tablet, place, **more):
    return tablet.post(reverse("kiosk"), {"woman": place.public_id, "key": uuid4()} | more, follow=True)


def test_tablet_is_signed_out_and_shows_names_and_no_way_on(tablet, session, host, cohort):
    place = trainee_of(cohort, name="Amina Abdi", phone="+4799887766")
    page = tablet.get(reverse("kiosk")).content.decode()
    assert "Amina A." in page
    assert "99887766" not in page
    assert "Abdi" not in page
    assert not Session.objects.filter(user=host).exists()
    assert tablet.get(reverse("evening", args=[session.public_id])).status_code == 302
    assert reverse("my_page") not in page
    assert tap(tablet, place).status_code == 200
    assert Attendance.objects.get().source == "kiosk"


def test_names_on_the_tablet_are_noted_as_read_by_whoever_put_it_there(client, clock, session, host, cohort):
    place = trainee_of(cohort)
    client.force_login(host)
    client.post(reverse("kiosk_start", args=[session.public_id]), {"do": "start"})
    assert str(place.person.public_id) in ReadLog.objects.get(view="kiosk", reader=host).subjects


def test_tap_is_taken_back_within_half_a_minute_and_can_be_repeated(tablet, cohort, clock):
    place, key = trainee_of(cohort), uuid4()
    tap(tablet, place, key=key)
    clock.shift(timedelta(seconds=20))
    tablet.post(reverse("kiosk"), {"do": "undo", "key": key})
    assert Attendance.objects.get().status == ""
    again = uuid4()
    clock.shift(timedelta(seconds=1))
    tap(tablet, place, key=again)
    assert Attendance.objects.get().status == "present"
    clock.shift(timedelta(seconds=31))
    tablet.post(reverse("kiosk"), {"do": "undo", "key": again})
    assert Attendance.objects.get().status == "present"


def test_tablet_never_overwrites_the_host_nor_shows_what_she_wrote(tablet, cohort, session, host):
    place = trainee_of(cohort)
    mark = Mark(key=uuid4(), woman=place.public_id, status=Status.ABSENT, number=1)
    record_marks(by=host, session=session, marks=[mark], device="phone-one")
    assert "noe annet" in tap(tablet, place).content.decode()
    assert Attendance.objects.get().status == "absent"
    tap(tablet, trainee_of(CohortFactory()))
    assert Attendance.objects.count() == 1


@pytest.mark.parametrize("end", ["time", "revoked", "role", "moved"])
def test_tablet_ends_with_its_evening_its_link_and_its_host(tablet, session, host, clock, end):
    place = trainee_of(session.cohort, name="Amina Abdi")
    if end == "time":
        clock.move_to(session.ends + timedelta(minutes=16))
    elif end == "revoked":
        AccessLink.objects.update(revoked_at=timezone.now())
    elif end == "role":
        ended = timezone.now() - timedelta(hours=1)
        RoleAssignment.objects.filter(person=host).update(starts_at=ended - timedelta(days=9), ends_at=ended)
    else:
        session.date += timedelta(days=7)
        session.save()
    page = tablet.get(reverse("kiosk")).content.decode()
    tap(tablet, place)
    assert not Attendance.objects.exists()
    assert ("Amina" in page) == (end == "moved")


def test_device_with_marks_that_wait_does_not_become_a_tablet(client, clock, session, host):
    client.force_login(host)
    client.cookies["waits"] = "1"
    answer = client.post(reverse("kiosk_start", args=[session.public_id]), {"do": "start"})
    assert answer.status_code == 409
    assert Session.objects.filter(user=host).exists()
    assert not AccessLink.objects.filter(purpose="kiosk").exists()


def test_browser_without_the_key_reads_nothing(client, session):
    assert "Kurskveld" not in client.get(reverse("kiosk")).content.decode()
