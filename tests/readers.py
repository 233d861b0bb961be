"""Readers of calendars that are not ours: ical.js, as in Thunderbird, and vobject; and what a calendar keeps of it."""

import json
import os
import shutil
import subprocess
from datetime import UTC
from pathlib import Path

import pytest
import vobject

NODE_TOOLS = Path(os.environ.get("NODE_TOOLS") or Path(__file__).parent / "node")
"""The folder whose `node_modules` holds ical.js."""


def with_ical_js(calendars: list[bytes]) -> list[dict]:
    """Give what ical.js reads in each calendar: its method and events. Skips where Node or ical.js is not there."""
    node = os.environ.get("NODE") or shutil.which("node")
    if not node or not (NODE_TOOLS / "node_modules" / "ical.js").is_dir():
        pytest.skip("ical.js is not here: install Node.js with npm and run `make test` again (NODE, NODE_TOOLS).")
    texts = json.dumps([calendar.decode() for calendar in calendars])
    command = [node, str(NODE_TOOLS / "read_calendar.js")]
    done = subprocess.run(command, input=texts, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def with_vobject(calendars: list[bytes]) -> list[dict]:
    """Give what vobject reads in each calendar, in the same shape."""
    return [_read(vobject.readOne(calendar.decode())) for calendar in calendars]


def _read(calendar) -> dict:
    return {"method": calendar.method.value, "events": [_event(entry) for entry in calendar.contents.get("vevent", [])]}


def _event(entry) -> dict:
    def value(name: str, default: str | None = None):
        return getattr(entry, name).value if name in entry.contents else default

    return {
        "uid": value("uid"),
        "sequence": int(value("sequence", "0") or 0),
        "stamp": _moment(value("dtstamp")),
        "status": value("status"),
        "start": _moment(value("dtstart")),
        "end": _moment(value("dtend")),
        "summary": value("summary"),
        "location": value("location"),
        "attendees": [attendee.value for attendee in entry.contents.get("attendee", [])],
    }


def _moment(value) -> str:
    return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


READERS = {"ical.js": with_ical_js, "vobject": with_vobject}


def kept_by_subscriber(versions: list[dict]) -> dict[str, dict]:
    """Give what stands in a calendar that saw these versions of a feed, one after the other: of each event the one with
    the highest sequence, and of those the one with the newest stamp (RFC 5546, 2.1.5); what is cancelled does not
    stand."""
    known: dict[str, dict] = {}
    for version in versions:
        for event in version["events"]:
            before = known.get(event["uid"])
            if before is None or _age(event) >= _age(before):
                known[event["uid"]] = event
    return {uid: event for uid, event in known.items() if event["status"] != "CANCELLED"}


def _age(event: dict) -> tuple[int, str]:
    return event["sequence"], event["stamp"]
