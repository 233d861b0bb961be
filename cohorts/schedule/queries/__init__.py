"""Reads of plans across tables."""

from .evenings import evenings_of, plan_as_data

__all__ = ["evenings_of", "plan_as_data"]
