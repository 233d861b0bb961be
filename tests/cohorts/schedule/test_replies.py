"""A woman says by the link of a message whether she comes: one press, no account, nothing about her on the page."""

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cohorts.models import Rsvp
from cohorts.schedule.actions.asking import answer_link, ask_who_comes
from cohorts.schedule.notices import bundles_of_asking
from cohorts.schedule.queries.asking import unanswered
from lms.kit import sms
from lms.people.models import AccessLink, Notice
from tests.factories.cohorts import CohortFactory, VenueFactory, session_of, trainee_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]
NOW = datetime(2027, 3, 1, 12, tzinfo=ZoneInfo("Europe/Oslo"))


@pytest.fixture
def cohort(time_machine):
    time_machine.move_to(NOW, tick=False)
    return CohortFactory()


@pytest.fixture
def session(cohort):
    venue = VenueFactory(district=cohort.district, name="Huset", where="Veien 1")
    return session_of(cohort, date(2027, 3, 9), venue=venue)


@pytest.fixture
def place(cohort):
    return trainee_of(cohort, name="Amina Abdi", email=None)


@pytest.fixture
def address(session, place):
    return answer_link(session, place)[1].partition("//")[2].partition("/")[2].join(["/", ""])


def answer(client, address, said="away", sequence=0):
    return client.post(address, {"answer": said, "sequence": sequence})


def test_link_shows_the_neutral_evening_and_nothing_else_however_often_it_is_opened(client, address, place):
    for _ in range(20):
        page = client.get(address)
        assert client.head(address).status_code == 200
    text = page.content.decode()
    assert "Kurskveld 1" in text
    assert "17:00" in text
    assert not any(word in text for word in ("Amina", "Abdi", "Huset", "Veien", place.cohort.name))
    assert not Rsvp.objects.exists()
    assert page["Cache-Control"] == "no-store"


def test_one_press_stores_her_answer_and_a_second_one_changes_it(client, address):
    assert answer(client, address).status_code == 302
    said = Rsvp.objects.get()
    assert (said.answer, said.source) == ("away", "link")
    assert "ikke kan komme" in client.get(address).content.decode()
    answer(client, address, "coming")
    assert Rsvp.objects.get().answer == "coming"


def test_moved_evening_asks_anew_and_takes_no_answer_for_the_old_time(client, address, session):
    answer(client, address, "coming")
    session.date, session.sequence = date(2027, 3, 11), 1
    session.save()
    page = client.get(address).content.decode()
    assert "endret" in page
    assert "11. mars" in page
    assert "Du har sagt" not in page
    assert answer(client, address, "away", sequence=0).status_code == 409
    assert Rsvp.objects.get().answer == "coming"
    answer(client, address, "away", sequence=1)
    assert (Rsvp.objects.get().answer, Rsvp.objects.get().sequence) == ("away", 1)


@pytest.mark.parametrize("why", ["protected", "left", "over", "foreign"])
def test_link_opens_nothing_that_it_must_not(client, address, place, session, why):
    if why == "protected":
        type(place.person).objects.update(is_protected=True)
    elif why == "left":
        type(place).objects.update(state="withdrawn")
    elif why == "over":
        AccessLink.objects.update(expires_at=NOW - timedelta(days=1))
    else:
        AccessLink.objects.update(purpose="guest")
    assert client.get(address).status_code == 410
    assert answer(client, address).status_code == 410
    assert not Rsvp.objects.exists()


def test_cancelled_and_past_evenings_take_no_answer(client, address, session, time_machine):
    session.state = "cancelled"
    session.save()
    assert answer(client, address).status_code == 409
    session.state = "planned"
    session.save()
    time_machine.move_to(session.begins + timedelta(minutes=1), tick=False)
    assert answer(client, address).status_code == 409
    assert not Rsvp.objects.exists()


def test_each_woman_who_has_not_answered_is_asked_once_by_her_own_link(
    client, session, coordinator, place, django_capture_on_commit_callbacks
):
    answered = trainee_of(session.cohort, email=None)
    Rsvp.objects.create(session=session, enrolment=answered, answer="coming", sequence=0)
    sms.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        assert ask_who_comes(by=coordinator, session=session) == 1
        assert ask_who_comes(by=coordinator, session=session) == 0
    [text] = sms.outbox
    assert text.to == place.person.phone
    assert "Huset" not in text.text
    assert Notice.objects.get(recipient=place.person).body == "", "the link stands nowhere once it has been sent"
    path = "/" + re.search(r"https?://[^/]+/(\S+)", text.text).group(1)
    answer(client, path)
    assert Rsvp.objects.get(enrolment=place).answer == "away"
    session.date, session.sequence = date(2027, 3, 11), 1
    session.save()
    assert ask_who_comes(by=coordinator, session=session) == 2, "of the evening as it now is nobody has been asked"


def test_protected_woman_reads_on_her_phone_only_that_there_is_something(session, coordinator, place):
    type(place.person).objects.update(is_protected=True)
    ask_who_comes(by=coordinator, session=session)
    assert not AccessLink.objects.filter(purpose="answer", uses__gt=0).exists()
    out = Notice.objects.get(recipient=place.person, channel=Notice.Channel.SMS)
    assert not any(word in out.body for word in ("Kurskveld", "17:00", "/a/"))
    here = Notice.objects.get(recipient=place.person, channel=Notice.Channel.IN_APP)
    assert "/a/" not in here.body


@pytest.mark.parametrize("language", ["nb", "da", "sv", "fi", "ar", "en"])
def test_question_is_one_sms_and_two_in_arabic(session, language):
    trainee_of(session.cohort, email=None, interface_language=language)
    [bundle] = bundles_of_asking(session, unanswered(session))
    assert bundle.wording.segments <= (2 if language == "ar" else 1), bundle.wording.body


def test_nobody_is_asked_for_an_evening_that_is_not_held(session, coordinator, place):
    session.state = "cancelled"
    session.save()
    with pytest.raises(ValidationError, match="cancelled"):
        ask_who_comes(by=coordinator, session=session)


def test_page_names_whom_it_asks_and_who_has_been_asked(client, session, coordinator, place):
    client.force_login(coordinator)
    address = reverse("evening_ask", args=[session.public_id])
    assert "Amina Abdi" in client.get(address).content.decode()
    client.post(address)
    assert "ikke et nei" in client.get(address).content.decode()
