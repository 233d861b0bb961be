"""Reads iCalendar from others: answers to invitations, and closed days. Whatever comes in is met with suspicion."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Component

from .letters import clean

REPLY_LIMIT = 100_000  # bytes
DAYS_LIMIT = 2_000_000
DEEPEST = 4  # VCALENDAR > VEVENT > VALARM, and one for good measure
MOST_DAYS = 400  # one range of closed days
ANSWERS = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative"}


class UnreadableCalendarError(ValueError):
    """What came in cannot be used. `code` says why: too_large, not_a_calendar, broken, not_a_reply, …"""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Reply:
    """An answer to an invitation. `address` is in small letters; `answer` is accepted, declined or tentative."""

    uid: str
    address: str
    answer: str
    sequence: int
    stamp: datetime
    comment: str = ""


@dataclass(frozen=True)
class Days:
    """A range of whole days, both ends included."""

    first: date
    last: date
    label: str


@dataclass(frozen=True)
class DaysRead:
    """What a file of whole days holds, and what was left out: the number of the entry, its label and a code."""

    days: tuple[Days, ...]
    left_out: tuple[tuple[int, str, str], ...]


def read_reply(data: bytes) -> Reply:
    """Take an answer apart, as Google, Outlook or Apple send it. Raises UnreadableCalendarError."""
    calendar = _parsed(data, REPLY_LIMIT)
    if str(calendar.get("method", "")).upper() != "REPLY":
        raise UnreadableCalendarError("not_a_reply")
    entry, more = calendar.walk("VEVENT")[:1], calendar.walk("VEVENT")[1:]
    if not entry or more:
        raise UnreadableCalendarError("not_one_event")
    found = entry[0]
    attendees = found.get("attendee", [])
    attendees = attendees if isinstance(attendees, list) else [attendees]
    if len(attendees) != 1:
        raise UnreadableCalendarError("not_one_attendee")
    answer = ANSWERS.get(str(getattr(attendees[0], "params", {}).get("partstat", "")).upper())
    if answer is None:
        raise UnreadableCalendarError("no_answer")
    return Reply(
        uid=_only(found, "uid"),
        address=address_of(str(attendees[0])),
        answer=answer,
        sequence=_sequence(found),
        stamp=_stamp(found),
        comment=_text(found, "comment")[:500],
    )


def read_days(data: bytes) -> DaysRead:
    """Take the whole days out of a calendar file. What has a clock time, repeats or makes no sense is left out with
    its reason. Raises UnreadableCalendarError when the file as a whole cannot be read."""
    days: list[Days] = []
    left_out: list[tuple[int, str, str]] = []
    for number, entry in enumerate(_parsed(data, DAYS_LIMIT).walk("VEVENT"), start=1):
        label = _text(entry, "summary")[:200]
        try:
            days.append(_days_of(entry, label))
        except UnreadableCalendarError as problem:
            left_out.append((number, label, problem.code))
    return DaysRead(tuple(days), tuple(left_out))


def address_of(value: str) -> str:
    """Give a calendar address as it is compared: without `mailto:`, in small letters."""
    return re.sub(r"^\s*mailto:", "", value, flags=re.IGNORECASE).strip().strip("<>").lower()


def _parsed(data: bytes, limit: int) -> Component:
    """Give the one calendar in the bytes. Size and depth are looked at before anything is parsed."""
    if len(data) > limit:
        raise UnreadableCalendarError("too_large")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")  # what older Outlooks send
    text = text.strip()
    if not text[:15].upper() == "BEGIN:VCALENDAR" or "\0" in text:
        raise UnreadableCalendarError("not_a_calendar")
    if _depth(text) > DEEPEST:
        raise UnreadableCalendarError("too_deep")
    try:
        return Calendar.from_ical(text + "\r\n")
    except (ValueError, KeyError, IndexError, AttributeError, TypeError) as error:
        raise UnreadableCalendarError("broken") from error


def _depth(text: str) -> int:
    """Give how deep the components are nested."""
    depth = deepest = 0
    for found in re.finditer(r"^(BEGIN|END):", text, flags=re.MULTILINE | re.IGNORECASE):
        depth += 1 if found[1].upper() == "BEGIN" else -1
        deepest = max(deepest, depth)
    return deepest


def _only(entry: Component, name: str) -> str:
    value = entry.get(name)
    if value is None or isinstance(value, list) or not str(value).strip():
        raise UnreadableCalendarError(f"no_{name}")
    return str(value).strip()


def _sequence(entry: Component) -> int:
    """Give the sequence; the standard lets 0 be left out."""
    value = entry.get("sequence", 0)
    if not isinstance(value, int) or value < 0:
        raise UnreadableCalendarError("no_sequence")
    return int(value)


def _stamp(entry: Component) -> datetime:
    moment = _value(entry, "dtstamp")
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise UnreadableCalendarError("no_stamp")
    return moment.astimezone(UTC)


def _value(entry: Component, name: str) -> object:
    """Give a date, moment or duration, or None for what is missing, doubled or broken."""
    try:
        return getattr(entry.get(name), "dt", None)
    except ValueError:  # what it holds is no date at all
        return None


def _text(entry: Component, name: str) -> str:
    value = entry.get(name, "")
    return clean(" ".join(map(str, value)) if isinstance(value, list) else str(value)).strip()


def _days_of(entry: Component, label: str) -> Days:
    """Give the days of one entry. Its end is the day after the last one; without an end or duration it is one day."""
    first, end, length = (_value(entry, name) for name in ("dtstart", "dtend", "duration"))
    if "rrule" in entry or "rdate" in entry:
        raise UnreadableCalendarError("repeats")
    if isinstance(first, datetime) or isinstance(end, datetime):
        raise UnreadableCalendarError("has_a_time")
    if not isinstance(first, date) or ("dtend" in entry and not isinstance(end, date)):
        raise UnreadableCalendarError("no_day")
    try:
        if isinstance(length, timedelta) and end is None:
            end = first + length
        last = end - timedelta(days=1) if isinstance(end, date) else first
    except OverflowError:
        raise UnreadableCalendarError("no_day") from None
    # Some write a single day as one that ends when it begins.
    last = first if end == first else last
    if not first <= last <= first + timedelta(days=MOST_DAYS):
        raise UnreadableCalendarError("wrong_order" if last < first else "too_long")
    return Days(first, last, label)
