"""Read shapes about guests, by whose screens they are on: those who ask, and the guest herself."""

from .asking import Suggestion, Suggestions, suggestions_for
from .passes import PassPage, page_of, taught_module

__all__ = ["PassPage", "Suggestion", "Suggestions", "page_of", "suggestions_for", "taught_module"]
