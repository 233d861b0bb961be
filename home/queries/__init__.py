"""What the public pages read: themselves in the reader's language, and what a search finds."""

from .packs import OwnModule, TextToKeep, courses_read_by, modules_of_course, text_to_keep
from .pages import MenuItem, front_values, key_of, menu, page_named
from .search import Found, Word, find

__all__ = [
    "Found",
    "MenuItem",
    "OwnModule",
    "TextToKeep",
    "Word",
    "courses_read_by",
    "find",
    "front_values",
    "key_of",
    "menu",
    "modules_of_course",
    "page_named",
    "text_to_keep",
]
