"""Guests hear of a changed evening together with the women: once, when the coordinator sends it, or not at all."""

from datetime import timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from cohorts.desk.actions import discard_news, send_news
from cohorts.guests.actions import accept_invitation
from cohorts.guests.actions.telling import renew_answers_that_hold
from cohorts.guests.queries.telling import guests_to_tell
from cohorts.models import CoursePlan, GuestInvitation, SessionModule
from lms.people.models import Notice
from tests.factories.cohorts import CohortFactory, VenueFactory, session_of, trainee_of
from tests.factories.guests import GuestFactory, ask_guest, invitation_to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_edition")]


@pytest.fixture
def coming(evening, runner):
    """Let a guest have said yes."""
    CoursePlan.objects.get_or_create(cohort=evening.cohort)
    invitation = ask_guest(by=runner, session=evening, guest=GuestFactory(district=evening.cohort.district))
    return accept_invitation(by=runner, invitation=invitation, sequence=evening.sequence, source="host")


def change(evening, **fields) -> None:
    type(evening).objects.filter(pk=evening.pk).update(sequence=evening.sequence + 1, **fields)
    evening.refresh_from_db()


def news(evening) -> list[str]:
    return [each.code.value for each in guests_to_tell(evening.cohort)]


def entry() -> tuple[str, object]:
    calendar = Calendar.from_ical(Notice.objects.filter(event="guest_changed").last().calendar)
    return str(calendar["METHOD"]), calendar.walk("VEVENT")[0]


def test_moved_evening_is_told_once_with_both_times_and_asked_anew(evening, runner, coming):
    first = Calendar.from_ical(Notice.objects.get(event="guest_asked").calendar).walk("VEVENT")[0]
    change(evening, date=evening.date + timedelta(days=7))
    coming.refresh_from_db()
    coming = GuestInvitation.objects.get()
    assert coming.said_yes_to_another_time
    assert send_news(by=runner, cohort=evening.cohort, seen=0) == (0, 1)
    letter = Notice.objects.get(event="guest_changed")
    assert "fra søn. 7.2. 17:00-20:00 til søn. 14.2. 17:00-20:00" in letter.body
    method, event = entry()
    assert (method, str(event["UID"])) == ("REQUEST", str(first["UID"]))
    assert event["SEQUENCE"] > first["SEQUENCE"]
    assert (GuestInvitation.objects.get().state, news(evening)) == ("asked", [])


def test_change_that_is_taken_back_is_told_to_nobody_and_the_yes_holds(evening, coming):
    day = evening.date
    change(evening, date=day + timedelta(days=7))
    assert news(evening) == ["moved"]
    change(evening, date=day)
    assert news(evening) == []
    assert [renew_answers_that_hold(), renew_answers_that_hold()] == [1, 0]
    assert GuestInvitation.objects.get().sequence == evening.sequence


def test_cancelled_evening_is_told_and_leaves_her_calendar(evening, runner, coming):
    change(evening, state="cancelled")
    send_news(by=runner, cohort=evening.cohort, seen=0)
    method, event = entry()
    assert (method, event["STATUS"]) == ("CANCEL", "CANCELLED")
    change(evening, state="planned")
    assert news(evening) == ["restored"]


def test_another_place_is_told_and_asks_for_no_answer(evening, runner, coming):
    change(evening, venue=VenueFactory(name="Bydelshuset", district=evening.cohort.district))
    send_news(by=runner, cohort=evening.cohort, seen=0)
    assert "Bydelshuset" in Notice.objects.get(event="guest_changed").body
    assert GuestInvitation.objects.get().state == "accepted"


def test_who_is_not_told_still_owes_a_new_answer(evening, runner, coming):
    change(evening, date=evening.date + timedelta(days=7))
    assert discard_news(by=runner, cohort=evening.cohort, seen=0) == (0, 1)
    assert not Notice.objects.filter(event="guest_changed").exists()
    assert (news(evening), GuestInvitation.objects.get().said_yes_to_another_time) == ([], True)


def test_page_of_the_messages_shows_women_and_guests_and_sends_both(evening, runner, coming, client):
    trainee_of(evening.cohort)
    CoursePlan.objects.update(told={})
    change(evening, date=evening.date + timedelta(days=7))
    client.force_login(runner)
    url = reverse("plan_messages", args=[evening.cohort.public_id])
    assert coming.guest.name in client.get(url).content.decode()
    assert client.post(url, {"do": "send", "seen": 0}).status_code == 302
    assert Notice.objects.filter(event="guest_changed").count() == 1
    assert Notice.objects.filter(event="plan_changed").exists()
    assert client.post(url, {"do": "send", "seen": 0}).status_code == 409


def test_moving_an_evening_shows_beforehand_that_its_guest_may_be_busy_then(evening, runner, coming, client):
    other = session_of(CohortFactory(name="Hemmelig kull"), evening.date + timedelta(days=1))
    invitation_to(other, guest=GuestFactory(email=coming.guest.email, district=other.cohort.district))
    client.force_login(runner)
    wish = {"day": other.date.isoformat(), "start": "17:00", "end": "20:00", "scope": "one", "look": 1}
    shown = client.get(reverse("session_move", args=[evening.public_id]), wish).content.decode()
    assert "En gjest er kanskje opptatt da." in shown
    assert "1 gjest får vite det og blir spurt på nytt" in shown
    assert "Hemmelig kull" not in shown


@pytest.mark.parametrize("asked_for_it", [True, False])
def test_swapping_modules_shows_beforehand_whose_subject_goes_to_another_evening(
    evening, runner, coming, client, asked_for_it
):
    other = session_of(evening.cohort, evening.date + timedelta(days=7))
    hers, theirs = evening.cohort.edition.places.all()[:2]
    SessionModule.objects.create(session=evening, edition_module=hers, order=1)
    SessionModule.objects.create(session=other, edition_module=theirs, order=1)
    coming.request.edition_module = hers if asked_for_it else None
    coming.request.save()
    client.force_login(runner)
    look = reverse("session_swap", args=[evening.public_id])
    shown = client.get(look, {"other": str(other.public_id), "look": 1}).content.decode()
    assert "1 gjest kommer for noe som da tas opp en annen kveld" in shown
    coming.request.edition_module = theirs
    coming.request.save()
    shown = client.get(look, {"other": str(other.public_id), "look": 1}).content.decode()
    assert "gjest kommer for noe" not in shown


def test_word_that_no_message_carries_leaves_the_link_and_nothing_else(evening, runner, coming):
    change(evening, venue=VenueFactory(name="Krisesenteret", district=evening.cohort.district))
    send_news(by=runner, cohort=evening.cohort, seen=0)
    body = Notice.objects.get(event="guest_changed").body
    assert "Krisesenteret" not in body
    assert "/guest/" in body
