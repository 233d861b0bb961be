"""Invitations by mail: what goes out and when, and which answers count."""

from dataclasses import replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone
from icalendar import Calendar

from cohorts.models import CalendarInvitation, Cohort, CourseSession, Enrolment, Rsvp
from cohorts.schedule.actions.calendars import choose_calendar
from cohorts.schedule.actions.invitations import send_invitations, take_mail, take_reply
from lms.kit import ics, inbox
from lms.people.mailbox import may_be_sent
from lms.people.models import Notice
from lms.replies import read_replies
from tests.factories.cohorts import CohortFactory, VenueFactory, session_of, trainee_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]
SAMPLES = Path(__file__).parents[2] / "kit" / "ics" / "files"
NOW = datetime(2027, 1, 8, 9, tzinfo=timezone.get_default_timezone())
NEXT_DAY = NOW.date() + timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as travel:
        yield travel


@pytest.fixture
def cohort():
    venue = VenueFactory(name="Biblioteket")
    return CohortFactory(district=venue.district, venue=venue, state=Cohort.State.RUNNING)


@pytest.fixture
def session(cohort, clock):
    session = session_of(cohort, NOW.date() + timedelta(days=4))
    clock.shift(timedelta(minutes=15))
    return session


@pytest.fixture
def woman(cohort):
    return wanting(cohort, email="Amal.Hassan@example.org", name="Amal Hassan")


def wanting(cohort, **fields):
    """Give a woman of the cohort who wants invitations."""
    person = trainee_of(cohort, **fields).person
    choose_calendar(by=person, fuller_titles=True, shows_place=True, by_mail=True)
    return person


def sent() -> list[Notice]:
    """Send what is due, and give what was posted by it."""
    before = set(Notice.objects.values_list("pk", flat=True))
    send_invitations()
    return list(Notice.objects.exclude(pk__in=before).order_by("created_at"))


def read(notice: Notice):
    calendar = Calendar.from_ical(notice.calendar)
    return str(calendar["METHOD"]), calendar.walk("VEVENT")[0]


def change(session: CourseSession, **fields) -> None:
    CourseSession.objects.filter(pk=session.pk).update(
        sequence=session.sequence + 1, changed_at=timezone.now(), **fields
    )
    session.refresh_from_db()


# What goes out


def test_invitation_carries_time_place_and_a_neutral_name(woman, session):
    (notice,) = sent()
    method, event = read(notice)

    assert (method, event["SEQUENCE"], event["STATUS"]) == ("REQUEST", 0, "CONFIRMED")
    assert event["ATTENDEE"] == "mailto:amal.hassan@example.org"
    assert (event["SUMMARY"], event["LOCATION"]) == ("Kurskveld 1", "Biblioteket")
    assert notice.subject == "Kurskveld 1, tir. 12.1. 17:00-20:00"
    assert "Biblioteket" in notice.body
    assert (notice.address, may_be_sent(notice)) == ("amal.hassan@example.org", "")
    assert event["UID"] != str(session.public_id)


def test_same_evening_is_sent_once(woman, session):
    assert len(sent()) == 1
    assert sent() == []


@pytest.mark.parametrize("days", [-1, 29])
def test_evening_behind_or_far_ahead_is_not_sent(woman, session, days):
    CourseSession.objects.update(date=NOW.date() + timedelta(days=days))

    assert sent() == []


def test_evening_that_began_today_is_not_sent(woman, session):
    CourseSession.objects.update(date=NOW.date(), starts_at="08:00")

    assert sent() == []


@pytest.mark.parametrize(
    "nobody",
    [
        lambda: Enrolment.objects.update(state="withdrawn"),
        lambda: Enrolment.objects.get().person.__class__.objects.update(is_active=False),
        lambda: Enrolment.objects.get().person.calendar_choice.__class__.objects.update(by_mail=False),
        lambda: Enrolment.objects.get().person.__class__.objects.update(is_protected=True),
        lambda: Cohort.objects.update(state="cancelled"),
        lambda: CourseSession.objects.update(state="cancelled"),
    ],
)
def test_who_does_not_want_or_may_not_is_not_invited(woman, session, nobody):
    nobody()

    assert sent() == []


def test_change_rests_for_ten_minutes_before_it_is_sent(woman, session, clock):
    sent()
    change(session, date=NEXT_DAY)
    assert sent() == []

    clock.shift(timedelta(minutes=11))
    (notice,) = sent()
    method, event = read(notice)
    assert (method, event["SEQUENCE"], event["DTSTART"].dt.date()) == ("REQUEST", 1, NEXT_DAY)


def test_change_that_is_taken_back_in_time_sends_nothing(woman, session, clock):
    sent()
    change(session, date=NEXT_DAY)
    change(session, date=NOW.date() + timedelta(days=4))
    clock.shift(timedelta(minutes=11))

    assert sent() == []


def test_moved_cancelled_and_held_after_all_keep_identity_and_grow(woman, session, clock):
    seen = [read(sent()[0])]
    for fields in ({"starts_at": "18:00"}, {"state": "cancelled"}, {"state": "planned"}):
        change(session, **fields)
        clock.shift(timedelta(minutes=11))
        seen.append(read(sent()[0]))

    assert [method for method, _ in seen] == ["REQUEST", "REQUEST", "CANCEL", "REQUEST"]
    assert [event["STATUS"] for _, event in seen] == ["CONFIRMED", "CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert [event["SEQUENCE"] for _, event in seen] == [0, 1, 2, 3]
    assert len({str(event["UID"]) for _, event in seen}) == 1
    assert Notice.objects.filter(subject="Avlyst: Kurskveld 1").count() == 1


def test_who_changes_her_mind_has_the_evenings_taken_out_and_can_have_them_back(woman, session):
    sent()
    choose_calendar(by=woman, fuller_titles=False, shows_place=True, by_mail=False)
    (notice,) = sent()
    method, event = read(notice)
    assert (method, event["SEQUENCE"]) == ("CANCEL", 1)
    assert "tas ut av kalenderen" in notice.body
    assert sent() == []

    choose_calendar(by=woman, fuller_titles=False, shows_place=True, by_mail=True)
    method, event = read(sent()[0])
    assert (method, event["SEQUENCE"]) == ("REQUEST", 2)


def test_who_has_left_has_her_evenings_taken_out_and_may_still_be_told(woman, session):
    sent()
    Enrolment.objects.update(state=Enrolment.State.WITHDRAWN)
    (notice,) = sent()

    assert read(notice)[0] == "CANCEL"
    assert may_be_sent(notice) == ""


def test_invitation_that_waits_is_not_sent_to_who_has_left(woman, session):
    (notice,) = sent()
    Enrolment.objects.update(state=Enrolment.State.WITHDRAWN)
    notice.refresh_from_db()

    assert may_be_sent(notice) == "not_to_this_reader"


def test_new_address_is_invited_and_the_old_one_hears_nothing_more(woman, session):
    sent()
    woman.email = "new@example.org"
    woman.save()
    (notice,) = sent()

    assert notice.address == "new@example.org"
    assert read(notice)[1]["SEQUENCE"] == 1


def test_place_stays_out_for_whoever_wants_that(woman, session):
    choose_calendar(by=woman, fuller_titles=False, shows_place=False, by_mail=True)
    (notice,) = sent()

    assert "LOCATION" not in read(notice)[1]
    assert "Biblioteket" not in notice.body


@pytest.mark.parametrize("women", [1, 3])
def test_looking_for_what_is_due_costs_the_same_for_any_number(django_assert_num_queries, cohort, session, women):
    for number in range(women):
        wanting(cohort, email=f"a{number}@example.org")
    sent()
    with django_assert_num_queries(4):
        assert send_invitations() == 0


# Which answers count


@pytest.fixture
def invited(woman, session, clock):
    sent()
    invitation = CalendarInvitation.objects.get()
    clock.shift(timedelta(hours=1))
    return invitation


def answer(invitation, **changes) -> ics.Reply:
    reply = ics.Reply(
        uid=str(invitation.uid),
        address="amal.hassan@example.org",
        answer="accepted",
        sequence=invitation.sequence,
        stamp=timezone.now(),
    )
    return replace(reply, **changes)


@pytest.mark.parametrize(("said", "stored"), [("accepted", "coming"), ("declined", "away")])
def test_answer_is_stored_with_its_source(invited, said, stored):
    assert take_reply(reply=answer(invited, answer=said)) == "taken"

    rsvp = Rsvp.objects.get()
    assert (rsvp.answer, rsvp.source, rsvp.sequence) == (stored, "calendar", invited.session.sequence)
    assert (rsvp.session, rsvp.enrolment) == (invited.session, invited.enrolment)


@pytest.mark.parametrize(
    ("forged", "verdict"),
    [
        (lambda i: {"uid": str(uuid4())}, "unknown"),
        (lambda i: {"uid": "not-a-uuid"}, "unknown"),
        (lambda i: {"uid": str(i.session.public_id)}, "unknown"),
        (lambda i: {"address": "somebody@example.org"}, "not_hers"),
        (lambda i: {"sequence": i.sequence + 1}, "not_this_version"),
        (lambda i: {"stamp": timezone.now() + timedelta(days=2)}, "in_the_future"),
    ],
)
def test_forged_answer_changes_nothing(invited, forged, verdict):
    assert take_reply(reply=answer(invited, **forged(invited))) == verdict
    assert not Rsvp.objects.exists()


def test_answer_to_an_earlier_version_changes_nothing(invited, session, clock):
    old = answer(invited)
    change(session, date=NEXT_DAY)
    clock.shift(timedelta(minutes=11))
    sent()

    assert take_reply(reply=old) == "not_this_version"
    assert not Rsvp.objects.exists()


def test_answers_count_in_the_order_in_which_they_were_given(invited):
    earlier, later = answer(invited), answer(invited, answer="declined", stamp=timezone.now() + timedelta(minutes=1))

    assert take_reply(reply=later) == "taken"
    assert take_reply(reply=earlier) == "too_old"
    assert take_reply(reply=later) == "too_old"
    assert Rsvp.objects.get().answer == "away"


def test_what_she_has_said_since_in_another_way_stays(invited):
    Rsvp.objects.create(session=invited.session, enrolment=invited.enrolment, answer="away", source="self", sequence=0)

    assert take_reply(reply=answer(invited, stamp=timezone.now() - timedelta(minutes=5))) == "too_old"
    assert Rsvp.objects.get().answer == "away"
    assert take_reply(reply=answer(invited, stamp=timezone.now() + timedelta(minutes=5))) == "taken"
    assert Rsvp.objects.get().answer == "coming"


def test_maybe_takes_an_answer_back(invited):
    take_reply(reply=answer(invited))
    take_reply(reply=answer(invited, answer="tentative", stamp=timezone.now() + timedelta(minutes=1)))

    assert not Rsvp.objects.exists()


def test_answer_after_it_began_or_after_she_left_changes_nothing(invited, clock):
    Enrolment.objects.update(state="withdrawn")
    assert take_reply(reply=answer(invited)) == "over"
    Enrolment.objects.update(state="active")
    clock.shift(timedelta(days=10))
    assert take_reply(reply=answer(invited)) == "over"
    assert not Rsvp.objects.exists()


# From a mail


def mail_of(calendar: bytes, sender: str = "amal.hassan@example.org") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "kalender@example.org", "Godtatt: Kurskveld 1"
    message.set_content("Amal kommer.")
    message.add_alternative(calendar.decode(), subtype="calendar", params={"method": "REPLY"})
    message.add_attachment(calendar, maintype="application", subtype="ics", filename="invite.ics")
    return message.as_bytes()


@pytest.mark.parametrize(("sender", "stored"), [("google", "coming"), ("outlook", "away"), ("apple", None)])
def test_mail_of_each_calendar_is_taken_from_the_folder(invited, settings, tmp_path, sender, stored):
    settings.INBOX_URL = f"maildir://{tmp_path / 'replies'}"
    CalendarInvitation.objects.update(uid="6c1f3c1e-8a53-4a53-9f0b-9b3b0a5a5f01", sequence=2)
    inbox.put(settings.INBOX_URL, mail_of((SAMPLES / f"reply-{sender}.ics").read_bytes()))
    inbox.put(settings.INBOX_URL, b"Subject: Hei\r\n\r\nNoe annet.")

    assert read_replies() == 2
    assert [rsvp.answer for rsvp in Rsvp.objects.all()] == ([stored] if stored else [])
    assert CalendarInvitation.objects.get().replied_at
    assert read_replies() == 0
    assert len(list((tmp_path / "replies").rglob("*:2,*S"))) == 1  # what people have to read stays


def test_without_a_folder_nothing_is_read():
    assert read_replies() == 0


def test_mail_without_a_readable_calendar_is_left_for_people(invited):
    assert not take_mail(mail_of(b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"))
    assert not take_mail(mail_of(b"<!DOCTYPE x>"))
    assert not take_mail(b"\xff\xfe nonsense")
