"""Read shapes for screens: the content check of editors, the local places and directories of districts."""

from .content_check import ContentCheck, content_check_of
from .directories import SlotLine, directory_of, local_desks, places_with_directory, slot_lines

__all__ = [
    "ContentCheck",
    "SlotLine",
    "content_check_of",
    "directory_of",
    "local_desks",
    "places_with_directory",
    "slot_lines",
]
