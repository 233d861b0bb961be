"""The journal of what was erased or taken back: beside the database and in none of its copies.

So a copy that is put back can be made to forget once more. A line names a kind of thing and a keyed hash: no name, no
number, no day.
"""

import hashlib
import hmac
import os
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

OWNER_ONLY = 0o600
LEFT, TAKEN = "/value:left", "/value:taken"


@dataclass(frozen=True)
class Values:
    """Which values were left for others, and which were taken then. The journal holds no value: one can only be asked
    about, or found among a few."""

    left: frozenset[str]
    taken: frozenset[str]
    mark_of: Callable[[object], str]

    def has_left(self, thing: object, field: str, value: object) -> bool:
        """Tell whether the thing with this id left this value, and did not come back to it."""
        return self.mark_of(_said(thing, field, value)) in self.left

    def taken_of(self, thing: object, field: str, choices: Iterable[object]) -> object | None:
        """Give which of the choices it took last; None if none of them."""
        return next((each for each in choices if self.mark_of(_said(thing, field, each)) in self.taken), None)


def note(event: str, ids: Iterable[object]) -> None:
    """Write down that something happened to things with these ids, as soon as the current transaction has committed.
    Raises OSError at once if the journal cannot be written: then nothing is erased either."""
    marked = [str(each) for each in ids]
    if marked:
        _begin()
        transaction.on_commit(partial(_append, event, marked))


def note_value(kind: str, thing: object, field: str, *, old: object, new: object) -> None:
    """Write down that the thing of a kind with this id has left one value of a field for another; see `note`."""
    if old != new:
        note(f"{kind}{LEFT}", [_said(thing, field, old)])
        note(f"{kind}{TAKEN}", [_said(thing, field, new)])


def values(kind: str) -> Values | None:
    """Give what things of a kind have left; None if the journal tells of none."""
    told = latest()
    left = told.get(f"{kind}{LEFT}")
    return Values(frozenset(left), frozenset(told.get(f"{kind}{TAKEN}", ())), marker()) if left else None


def _said(thing: object, field: str, value: object) -> str:
    return f"{thing} {field}={value}"


def marker() -> Callable[[object], str]:
    """Give what tells the mark by which the journal knows an id. Raises OSError if there is no journal."""
    with _file().open(encoding="ascii") as journal:
        key = bytes.fromhex(journal.readline())

    def mark_of(thing: object) -> str:
        return hmac.new(key, str(thing).encode(), hashlib.sha256).hexdigest()

    return mark_of


def latest() -> dict[str, set[str]]:
    """Give the marks of each event, as the journal tells it: of several events of one kind and thing the last counts.
    An event is written `kind:what`; a line that a power cut has torn counts for nothing."""
    last: dict[tuple[str, str], str] = {}
    for line in _lines()[1:]:
        event, _space, mark = line.partition(" ")
        if len(mark) == hashlib.sha256().digest_size * 2:
            last[event.partition(":")[0], mark] = event
    found: dict[str, set[str]] = {}
    for (_kind, mark), event in last.items():
        found.setdefault(event, set()).add(mark)
    return found


def _file() -> Path:
    return Path(settings.ERASURES_FILE)


def _lines() -> list[str]:
    try:
        return [line for line in _file().read_text("ascii", "replace").splitlines() if line]
    except FileNotFoundError:
        return []


def _begin() -> None:
    """Make the journal, unless it is there, with a key of its own in its first line: `SECRET_KEY` may change on a bad
    day, and then nothing could be erased again."""
    path = _file()
    if path.exists():
        with path.open("ab"):
            return
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "w") as begun:
        begun.write(secrets.token_hex(32) + "\n")
        begun.flush()
        os.fsync(begun.fileno())
    try:
        os.link(new, path)  # of two processes one begins it
    except FileExistsError:
        pass
    finally:
        new.unlink()


def _append(event: str, ids: list[str]) -> None:
    """Add a line for each in one write. It begins on a new line, whatever a power cut has left of the last one."""
    mark_of = marker()
    text = "".join(f"\n{event} {mark_of(each)}" for each in ids) + "\n"
    descriptor = os.open(_file(), os.O_WRONLY | os.O_APPEND)
    try:
        os.write(descriptor, text.encode("ascii"))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
