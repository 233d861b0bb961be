"""The exercises of the bank that a text shows, and the copy of their words that a pinned text holds."""

from collections.abc import Iterator, Mapping
from typing import Any

KEPT = ("name", "minutes", "how", "locale_id")
"""What a text shows of an exercise of the bank, and the language it says it in."""

Words = dict[str, Any]
"""What an exercise says: the values of `KEPT`."""


def entries_with_exercises(body: list[dict]) -> Iterator[dict]:
    """Give the entries of a stored body in which an exercise of the bank stands, as they are stored."""
    for part in body:
        if part["type"] == "exercises":
            for item in part["value"].get("items", []):
                entry = item.get("value", item)  # the first lists were stored without ids
                if entry.get("exercise"):
                    yield entry


def exercises_in(body: list[dict]) -> set[int]:
    """Give the ids of the exercises of the bank that a stored body shows, leaving out those it holds a copy of."""
    return {entry["exercise"] for entry in entries_with_exercises(body) if not isinstance(entry["exercise"], dict)}


def with_copies(body: list[dict], words: Mapping[str, Words]) -> None:
    """Put into a stored body what its exercises said, by their ids, in the place of the ids alone."""
    for entry in entries_with_exercises(body):
        if (said := words.get(str(entry["exercise"]))) is not None:
            entry["exercise"] = {"id": entry["exercise"]} | said
