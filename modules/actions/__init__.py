"""What people do with the modules."""

from .todos import renew_todos

__all__ = ["renew_todos"]
