"""The blocks a module is built of."""

from .body import ModuleBody

__all__ = ["ModuleBody"]
