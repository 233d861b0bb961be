"""What people do with the plan of a cohort."""

from .plans import PlannedEvening, use_plan

__all__ = ["PlannedEvening", "use_plan"]
