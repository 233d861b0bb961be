"""What the check page says about a code."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..models import Diploma, IdCard, RegisterEntry
from ..rules import is_proven, normalised


class CheckState(StrEnum):
    """What a check can find."""

    VALID = "valid"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Checked:
    """What somebody with a code may know. `name` is empty unless she lets it be shown; `can_ask` tells whether a name
    may be tried, and `is_hers` whether the one that was typed is on the paper (None if none was)."""

    state: CheckState
    kind: str = ""
    programme: str = ""
    place: str = ""
    year: int | None = None
    valid_until: date | None = None
    name: str = ""
    can_ask: bool = False
    is_hers: bool | None = None

    @property
    def is_known(self) -> bool:
        """Tell whether something was issued with the code."""
        return self.state is not CheckState.UNKNOWN

    @property
    def is_wrong(self) -> bool:
        """Tell whether the code or the name was wrong."""
        return not self.is_known or self.is_hers is False


def checked(entry: RegisterEntry | None, *, typed: str = "", name: str = "") -> Checked:
    """Give what the check page says of an entry, found with the code that was typed; of a code that nobody issued, that
    it is unknown. A name is compared where one is given: with a paper that holds now, or has expired."""
    if entry is None:
        return Checked(CheckState.UNKNOWN)
    state = _state(entry)
    holds = state in (CheckState.VALID, CheckState.EXPIRED)
    return Checked(
        state=state,
        kind=entry.kind,
        programme=entry.programme,
        place=entry.place,
        year=entry.year,
        valid_until=entry.valid_until,
        name=_name_shown(entry) if holds else "",
        can_ask=holds,
        is_hers=_is_hers(entry, typed, name) if name and holds else None,
    )


def _state(entry: RegisterEntry) -> CheckState:
    if entry.state != RegisterEntry.State.ISSUED:
        return CheckState(entry.state)
    return CheckState.EXPIRED if entry.is_expired else CheckState.VALID


def _issued(entry: RegisterEntry) -> Diploma | IdCard | None:
    """Give the paper or card itself; None when she has been erased."""
    return getattr(entry, "diploma", None) or getattr(entry, "idcard", None)


def _name_shown(entry: RegisterEntry) -> str:
    issued = _issued(entry)
    return issued.name if issued and issued.shows_name and not issued.person.is_protected else ""


def _is_hers(entry: RegisterEntry, typed: str, name: str) -> bool:
    """Compare a name; of a woman who is protected none is confirmed, in the words for a wrong one."""
    issued = _issued(entry)
    return is_proven(normalised(typed) or "", name, entry.name_proof) and not (issued and issued.person.is_protected)
