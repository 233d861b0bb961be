"""What people do with the modules."""

from .content import load_content
from .todos import renew_todos

__all__ = ["load_content", "renew_todos"]
