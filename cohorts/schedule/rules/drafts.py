"""A plan that somebody is making, as plain data: what she asked for, and what she changed in the outline."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from .evenings import Kind, Portion
from .planning import Rhythm, Sitting

Data = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """What somebody asks of a plan: from when, how often, at which local time and where (None: nobody knows yet)."""

    first: date
    start: time
    end: time
    rhythm: Rhythm = field(default_factory=Rhythm)
    venue: int | None = None


def asked_as_data(asked: Asked) -> Data:
    """Give what was asked as it is stored."""
    rhythm = asked.rhythm
    return {
        "first": asked.first.isoformat(),
        "start": asked.start.isoformat("minutes"),
        "end": asked.end.isoformat("minutes"),
        "weekdays": sorted(rhythm.weekdays),
        "every_weeks": rhythm.every_weeks,
        "per_week": rhythm.per_week,
        "also": [day.isoformat() for day in rhythm.also],
        "dates": [day.isoformat() for day in rhythm.dates],
        "venue": asked.venue,
    }


def asked_from_data(data: Data) -> Asked:
    """Read what was asked. Gives back what `asked_as_data` was given."""
    return Asked(
        first=date.fromisoformat(data["first"]),
        start=time.fromisoformat(data["start"]),
        end=time.fromisoformat(data["end"]),
        rhythm=Rhythm(
            weekdays=frozenset(data["weekdays"]),
            every_weeks=data["every_weeks"],
            per_week=data["per_week"],
            also=_days(data["also"]),
            dates=_days(data["dates"]),
        ),
        venue=data["venue"],
    )


def outline_as_data(sittings: Iterable[Sitting]) -> list[Data]:
    """Give an outline as it is stored."""
    return [
        {
            "modules": [[portion.module, portion.part, portion.parts] for portion in sitting.portions],
            "kind": sitting.kind.value,
            "venue": sitting.venue,
            "start": sitting.start and sitting.start.isoformat("minutes"),
            "end": sitting.end and sitting.end.isoformat("minutes"),
            "weekday": sitting.weekday,
            "day": sitting.day and sitting.day.isoformat(),
        }
        for sitting in sittings
    ]


def outline_from_data(rows: Sequence[Data]) -> tuple[Sitting, ...]:
    """Read an outline. Gives back what `outline_as_data` was given."""
    return tuple(
        Sitting(
            portions=tuple(Portion(*portion) for portion in row["modules"]),
            kind=Kind(row["kind"]),
            venue=row["venue"],
            start=row["start"] and time.fromisoformat(row["start"]),
            end=row["end"] and time.fromisoformat(row["end"]),
            weekday=row["weekday"],
            day=row["day"] and date.fromisoformat(row["day"]),
        )
        for row in rows
    )


def _days(texts: Iterable[str]) -> tuple[date, ...]:
    return tuple(date.fromisoformat(text) for text in texts)
