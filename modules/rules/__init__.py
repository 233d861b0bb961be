"""What the world allows of a module's text, in plain Python: its marks and words, and what an editor should look at."""

from .marks import (
    LOCAL,
    TO_CHECK,
    Mark,
    count_local,
    draw_slug,
    first_use,
    forms_of,
    marks_in,
    minutes_to_read,
    plain,
    without_checks,
)
from .plan import PlanCode, PlanFinding, PlanStep, check_plan

__all__ = [
    "LOCAL",
    "TO_CHECK",
    "Mark",
    "PlanCode",
    "PlanFinding",
    "PlanStep",
    "check_plan",
    "count_local",
    "draw_slug",
    "first_use",
    "forms_of",
    "marks_in",
    "minutes_to_read",
    "plain",
    "without_checks",
]
