"""How it stands with guests: evening by evening, and module by module in a country."""

from .coverage import Coverage, ModuleCover, coverage_for
from .evenings import GuestState, GuestsTonight, Visitor, guest_states, guests_tonight, is_late

__all__ = [
    "Coverage",
    "GuestState",
    "GuestsTonight",
    "ModuleCover",
    "Visitor",
    "coverage_for",
    "guest_states",
    "guests_tonight",
    "is_late",
]
