"""What the screens of diplomas and cards say: to whoever checks one, and to those who decide."""

from .check import Checked, CheckState, checked
from .completion import Candidate, Proposed, Waiting, candidates_of, number_waiting, proposals_waiting, proposed_in

__all__ = [
    "Candidate",
    "CheckState",
    "Checked",
    "Proposed",
    "Waiting",
    "candidates_of",
    "checked",
    "number_waiting",
    "proposals_waiting",
    "proposed_in",
]
