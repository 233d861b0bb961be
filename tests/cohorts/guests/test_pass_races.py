"""Links used by several people at the same instant: real threads, one outcome, one message."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import close_old_connections, connection
from django.test import Client
from django.utils import timezone

from cohorts.models import GuestInvitation
from lms.people.models import Notice
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, session_of
from tests.factories.guests import invitation_to, pass_of
from tests.factories.people import person_with

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
State = GuestInvitation.State


@pytest.fixture
def session():
    session = session_of(CohortFactory(), timezone.localdate() + timedelta(days=20))
    session.cohort.coordinators.create(person=person_with(Role.COORDINATOR, session.cohort.district))
    return session


def together(*posts) -> list[int]:
    """Send posts (path, fields) at the same instant and give the codes."""
    barrier, codes = Barrier(len(posts)), []

    def run(path: str, fields: dict) -> None:
        close_old_connections()
        client = Client(raise_request_exception=False)
        barrier.wait()
        try:
            codes.append(client.post(path, fields).status_code)
        finally:
            connection.close()

    threads = [Thread(target=run, args=post) for post in posts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(codes)


def test_of_two_who_take_the_last_place_one_comes_and_the_host_is_told_once(session):
    first = invitation_to(session)
    second = invitation_to(session, request=first.request)
    yes = {"do": "accept", "seen": session.sequence}
    codes = together((pass_of(first), yes), (pass_of(second), yes))
    assert codes[0] == 302
    assert codes[1] in (409, 410)
    assert GuestInvitation.objects.accepted().count() == 1
    assert Notice.objects.filter(event="guest_answered").count() == 1


def test_twenty_presses_on_yes_are_one_answer_and_one_message(session):
    path = pass_of(invitation_to(session))
    codes = together(*[(path, {"do": "accept", "seen": session.sequence})] * 20)
    assert codes == [302] * 20
    assert GuestInvitation.objects.get().state == State.ACCEPTED
    assert Notice.objects.filter(event="guest_answered").count() == 1


def test_handed_over_twice_at_once_there_is_one_colleague(session):
    invitation = invitation_to(session)
    path = pass_of(invitation) + "colleague/"
    codes = together(*[(path, {"name": name, "reach": f"{name}@example.org"}) for name in ("kari", "anne")])
    assert codes[0] == 302
    assert codes[1] in (410, 422)
    assert GuestInvitation.objects.count() == 2
    assert Notice.objects.filter(event="guest_handed").count() == 1
