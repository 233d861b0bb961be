"""What people do with the plan of a cohort."""

from .answers import answer_evening
from .extras import add_extra, remove_extra
from .plans import PlannedEvening, use_plan

__all__ = ["PlannedEvening", "add_extra", "answer_evening", "remove_extra", "use_plan"]
