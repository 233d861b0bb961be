"""Writes iCalendar: feeds to subscribe to, invitations, cancellations."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, vCalAddress, vDatetime, vDuration, vInt, vText
from icalendar import Event as Entry

from .letters import clean

PRODUCT = "-//kalender//1//EN"
"""Names neither the programme nor the platform: whoever looks into her calendar may read it."""
END = b"END:VCALENDAR\r\n"
ASK_AGAIN = timedelta(hours=2)
_COUNTRIES = {
    # Since 1996 the European Union and Norway change their clocks together, at 01:00 UTC.
    "Europe/Oslo": (1, "CET", "CEST"),
    "Europe/Copenhagen": (1, "CET", "CEST"),
    "Europe/Stockholm": (1, "CET", "CEST"),
    "Europe/Helsinki": (2, "EET", "EEST"),
}
_ZONE = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:DAYLIGHT
DTSTART:19960331T{spring:02}0000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+{winter:02}00
TZOFFSETTO:+{summer:02}00
TZNAME:{summer_name}
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T{autumn:02}0000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+{summer:02}00
TZOFFSETTO:+{winter:02}00
TZNAME:{winter_name}
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True)
class Party:
    """Who invites, or who is invited. Both are seen by the other."""

    address: str
    name: str = ""


@dataclass(frozen=True)
class Event:
    """One entry. `start` and `end` are local times without a zone; `zone` is an IANA name.

    `uid` stays for ever, `sequence` grows with every change of time, place or state. `stamp` and `last_modified` are
    moments with a zone. A `private` entry shows others of a shared calendar that she is busy, and no more.
    """

    uid: str
    sequence: int
    stamp: datetime
    last_modified: datetime
    start: datetime
    end: datetime
    zone: str
    summary: str
    location: str = ""
    description: str = ""
    cancelled: bool = False
    private: bool = True


def feed(*, name: str, events: Iterable[Event]) -> bytes:
    """Give a calendar to subscribe to, under the name that a phone shows for it."""
    calendar = _calendar("PUBLISH")
    for property_ in ("name", "x-wr-calname"):  # the standard, and what phones read
        calendar.add(property_, vText(clean(name)))
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", vDuration(ASK_AGAIN))
    return _around(calendar, list(events), _remembered)


def file_of(events: Iterable[Event]) -> bytes:
    """Give a calendar to open once: it has no name, so that nothing is subscribed to."""
    return _around(_calendar("PUBLISH"), list(events), _remembered)


def invitation(event: Event, *, organiser: Party, attendee: Party) -> bytes:
    """Give what goes by mail to one person: a REQUEST, or a CANCEL of a cancelled event."""
    calendar = _calendar(method_of(event))
    return _to_one(calendar, event, organiser, attendee)


def withdrawal(event: Event, *, organiser: Party, attendee: Party) -> bytes:
    """Give a CANCEL that takes an event out of one person's calendar, whether or not it takes place."""
    calendar = _calendar("CANCEL")
    return _to_one(calendar, event, organiser, attendee, gone=True)


def method_of(event: Event) -> str:
    """Give REQUEST or CANCEL."""
    return "CANCEL" if event.cancelled else "REQUEST"


def _calendar(method: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    return calendar


def _to_one(calendar: Calendar, event: Event, organiser: Party, attendee: Party, gone: bool = False) -> bytes:
    """Give a calendar with one event as it goes to one person."""
    entry = _entry(event)
    _add_parties(entry, event, organiser, attendee, gone)
    return _around(calendar, [event], lambda _event: entry.to_ical(sorted=False))


def _around(calendar: Calendar, events: list[Event], written: Callable[[Event], bytes]) -> bytes:
    """Give a calendar as bytes, with the zones that its events need and then the events as they are written."""
    zones = [_zone(zone) for zone in sorted({event.zone for event in events} & _COUNTRIES.keys())]
    head = calendar.to_ical(sorted=False).removesuffix(END)
    return b"".join([head, *zones, *map(written, events), END])


@lru_cache(maxsize=4096)
def _remembered(event: Event) -> bytes:
    """Give the entry of an event as bytes. All women of a cohort who read the same language have the same entries, and
    when one evening changes the others stay as they were."""
    return _entry(event).to_ical(sorted=False)


@cache
def _zone(name: str) -> bytes:
    """Give the rule of a zone, made once: the library would write every change until 2038, and for each feed anew."""
    winter, winter_name, summer_name = _COUNTRIES[name]
    text = _ZONE.format(
        name=name,
        winter=winter,
        summer=winter + 1,
        spring=winter + 1,
        autumn=winter + 2,
        winter_name=winter_name,
        summer_name=summer_name,
    )
    return text.replace("\n", "\r\n").encode()


def _entry(event: Event) -> Entry:
    """Give the entry of an event. Setting texts directly spares the library a guess at each type."""
    entry = Entry()
    entry["uid"] = vText(event.uid)
    entry["sequence"] = vInt(event.sequence)
    entry["dtstamp"] = _utc(event.stamp)
    entry["last-modified"] = _utc(event.last_modified)
    entry.add("dtstart", _moment(event.start, event.zone))
    entry.add("dtend", _moment(event.end, event.zone))
    entry["summary"] = vText(clean(event.summary))
    if event.location:
        entry["location"] = vText(clean(event.location))
    if event.description:
        entry["description"] = vText(clean(event.description))
    entry["status"] = vText("CANCELLED" if event.cancelled else "CONFIRMED")
    entry["transp"] = vText("TRANSPARENT" if event.cancelled else "OPAQUE")
    if event.private:
        entry["class"] = vText("PRIVATE")
    return entry


def _utc(moment: datetime) -> vDatetime:
    return vDatetime(moment.astimezone(UTC))


def _moment(local: datetime, zone: str) -> datetime:
    """Give a local time in its zone; one whose rule we do not write goes out in UTC."""
    there = local.replace(tzinfo=ZoneInfo(zone))
    return there if zone in _COUNTRIES else there.astimezone(UTC)


def _add_parties(entry: Entry, event: Event, organiser: Party, attendee: Party, gone: bool = False) -> None:
    """Say who invites whom. What is cancelled asks for no answer."""
    entry.add("organizer", _address(organiser))
    asked = _address(attendee, role="REQ-PARTICIPANT", partstat="NEEDS-ACTION")
    asked.params["rsvp"] = "FALSE" if gone or event.cancelled else "TRUE"
    entry.add("attendee", asked)
    if gone:
        entry["status"] = vText("CANCELLED")


def _address(party: Party, **parameters: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{clean(party.address)}")
    if party.name:
        # A parameter knows no way to write a quotation mark or a line break.
        address.params["cn"] = re.sub(r'["\n]', " ", clean(party.name)).strip()
    for name, value in parameters.items():
        address.params[name] = value
    return address
