"""Calendars as iCalendar; the sole user of icalendar. It knows entries, answers and days, and nothing of a course."""

from .reading import Days, DaysRead, Reply, UnreadableCalendarError, address_of, read_days, read_reply
from .writing import Event, Party, feed, file_of, invitation, method_of, withdrawal

__all__ = [
    "Days",
    "DaysRead",
    "Event",
    "Party",
    "Reply",
    "UnreadableCalendarError",
    "address_of",
    "feed",
    "file_of",
    "invitation",
    "method_of",
    "read_days",
    "read_reply",
    "withdrawal",
]
