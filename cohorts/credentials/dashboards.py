"""What the check page says about a code."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .models import RegisterEntry


class CheckState(StrEnum):
    """What a check can find."""

    VALID = "valid"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Checked:
    """What somebody with a code may know. `name` is empty unless she lets it be shown."""

    state: CheckState
    kind: str = ""
    number: str = ""
    programme: str = ""
    place: str = ""
    title: str = ""
    year: int | None = None
    issued_on: date | None = None
    valid_until: date | None = None
    name: str = ""

    @property
    def is_known(self) -> bool:
        """Tell whether something was issued with the code."""
        return self.state is not CheckState.UNKNOWN


def checked(entry: RegisterEntry | None) -> Checked:
    """Give what the check page says; of a code that nobody issued, that it is unknown."""
    if entry is None:
        return Checked(CheckState.UNKNOWN)
    issued = getattr(entry, "diploma", None) or getattr(entry, "idcard", None)
    return Checked(
        state=_state(entry),
        kind=entry.kind,
        number=entry.number,
        programme=entry.programme,
        place=entry.place,
        title=entry.title,
        year=entry.year,
        issued_on=entry.issued_on,
        valid_until=entry.valid_until,
        name=issued.name if issued and issued.shows_name else "",
    )


def _state(entry: RegisterEntry) -> CheckState:
    if entry.state != RegisterEntry.State.ISSUED:
        return CheckState(entry.state)
    return CheckState.EXPIRED if entry.is_expired else CheckState.VALID
