"""Once a year whoever teaches a module is asked whether its facts are right."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cohorts.guests.actions.answering_facts import ask_for_facts
from cohorts.models import FactsQuestion, GuestInvitation, GuestRequest
from lms.people.models import Notice
from modules.actions import renew_todos
from modules.models import EditorialTodo
from tests.factories.cohorts import CohortFactory, session_of
from tests.factories.guests import GuestFactory, invitation_to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


@pytest.fixture
def taught():
    """Give an evening that somebody held ten months ago; she agreed to be asked again."""
    cohort = CohortFactory()
    session = session_of(cohort, timezone.localdate() - timedelta(days=310))
    request = GuestRequest.objects.create(session=session, edition_module=cohort.edition.places.order_by("position")[1])
    guest = GuestFactory(district=cohort.district, may_be_asked_again_at=timezone.now())
    return invitation_to(
        session, request=request, guest=guest, state=GuestInvitation.State.ACCEPTED, answered_at=timezone.now()
    )


def letter(taught, mailoutbox, capture) -> str:
    with capture(execute=True):
        assert ask_for_facts() == 1
    return "/" + mailoutbox[-1].body.split("http")[1].split()[0].split("/", 3)[3]


def test_she_is_asked_once_and_the_link_opens_no_evening(
    client, taught, mailoutbox, django_capture_on_commit_callbacks
):
    path = letter(taught, mailoutbox, django_capture_on_commit_callbacks)
    assert ask_for_facts() == 0
    assert client.get(path).status_code == 200
    assert client.get("/guest/" + path.strip("/").split("/")[-1] + "/").status_code == 410


def test_comment_stands_in_the_queue_without_her_name_and_stays_when_the_text_is_saved(
    client, taught, mailoutbox, django_capture_on_commit_callbacks
):
    path = letter(taught, mailoutbox, django_capture_on_commit_callbacks)
    assert client.post(path, {"answer": "change", "comment": ""}).status_code == 422
    for _ in range(3):
        assert client.post(path, {"answer": "change", "comment": "Det heter nå helsesykepleier."}).status_code == 302
    todo = EditorialTodo.objects.get(from_outside=True)
    assert taught.guest.name not in todo.text
    renew_todos(by=None, of=taught.request.edition_module.module)
    todo.refresh_from_db()
    assert not todo.is_done
    assert FactsQuestion.objects.get().answer == "change"


def test_whoever_did_not_agree_or_taught_last_week_is_not_asked(taught):
    taught.guest.may_be_asked_again_at = None
    taught.guest.save()
    assert ask_for_facts() == 0
    taught.guest.may_be_asked_again_at = timezone.now()
    taught.guest.save()
    taught.session.date = timezone.localdate() - timedelta(days=7)
    taught.session.save()
    assert ask_for_facts() == 0
    assert not Notice.objects.exists()
