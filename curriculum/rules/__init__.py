"""What an edition may look like, in which order it is taught, and when a woman has completed it: plain Python."""

from .completion import (
    EVERY_WAY,
    Evening,
    Judgement,
    Key,
    Rule,
    Standing,
    Verdict,
    Way,
    judge_completion,
    needed_modules,
)
from .editions import EditionCode, EditionPlan, Finding, Kind, PlannedModule, Weight, check_edition, check_rule
from .order import OrderCode, OrderConflict, OrderedModule, find_order_conflicts

__all__ = [
    "EVERY_WAY",
    "EditionCode",
    "EditionPlan",
    "Evening",
    "Finding",
    "Judgement",
    "Key",
    "Kind",
    "OrderCode",
    "OrderConflict",
    "OrderedModule",
    "PlannedModule",
    "Rule",
    "Standing",
    "Verdict",
    "Way",
    "Weight",
    "check_edition",
    "check_rule",
    "find_order_conflicts",
    "judge_completion",
    "needed_modules",
]
