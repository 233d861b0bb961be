"""The same events by the library alone, as its manual has it: no database, no request, nothing stored."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

OSLO = ZoneInfo("Europe/Oslo")
AT = datetime(2026, 11, 22, 6, tzinfo=UTC)


def plain_feed(events: int, *, zones: bool) -> bytes:
    """Write a calendar of weekly evenings; with the zones that the library adds, or with none."""
    calendar = Calendar()
    calendar.add("prodid", "-//kalender//1//EN")
    calendar.add("version", "2.0")
    for number in range(1, events + 1):
        begins = datetime(2027, 1, 12, 17, tzinfo=OSLO) + timedelta(weeks=number % 500)
        event = Event()
        event.add("uid", f"6c1f3c1e-8a53-4a53-9f0b-{number:012}")
        event.add("sequence", 0)
        event.add("dtstamp", AT)
        event.add("last-modified", AT)
        event.add("dtstart", begins)
        event.add("dtend", begins + timedelta(hours=3))
        event.add("summary", f"Kurskveld {number}")
        event.add("location", "Huset 1")
        event.add("status", "CONFIRMED")
        event.add("transp", "OPAQUE")
        event.add("class", "PRIVATE")
        calendar.add_component(event)
    if zones:
        calendar.add_missing_timezones()
    return calendar.to_ical()
