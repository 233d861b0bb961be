"""Reads of plans, and of what they are made of, across tables."""

from .evenings import evenings_of, plan_as_data
from .planning import (
    closed_days_kept_by,
    closed_days_shown_to,
    closures_at,
    conflicts_of,
    draft_parts,
    facts_of,
    occasions_beside,
    order_conflicts_of,
    places_closed_by,
    places_kept_by,
    proposal_at,
    proposal_of,
    school_days_known_until,
    warning_codes,
    warnings_about,
)

__all__ = [
    "closed_days_kept_by",
    "closed_days_shown_to",
    "closures_at",
    "conflicts_of",
    "draft_parts",
    "evenings_of",
    "facts_of",
    "occasions_beside",
    "order_conflicts_of",
    "places_closed_by",
    "places_kept_by",
    "plan_as_data",
    "proposal_at",
    "proposal_of",
    "school_days_known_until",
    "warning_codes",
    "warnings_about",
]
