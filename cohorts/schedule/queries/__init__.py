"""Reads of plans, and of what they are made of, across tables."""

from .evenings import evenings_of, plan_as_data
from .planning import (
    closures_at,
    conflicts_of,
    facts_of,
    occasions_beside,
    proposal_at,
    school_days_known_until,
)

__all__ = [
    "closures_at",
    "conflicts_of",
    "evenings_of",
    "facts_of",
    "occasions_beside",
    "plan_as_data",
    "proposal_at",
    "school_days_known_until",
]
