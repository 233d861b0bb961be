"""Three faces and a sentence: of nobody, once for a browser, no flood, and shown only where they point at nobody."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cohorts.evaluation.actions import give_feedback
from cohorts.evaluation.actions.retention import purge_devices, purge_words
from cohorts.evaluation.queries import faces_of
from cohorts.evaluation.rules import LEAST_ROOM, Face, Faces, State, is_shown, room_for
from cohorts.models import Cohort, CourseSession, FeedbackDevice, FeedbackWindow, SessionFeedback
from lms.kit.seal import seal
from lms.people.models import FailedAttempt
from lms.people.models.limits import ADDRESS_LIMIT
from lms.people.roles import Role
from tests.factories.cohorts import CohortFactory, session_of, trainee_of
from tests.factories.people import person_with
from tests.kit.test_voices import webm

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]
YESTERDAY = timedelta(days=1)


@pytest.fixture
def cohort() -> Cohort:
    return CohortFactory(state=Cohort.State.RUNNING)


@pytest.fixture
def session(cohort) -> CourseSession:
    return session_of(cohort, timezone.localdate() - YESTERDAY)


@pytest.fixture
def address(session) -> str:
    return reverse("feedback_answer", args=[seal(str(session.pk), "evening feedback")])


def answer(number: int, **more) -> dict:
    return {"face": "3", "sentence": "", "device": f"{number:032}"} | more


def many(session: CourseSession, faces: str, **more) -> None:
    for number, face in enumerate(faces):
        give_feedback(session=session, face=Face(int(face)), device=f"{number:032}", sentence=f"Ord {number}", **more)


def test_answer_needs_no_account_and_leaves_no_cookie_and_no_trace_of_who(client, address, session):
    page = client.get(address)
    assert (page.status_code, dict(page.cookies)) == (200, {})
    assert page["Cache-Control"] == "no-store"
    sent = client.post(address, answer(1, sentence="Fint med rollespill."))
    assert (sent.status_code, dict(sent.cookies)) == (302, {})
    [stored] = SessionFeedback.objects.values()
    assert stored.keys() == {"id", "session_id", "face", "sentence", "recording"}
    assert stored["id"].version == 4
    assert f"{1:032}" not in FeedbackDevice.objects.get().digest


def test_form_without_a_face_comes_back_with_the_sentence(client, address):
    page = client.post(address, {"device": "a" * 32, "sentence": "Mer tid til spørsmål"})
    assert page.status_code == 422
    assert "Mer tid til spørsmål" in page.content.decode()
    assert not SessionFeedback.objects.exists()


def test_form_sent_by_another_site_is_refused(client, address):
    assert client.post(address, answer(1), headers={"origin": "https://example.org"}).status_code == 403
    assert client.post(address, answer(1), headers={"origin": "null"}).status_code == 403
    assert client.post(address, answer(1), headers={"origin": "http://testserver"}).status_code == 302


@pytest.mark.database
def test_same_browser_counts_once_and_another_on_the_same_phone_counts_too(client, address):
    for number in (1, 1, 1, 2):
        client.post(address, answer(number))
    assert SessionFeedback.objects.count() == FeedbackWindow.objects.get().received == 2


@pytest.mark.database
def test_flood_ends(client, address, session):
    FeedbackWindow.objects.create(session=session, received=LEAST_ROOM - 1)
    codes = [client.post(address, answer(number)).status_code for number in range(3)]
    assert codes == [302, 409, 409]
    assert FeedbackWindow.objects.get().received == LEAST_ROOM
    # Whoever goes on is held back altogether.
    FailedAttempt.objects.bulk_create(
        FailedAttempt(address=row.address) for row in FailedAttempt.objects.all()[:1] for _ in range(ADDRESS_LIMIT)
    )
    assert client.post(address, answer(9)).status_code == 429


def test_room_grows_with_the_group():
    assert (room_for(4), room_for(25), room_for(30)) == (40, 50, 60)


@pytest.mark.parametrize(("days", "code"), [(2, 200), (0, 410), (-4, 410)])
def test_link_opens_with_the_evening_and_ends_two_days_after_it(client, address, session, days, code):
    moved = {"date": timezone.localdate() + timedelta(days=days)} if days else {"state": CourseSession.State.CANCELLED}
    CourseSession.objects.update(**moved)
    assert client.get(address).status_code == code
    client.post(address, answer(1))
    assert not SessionFeedback.objects.exists()


def test_spoken_answer_is_kept_bare_and_something_else_is_refused(client, address):
    spoken = SimpleUploadedFile("hjemme hos Amal.webm", webm(), "audio/webm")
    assert client.post(address, answer(1, recording=spoken)).status_code == 302
    kept = SessionFeedback.objects.get().recording
    assert b"Amal" not in kept.read()
    assert "amal" not in kept.name.lower()
    page = SimpleUploadedFile("voice.webm", b"<html><script>alert(1)</script>", "audio/webm")
    refused = client.post(address, answer(2, recording=page), headers={"accept": "application/json"})
    assert refused.status_code == 422
    assert refused.json()["problems"]
    large = SimpleUploadedFile("voice.webm", bytes(1_600_000), "audio/webm")
    assert client.post(address, answer(3, recording=large)).status_code == 413
    assert SessionFeedback.objects.count() == 1


def test_four_answers_are_shown_to_nobody_and_cannot_be_closed(client, session, coordinator):
    many(session, "3321")
    client.force_login(coordinator)
    client.post(reverse("feedback_close", args=[session.public_id]))
    assert FeedbackWindow.objects.get().closed_at is None
    CourseSession.objects.update(date=timezone.localdate() - 4 * YESTERDAY)
    page = client.get(reverse("evening_feedback", args=[session.public_id])).content.decode()
    assert "Ord" not in page
    assert faces_of(CourseSession.objects.all()) == {}


def test_answers_are_shown_once_and_whole_when_it_is_closed(client, session, coordinator, address):
    many(session, "33321")
    assert faces_of([session]) == {}  # open: one more would say whose it is
    client.force_login(coordinator)
    assert "Ord 1" not in client.get(reverse("evening_feedback", args=[session.public_id])).content.decode()
    client.post(reverse("feedback_close", args=[session.public_id]))
    assert client.post(address, answer(99)).status_code == 410
    assert faces_of([session]) == {session.pk: Faces(3, 1, 1)}
    page = client.get(reverse("evening_feedback", args=[session.public_id])).content.decode()
    assert "Ord 1" in page
    assert not is_shown(State.OPEN, 25)


def test_women_and_helpers_see_faces_and_no_sentence(client, session, cohort):
    many(session, "333211")
    FeedbackWindow.objects.update(closed_at=timezone.now())
    trainee, helper = trainee_of(cohort).person, person_with(Role.HELPER, cohort.district)
    seen = [
        (trainee, reverse("my_evenings")),
        (helper, reverse("evening_feedback", args=[session.public_id])),
        (helper, reverse("feedback_wall", args=[session.public_id])),
    ]
    for person, where in seen:
        client.force_login(person)
        page = client.get(where).content.decode()
        assert "faces" in page
        assert "Ord" not in page
    client.force_login(trainee)
    assert client.get(seen[1][1]).status_code == 404


def test_voice_is_heard_by_the_coordinator_alone_and_only_once_shown(client, session, coordinator, cohort, address):
    many(session, "3333")
    client.post(address, answer(9, recording=SimpleUploadedFile("v.webm", webm(), "audio/webm")))
    voice = reverse("feedback_voice", args=[SessionFeedback.objects.exclude(recording="").get().pk])
    client.force_login(coordinator)
    assert client.get(voice).status_code == 404
    FeedbackWindow.objects.update(closed_at=timezone.now())
    heard = client.get(voice)
    assert (heard.status_code, heard["Content-Type"], heard["Cache-Control"]) == (
        200,
        "audio/webm",
        "private, no-store",
    )
    helper = Client()
    helper.force_login(person_with(Role.HELPER, cohort.district))
    assert helper.get(voice).status_code == 404


def test_browsers_words_and_voices_are_forgotten_in_their_time(
    session, django_capture_on_commit_callbacks, client, address
):
    client.post(address, answer(1, sentence="Ord", recording=SimpleUploadedFile("v.webm", webm(), "audio/webm")))
    name = SessionFeedback.objects.get().recording.name
    assert (purge_devices(), purge_words()) == (0, 0)
    CourseSession.objects.update(date=timezone.localdate() - 5 * YESTERDAY)
    assert (purge_devices(), purge_words()) == (1, 0)
    CourseSession.objects.update(date=timezone.localdate() - 31 * YESTERDAY)
    with django_capture_on_commit_callbacks(execute=True):
        assert purge_words() == 1
    assert not default_storage.exists(name)
    assert SessionFeedback.objects.values_list("face", "sentence", "recording").get() == (3, "", "")


def test_list_of_her_evenings_asks_no_more_for_three_than_for_one(client, cohort, session):
    trainee = trainee_of(cohort).person
    client.force_login(trainee)
    client.get(reverse("my_evenings"))
    counts = []
    for more in (0, 2):
        for each in range(more):
            later = session_of(cohort, timezone.localdate() - (each + 2) * YESTERDAY)
            many(later, "33333", at=later.ends)
            FeedbackWindow.objects.filter(session=later).update(closed_at=timezone.now())
        if not more:
            many(session, "33333")
            FeedbackWindow.objects.update(closed_at=timezone.now())
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("my_evenings"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
