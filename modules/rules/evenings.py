"""What a stored text of a module says for its evening: steps, exercises, sheets, notes, and where to get help."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from .exercises import Words
from .marks import LOCAL, plain, without_checks

BEFORE_STOP = re.compile(r"\s+(?=[.,;:!?])")
SOURCES = re.compile(r"\s*\(K\d+(?:, K\d+)*\)")


@dataclass(frozen=True)
class EveningStep:
    """One step of a plan, in plain words."""

    minutes: int
    kind: str
    text: str = ""
    who: str = ""
    material: str = ""


@dataclass(frozen=True)
class EveningExercise:
    """One exercise as the text has it."""

    name: str
    minutes: int | None = None
    how: str = ""


@dataclass(frozen=True)
class EveningParts:
    """What of a text is needed while the evening runs."""

    steps: tuple[EveningStep, ...] = ()
    exercises: tuple[EveningExercise, ...] = ()
    sheets: tuple[str, ...] = ()  # titles of worksheets
    notes: tuple[str, ...] = ()  # for the coordinator
    services: tuple[int, ...] = ()  # of the register
    messages: tuple[str, ...] = ()  # what to remember


def evening_parts(body: list[dict], words: Mapping[str, Words]) -> EveningParts:
    """Give what a stored body says for its evening. `words` are those of its exercises of the bank, by their ids."""
    return EveningParts(
        steps=tuple(_step(entry) for entry in _entries(body, "session_plan", "steps")),
        exercises=tuple(_exercise(entry, words) for entry in _entries(body, "exercises", "items")),
        sheets=tuple(bare(part["value"].get("title")) for part in body if part["type"] == "worksheet"),
        notes=tuple(bare(part["value"].get("text")) for part in body if part["type"] == "coordinator_notes"),
        services=tuple(entry["service"] for entry in _entries(body, "help", "entries") if entry.get("service")),
        messages=tuple(_lines(body, "key_messages")),
    )


def bare(text: object) -> str:
    """Give a text as it is read aloud: without tags, the marks of editors, and codes of sources."""
    return unescape(plain(SOURCES.sub("", LOCAL.sub("", without_checks(str(text or ""))))))


def _lines(body: list[dict], kind: str) -> Iterator[str]:
    for part in body:
        if part["type"] == kind:
            for item in part["value"].get("items") or []:
                yield BEFORE_STOP.sub("", bare(item["value"] if isinstance(item, dict) else item))


def _entries(body: list[dict], kind: str, name: str) -> Iterator[dict[str, Any]]:
    for part in body:
        if part["type"] == kind:
            for item in part["value"].get(name) or []:
                yield item.get("value", item)  # the first lists were stored without ids


def _step(entry: dict[str, Any]) -> EveningStep:
    said = {name: bare(entry.get(name)) for name in ("text", "who", "material")}
    return EveningStep(minutes=entry.get("minutes") or 0, kind=entry.get("kind") or "", **said)


def _exercise(entry: dict[str, Any], words: Mapping[str, Words]) -> EveningExercise:
    held = entry.get("exercise")
    bank: Mapping[str, Any] = held if isinstance(held, dict) else words.get(str(held)) or {}
    how = " ".join(part for part in (bare(bank.get("how")), bare(entry.get("how"))) if part)
    return EveningExercise(
        name=bare(entry.get("name") or bank.get("name")), minutes=entry.get("minutes") or bank.get("minutes"), how=how
    )
