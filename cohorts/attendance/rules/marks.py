"""What a mark means, and what becomes of one when two phones mark the same woman. Plain Python, codes out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class Status(StrEnum):
    """What a mark says. Why somebody was away is nobody's business, and no code says it."""

    PRESENT = "present"
    LATE = "late"
    LEFT_EARLY = "left_early"
    EXCUSED = "excused"  # she had said so beforehand
    ABSENT = "absent"
    NONE = ""  # taken back: as if nobody had marked her


@dataclass(frozen=True)
class Meaning:
    """What a status is worth. `credit`: the evening counts for her; `timed`: only if she missed few enough minutes;
    `announced`: she had said that she would not come."""

    credit: bool = False
    timed: bool = False
    announced: bool = False


MEANINGS: dict[Status, Meaning] = {
    Status.PRESENT: Meaning(credit=True),
    Status.LATE: Meaning(credit=True, timed=True),
    Status.LEFT_EARLY: Meaning(credit=True, timed=True),
    Status.EXCUSED: Meaning(announced=True),
    Status.ABSENT: Meaning(),
}


def gives_credit(status: Status | str, minutes: int | None, allowed: int) -> bool:
    """Tell whether an evening counts for somebody. `minutes` is how many she missed, None if nobody counted them;
    `allowed` how many an edition lets pass."""
    meaning = MEANINGS.get(Status(status), Meaning())
    return meaning.credit and not (meaning.timed and minutes is not None and minutes > allowed)


def short_names(names: Mapping[Any, str]) -> dict[Any, str]:
    """Give first name and initial for each full name; more letters of the last name where two would look alike."""
    parts = {key: name.split() for key, name in names.items()}
    firsts = {key: each[0] if each else "" for key, each in parts.items()}
    lasts = {key: each[-1] if len(each) > 1 else "" for key, each in parts.items()}
    shown: dict[Any, str] = {}
    for key in names:
        alike = [other for other in names if firsts[other] == firsts[key] and lasts[other] != lasts[key]]
        length = 1
        while length < len(lasts[key]) and any(lasts[each][:length] == lasts[key][:length] for each in alike):
            length += 1
        rest = lasts[key][:length]
        shown[key] = f"{firsts[key]} {rest}." if rest else firsts[key]
    return shown


class Outcome(StrEnum):
    """What became of an operation. None is ever lost: received = applied + refused + repeated."""

    APPLIED = "applied"
    REFUSED = "refused"
    REPEATED = "repeated"  # it had come before; the answer is that of the first time


class Reason(StrEnum):
    """Why an operation changed nothing."""

    OVERTAKEN = "overtaken"  # applied: the same phone has said something later
    AGREED = "agreed"  # applied: it says what stands there
    KEPT = "kept"  # applied: it was only for whoever had no mark
    CONFLICT = "conflict"  # refused: somebody else has marked her meanwhile; a person decides
    NOT_IN_COHORT = "not_in_cohort"  # refused
    CANCELLED = "cancelled"  # refused: the evening is not held
    TOO_EARLY = "too_early"  # refused: the day has not come
    TOO_LATE = "too_late"  # refused: the evening is long over, and nobody has confirmed that she means it
    SETTLED = "settled"  # refused: the course is over for a year, and only what each woman has is kept


@dataclass(frozen=True)
class Mark:
    """One operation as a phone sends it. `key` and `number` are drawn there; `woman` is the public id of her place;
    `done_at` is aware, by the clock of the phone, which decides nothing."""

    key: UUID
    woman: UUID
    status: Status
    number: int
    base: int = 0
    minutes: int | None = None
    only_if_empty: bool = False
    done_at: datetime | None = None


@dataclass(frozen=True)
class Guest:
    """Somebody who came without a place, as a phone sends her."""

    key: UUID
    name: str
    number: int
    done_at: datetime | None = None


@dataclass(frozen=True)
class Operation:
    """One thing that somebody did on one phone. `base` is the revision that she saw; `number` counts up on each
    phone; `only_if_empty` is “everyone else”."""

    key: Any
    woman: Any
    status: Status
    device: str
    number: int
    base: int = 0
    minutes: int | None = None
    only_if_empty: bool = False


@dataclass(frozen=True)
class Cell:
    """What stands for one woman on one evening, and who said it last."""

    status: Status = Status.NONE
    minutes: int | None = None
    revision: int = 0
    device: str = ""
    number: int = 0

    @property
    def is_marked(self) -> bool:
        """Tell whether anything stands there."""
        return self.status is not Status.NONE


@dataclass(frozen=True)
class Decision:
    """What becomes of an operation: the cell as it is afterwards, and why it changed nothing if it did not."""

    outcome: Outcome
    cell: Cell
    reason: Reason | None = None


@dataclass(frozen=True)
class Heard:
    """The highest numbers that one phone has said about one woman on one evening: of what it said about her, and of
    “everyone else”."""

    said: int = 0
    filled: int = 0


def decide(cell: Cell, operation: Operation, heard: Heard | None = None) -> Decision:
    """Say what an operation does to a cell. What a phone said later holds over what it said before, in whatever order
    they arrive; “everyone else” is only ever for whoever has no mark. Between two phones the revision decides, and
    where both said something a person does. The clock of a phone decides nothing."""
    same = operation.device == cell.device
    heard = heard or Heard(said=cell.number if same else 0)
    if operation.number <= heard.said:
        return Decision(Outcome.APPLIED, cell, Reason.OVERTAKEN)
    if operation.only_if_empty and cell.is_marked:
        return Decision(Outcome.APPLIED, cell, Reason.KEPT)
    status, minutes = operation.status, operation.minutes
    if status is Status.NONE and operation.number < heard.filled:
        status, minutes = Status.PRESENT, None  # taken back before it said “everyone else”, which came first
    if (status, minutes) == (cell.status, cell.minutes):
        return Decision(Outcome.APPLIED, cell, Reason.AGREED)
    if not same and operation.base != cell.revision and not operation.only_if_empty:
        return Decision(Outcome.REFUSED, cell, Reason.CONFLICT)
    number = operation.number if not operation.only_if_empty else cell.number * same
    return Decision(Outcome.APPLIED, Cell(status, minutes, cell.revision + 1, operation.device, number))
