"""Feeds and invitations: local time, stable names, nothing that a calendar could stumble over."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from lms.kit import ics

MOMENT = datetime(2027, 1, 2, 9, 30, tzinfo=UTC)
EVENT = ics.Event(
    uid="6c1f3c1e-8a53-4a53-9f0b-9b3b0a5a5f01",
    sequence=2,
    stamp=MOMENT,
    last_modified=MOMENT,
    start=datetime(2027, 1, 12, 17),
    end=datetime(2027, 1, 12, 20),
    zone="Europe/Oslo",
    summary="Kurskveld 5",
    location="Biblioteket",
)
OFFICE = ics.Party("kalender@example.org", "Kalender")
AMAL = ics.Party("amal@example.org", 'Amal "A" Hassan')


def events_of(data: bytes) -> list:
    return Calendar.from_ical(data).walk("VEVENT")


def test_feed_says_what_it_is_and_how_often_to_ask():
    calendar = Calendar.from_ical(ics.feed(name="Kalender", events=[EVENT]))

    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["X-WR-CALNAME"] == calendar["NAME"] == "Kalender"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT2H\r\n" in ics.feed(name="", events=[])
    assert b"X-PUBLISHED-TTL:PT2H\r\n" in ics.feed(name="", events=[])


def test_feed_names_neither_programme_nor_platform():
    text = ics.feed(name="Kalender", events=[EVENT]).decode().lower()

    assert "bydel" not in text
    assert "brobygger" not in text


def test_event_keeps_its_facts():
    (event,) = events_of(ics.feed(name="", events=[EVENT]))

    assert event["UID"] == EVENT.uid
    assert (event["SEQUENCE"], event["STATUS"], event["CLASS"]) == (2, "CONFIRMED", "PRIVATE")
    assert event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt == MOMENT
    assert (event["SUMMARY"], event["LOCATION"]) == ("Kurskveld 5", "Biblioteket")
    assert "ORGANIZER" not in event
    assert "ATTENDEE" not in event


def test_stamp_of_another_zone_is_written_in_utc():
    there = MOMENT.astimezone(ZoneInfo("Europe/Oslo"))

    assert b"DTSTAMP:20270102T093000Z\r\n" in ics.feed(name="", events=[replace(EVENT, stamp=there)])


def test_cancelled_event_stays_and_takes_no_time():
    (event,) = events_of(ics.feed(name="", events=[replace(EVENT, cancelled=True)]))

    assert (event["STATUS"], event["TRANSP"]) == ("CANCELLED", "TRANSPARENT")


@pytest.mark.parametrize("zone", ["Europe/Oslo", "Europe/Copenhagen", "Europe/Stockholm", "Europe/Helsinki"])
def test_zone_rule_gives_the_same_moments_as_the_system(zone, tmp_path):
    data = ics.feed(name="", events=[replace(EVENT, zone=zone)]).decode()
    rule = tmp_path / "zone.ics"
    rule.write_text(data[data.index("BEGIN:VTIMEZONE") : data.index("BEGIN:VEVENT")].replace("\r\n", "\n"))
    ours = tz.tzical(str(rule)).get()  # another library's reading of it

    day = datetime(2026, 1, 1, 17)
    while day.year < 2036:
        assert day.replace(tzinfo=ours).utcoffset() == day.replace(tzinfo=ZoneInfo(zone)).utcoffset(), day
        day += timedelta(days=1)
    assert data.count("BEGIN:VTIMEZONE") == 1
    assert f"DTSTART;TZID={zone}:20270112T170000" in data


def test_zone_without_a_rule_of_ours_goes_out_in_utc():
    data = ics.feed(name="", events=[replace(EVENT, zone="Atlantic/Reykjavik", start=datetime(2027, 1, 12, 17))])

    assert b"DTSTART:20270112T170000Z" in data
    assert b"VTIMEZONE" not in data


def test_two_countries_in_one_feed_have_a_rule_each():
    data = ics.feed(name="", events=[EVENT, replace(EVENT, uid="b", zone="Europe/Copenhagen"), EVENT])

    assert data.count(b"BEGIN:VTIMEZONE") == 2


def test_invitation_asks_one_person_for_an_answer():
    data = ics.invitation(EVENT, organiser=OFFICE, attendee=AMAL)
    (event,) = events_of(data)

    assert Calendar.from_ical(data)["METHOD"] == "REQUEST"
    assert event["ORGANIZER"] == "mailto:kalender@example.org"
    assert event["ATTENDEE"] == "mailto:amal@example.org"
    assert event["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert event["ATTENDEE"].params["RSVP"] == "TRUE"
    assert event["ATTENDEE"].params["CN"] == "Amal  A  Hassan"


def test_invitation_to_what_is_cancelled_is_a_cancellation():
    data = ics.invitation(replace(EVENT, cancelled=True, sequence=3), organiser=OFFICE, attendee=AMAL)
    (event,) = events_of(data)

    assert Calendar.from_ical(data)["METHOD"] == "CANCEL"
    assert (event["STATUS"], event["SEQUENCE"], event["UID"]) == ("CANCELLED", 3, EVENT.uid)
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"


def test_withdrawal_takes_an_evening_that_takes_place_from_one_calendar():
    data = ics.withdrawal(EVENT, organiser=OFFICE, attendee=AMAL)

    assert Calendar.from_ical(data)["METHOD"] == "CANCEL"
    assert events_of(data)[0]["STATUS"] == "CANCELLED"


@given(text=st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_comes_out_as_one_event_of_short_lines(text):
    data = ics.invitation(
        replace(EVENT, summary=text, location=text), organiser=OFFICE, attendee=ics.Party("a@example.org", text)
    )

    (event,) = events_of(data)
    assert not event.errors
    assert event["UID"] == EVENT.uid
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.count(b"\r") == data.count(b"\n") == data.count(b"\r\n")
    assert data.count(b"\r\nATTENDEE") == 1


def test_typed_text_cannot_add_a_property():
    data = ics.feed(name="x\r\nMETHOD:CANCEL", events=[replace(EVENT, location="Hus\r\nSTATUS:CANCELLED")])

    assert Calendar.from_ical(data)["METHOD"] == "PUBLISH"
    assert events_of(data)[0]["STATUS"] == "CONFIRMED"
