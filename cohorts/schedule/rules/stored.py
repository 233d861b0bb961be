"""A saved plan as plain data, as a change keeps it, read back into evenings."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from .evenings import Evening, Kind, Portion, Slot

CANCELLED = "cancelled"
Data = Mapping[str, Any]


def slot_from_data(data: Data) -> Slot:
    """Read when an evening is."""
    return Slot(
        date.fromisoformat(data["date"]), time.fromisoformat(data["starts_at"]), time.fromisoformat(data["ends_at"])
    )


def evenings_from_data(rows: Iterable[Data]) -> tuple[Evening, ...]:
    """Read a plan that a change has kept: each evening under its public id, in order of time."""
    found = [
        Evening(
            slot=slot_from_data(row),
            portions=tuple(Portion(*portion) for portion in row["modules"]),
            key=row["session"],
            kind=Kind(row["kind"]),
            venue=row["venue"],
            cancelled=row["state"] == CANCELLED,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda each: each.slot))


def told_of(evenings: Iterable[Evening]) -> dict[str, dict]:
    """Give what women know of a plan when they have been told all of it."""
    return {
        str(each.key): {
            "date": each.day.isoformat(),
            "starts_at": each.slot.start.isoformat("minutes"),
            "ends_at": each.slot.end.isoformat("minutes"),
            "venue": each.venue,
            "state": CANCELLED if each.cancelled else "planned",
        }
        for each in evenings
    }
