"""The blocks a module is built of."""

from .body import ModuleBody
from .plan import PlanPanel, evening_lengths

__all__ = ["ModuleBody", "PlanPanel", "evening_lengths"]
