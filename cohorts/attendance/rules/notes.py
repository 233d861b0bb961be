"""The note after an evening."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """What stood in a field when somebody began to write, and what she has written instead."""

    was: str
    now: str
