"""How it stands with guests: evening by evening, and module by module in a country."""

from .coverage import Coverage, ModuleCover, coverage_for
from .evenings import GuestState, Visitor, guest_states, is_late

__all__ = ["Coverage", "GuestState", "ModuleCover", "Visitor", "coverage_for", "guest_states", "is_late"]
