"""A guest answers through her link; opening it changes nothing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from cohorts.guests.actions import accept_invitation, cancel_invitation, decline_invitation, open_pass
from cohorts.models import GuestInvitation
from lms.people.models import Notice
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, session_of
from tests.factories.guests import GuestFactory, ask_guest, invitation_to, pass_of
from tests.factories.people import person_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]
State = GuestInvitation.State


@pytest.fixture
def session():
    return session_of(CohortFactory(), timezone.localdate() + timedelta(days=20))


@pytest.fixture
def host(session):
    person = person_with(Role.COORDINATOR, session.cohort.district)
    session.cohort.coordinators.create(person=person)
    return person


def link_of(path: str):
    return open_pass(path.strip("/").split("/")[-1])[0]


def test_asking_sends_a_link_that_opens_without_an_account(
    session, host, client, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        invitation = ask_guest(by=host, session=session, guest=GuestFactory(district=session.cohort.district))
    path = "/" + mailoutbox[0].body.split("http")[1].split()[0].split("/", 3)[3]
    assert client.get(path).status_code == 200
    assert invitation.state == State.ASKED


def test_opening_twenty_times_changes_nothing(session, client):
    invitation = invitation_to(session)
    path = pass_of(invitation)
    for _ in range(20):
        client.get(path)
        client.head(path)
    invitation.refresh_from_db()
    assert (invitation.state, invitation.answered_at) == (State.ASKED, None)


def test_form_without_the_cookie_of_the_page_is_refused(session):
    path = pass_of(invitation_to(session))
    assert Client(enforce_csrf_checks=True).post(path, {"do": "accept", "seen": 0}).status_code == 403


def test_guest_says_yes_and_the_host_is_told_once(session, host, client):
    invitation = invitation_to(session)
    path = pass_of(invitation)
    for _ in range(3):
        assert client.post(path, {"do": "accept", "seen": session.sequence}).status_code == 302
    invitation.refresh_from_db()
    assert (invitation.state, invitation.source) == (State.ACCEPTED, "link")
    assert Notice.objects.filter(event="guest_answered", recipient=host).count() == 1


def test_second_yes_for_the_same_place_is_told_that_somebody_else_comes(session, client):
    first = invitation_to(session)
    accept_invitation(by=link_of(pass_of(first)), invitation=first, sequence=session.sequence)
    second = invitation_to(session, request=first.request)  # asked in the same moment
    answer = client.post(pass_of(second), {"do": "accept", "seen": session.sequence})
    second.refresh_from_db()
    assert (answer.status_code, second.state) == (409, State.ASKED)


def test_answer_to_an_older_version_of_the_evening_is_not_taken(session):
    invitation = invitation_to(session)
    with pytest.raises(ValidationError) as error:
        decline_invitation(by=link_of(pass_of(invitation)), invitation=invitation, sequence=session.sequence + 1)
    assert error.value.error_list[0].code == "changed_meanwhile"


def test_link_of_another_invitation_answers_nothing(session):
    invitation, other = invitation_to(session), invitation_to(session)
    with pytest.raises(PermissionDenied):
        accept_invitation(by=link_of(pass_of(other)), invitation=invitation, sequence=session.sequence)


def test_pass_ends_two_weeks_after_the_evening_wherever_it_moves(session, client):
    invitation = invitation_to(session)
    path = pass_of(invitation)
    session.date = timezone.localdate() - timedelta(days=15)
    session.save()
    assert client.get(path).status_code == 410
    session.date = timezone.localdate() - timedelta(days=13)
    session.save()
    assert client.get(path).status_code == 200


def test_question_taken_back_closes_the_link_and_tells_the_guest(session, host, client):
    invitation = invitation_to(session)
    path = pass_of(invitation)
    for _ in range(2):
        cancel_invitation(by=host, invitation=invitation)
    assert client.get(path).status_code == 410
    assert Notice.objects.filter(event="guest_cancelled").count() == 1
