"""What the public pages read: themselves in the reader's language, and what a search finds."""

from .pages import MenuItem, front_values, key_of, menu, page_named
from .search import Found, Word, find

__all__ = ["Found", "MenuItem", "Word", "find", "front_values", "key_of", "menu", "page_named"]
