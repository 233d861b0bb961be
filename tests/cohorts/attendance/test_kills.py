"""All processes of the site are killed while phones send: what was acknowledged is there, once."""

import random
import threading
import time

import pytest
from django.utils import timezone

from cohorts.models import Attendance, AttendanceOperation
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, session_of, trainee_of
from tests.factories.people import person_with
from tests.serving import Phone, Site

PHONES = 4


class Sender(threading.Thread):
    """One phone, whose marks are sent again until they are acknowledged."""

    def __init__(self, phone: Phone, evening, woman, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.phone, self.evening, self.woman, self.stop = phone, evening, woman, stop
        self.acknowledged: list[dict] = []

    def run(self) -> None:
        """Mark one woman, each time otherwise."""
        while not self.stop.is_set():
            mark = self.phone.mark(self.woman, random.choice(["present", "absent", "late", ""]))  # noqa: S311
            while (answer := self.phone.send(self.evening, [mark])) is None:
                if self.stop.is_set():
                    return
                time.sleep(0.05)
            assert answer["results"][0]["stored"] == "applied"
            self.acknowledged.append(mark)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kills", [1, pytest.param(50, marks=pytest.mark.long)])
def test_killing_the_site_loses_no_acknowledged_mark_and_doubles_none(kills, client, tmp_path, measured):
    session = session_of(CohortFactory(), timezone.localdate())
    women = [trainee_of(session.cohort) for _ in range(PHONES)]
    client.force_login(person_with(Role.COORDINATOR, session.cohort.district))
    key = client.cookies["sessionid"].value
    site, stop = Site(tmp_path), threading.Event()
    site.start()
    senders = [
        Sender(Phone(site.port, key, f"number-{n}"), session.public_id, woman.public_id, stop)
        for n, woman in enumerate(women)
    ]
    try:
        for sender in senders:
            sender.start()
        back = []
        for _ in range(kills):
            time.sleep(random.uniform(0.2, 2))  # noqa: S311
            site.kill()
            back.append(site.start())
        time.sleep(1)
        stop.set()
        for sender in senders:
            sender.join(40)
    finally:
        stop.set()
        site.kill()
    measured("the site is back after a kill", max(back), 5)
    stored = dict(AttendanceOperation.objects.values_list("key", "times_received"))
    for sender, woman in zip(senders, women, strict=True):
        assert sender.acknowledged, "nothing was acknowledged: the test proves nothing"
        assert {mark["key"] for mark in sender.acknowledged} <= {str(key) for key in stored}
        said = AttendanceOperation.objects.filter(enrolment=woman).order_by("-number").first()
        assert said.number >= sender.acknowledged[-1]["number"]
        assert Attendance.objects.get(enrolment=woman).status == said.status
