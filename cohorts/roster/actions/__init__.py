"""What people do with cohorts and places in them."""

from .cohorts import add_coordinator, open_cohort, start_cohort
from .enrolments import enrol, withdraw

__all__ = ["add_coordinator", "enrol", "open_cohort", "start_cohort", "withdraw"]
