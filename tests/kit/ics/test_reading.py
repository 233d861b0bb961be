"""Answers from Google, Outlook and Apple, files of closed days, and what is thrown at us instead."""

from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lms.kit import ics

FILES = Path(__file__).parent / "files"
UID = "6c1f3c1e-8a53-4a53-9f0b-9b3b0a5a5f01"
GOOGLE = (FILES / "reply-google.ics").read_bytes()
DAYS = (FILES / "closed-days.ics").read_bytes()


def refusal(data: bytes, read=ics.read_reply) -> str:
    with pytest.raises(ics.UnreadableCalendarError) as refused:
        read(data)
    return refused.value.code


@pytest.mark.parametrize(
    ("sender", "answer", "at", "comment"),
    [
        ("google", "accepted", datetime(2027, 1, 5, 10, 11, 12, tzinfo=UTC), ""),
        (
            "outlook",
            "declined",
            datetime(2027, 1, 5, 10, 15, 30, tzinfo=UTC),
            "Jeg er bortreist, hilsen Amal",
        ),
        ("apple", "tentative", datetime(2027, 1, 5, 10, 17, 1, tzinfo=UTC), ""),
    ],
)
def test_reply_is_read_whoever_wrote_it(sender, answer, at, comment):
    reply = ics.read_reply((FILES / f"reply-{sender}.ics").read_bytes())

    assert reply == ics.Reply(UID, "amal.hassan@example.org", answer, 2, at, comment)


def test_reply_without_a_sequence_answers_the_first_version():
    assert ics.read_reply(GOOGLE.replace(b"SEQUENCE:2\r\n", b"")).sequence == 0


def test_reply_with_unix_line_ends_and_a_byte_order_mark_is_read():
    assert ics.read_reply(b"\xef\xbb\xbf" + GOOGLE.replace(b"\r\n", b"\n")).uid == UID


def test_reply_in_an_old_encoding_is_read():
    outlook = (FILES / "reply-outlook.ics").read_bytes().decode().replace("bortreist", "æøå")

    assert ics.read_reply(outlook.encode("cp1252")).comment.startswith("Jeg er æøå")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ((b"METHOD:REPLY", b"METHOD:REQUEST"), "not_a_reply"),
        ((b"METHOD:REPLY", b"METHOD:COUNTER"), "not_a_reply"),
        ((b"METHOD:REPLY\r\n", b""), "not_a_reply"),
        ((b"UID:6c1f", b"X-UID:6c1f"), "no_uid"),
        ((b"UID:6c1f", b"UID:other\r\nUID:6c1f"), "no_uid"),
        ((b"SEQUENCE:2", b"SEQUENCE:two"), "no_sequence"),
        ((b"SEQUENCE:2", b"SEQUENCE:-1"), "no_sequence"),
        ((b"DTSTAMP:20270105T101112Z", b"DTSTAMP:soon"), "no_stamp"),
        ((b"DTSTAMP:20270105T101112Z", b"DTSTAMP:20270105T101112"), "no_stamp"),
        ((b"DTSTAMP:20270105T101112Z", b"DTSTAMP;VALUE=DATE:20270105"), "no_stamp"),
        ((b"PARTSTAT=ACCEPTED", b"PARTSTAT=DELEGATED"), "no_answer"),
        ((b"PARTSTAT=ACCEPTED;", b""), "no_answer"),
        ((b"X-MICROSOFT", b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:b@example.org\r\nX-MICROSOFT"), "not_one_attendee"),
        ((b"BEGIN:VEVENT", b"BEGIN:VEVENT\r\nUID:x\r\nEND:VEVENT\r\nBEGIN:VEVENT"), "not_one_event"),
        ((b"VEVENT", b"VTODO"), "not_one_event"),
        ((b"END:VEVENT\r\n", b""), "broken"),
    ],
)
def test_reply_that_does_not_say_what_it_must_is_refused(change, code):
    assert refusal(GOOGLE.replace(*change)) == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_calendar"),
        (b"hello", "not_a_calendar"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "not_a_calendar"),
        (b'<?xml version="1.0"?><iCalendar/>', "not_a_calendar"),
        (GOOGLE.replace(b"Kurskveld", b"Kurs\0kveld"), "not_a_calendar"),
        (GOOGLE + b"X" * 200_000, "too_large"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 5_000, "too_deep"),
        (b"BEGIN:VCALENDAR\r\n" + b"BEGIN:A\r\n" * 3_000 + b"END:A\r\n" * 3_000 + b"END:VCALENDAR", "too_deep"),
        (GOOGLE + GOOGLE, "broken"),
    ],
)
def test_what_is_no_calendar_is_refused(data, code):
    assert refusal(data) == code


@given(
    cut=st.integers(0, len(GOOGLE)), junk=st.binary(max_size=30), length=st.integers(0, 40), file=st.sampled_from("rd")
)
@settings(max_examples=150, deadline=None)
def test_damaged_files_are_read_or_refused_and_nothing_else(cut, junk, length, file):
    read, data = (ics.read_reply, GOOGLE) if file == "r" else (ics.read_days, DAYS)
    with suppress(ics.UnreadableCalendarError):
        read(data[:cut] + junk + data[cut + length :])


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("mailto:Amal@Example.org", "amal@example.org"),
        ("MAILTO: amal@example.org ", "amal@example.org"),
        ("<amal@example.org>", "amal@example.org"),
        ("amal@example.org", "amal@example.org"),
    ],
)
def test_address_is_compared_without_case_and_prefix(typed, compared):
    assert ics.address_of(typed) == compared


def test_whole_days_are_read_with_both_ends():
    assert ics.read_days(DAYS).days == (
        ics.Days(date(2027, 2, 22), date(2027, 2, 26), "Vinterferie, uke 8"),
        ics.Days(date(2027, 12, 24), date(2027, 12, 24), "Julaften"),
        ics.Days(date(2027, 3, 22), date(2027, 3, 29), "Påskeferie"),
        ics.Days(date(2027, 5, 17), date(2027, 5, 17), "Grunnlovsdag"),
    )


def test_what_is_no_whole_day_is_left_out_with_its_reason():
    assert ics.read_days(DAYS).left_out == (
        (5, "Planleggingsmøte", "has_a_time"),
        (6, "Søndag", "repeats"),
        (7, "Baklengs", "wrong_order"),
        (8, "Ingen dag", "no_day"),
    )


def test_days_without_end_or_beyond_the_calendar_are_left_out():
    forever = DAYS.replace(b"DURATION:P8D", b"DURATION:P99999D").replace(b"20270227", b"99991231")

    assert {code for _, _, code in ics.read_days(forever).left_out} >= {"too_long"}


def test_file_that_is_no_calendar_holds_no_days():
    assert refusal(b"dato;navn\n2027-01-01;fri", ics.read_days) == "not_a_calendar"
