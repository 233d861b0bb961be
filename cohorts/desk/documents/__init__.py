"""The facts of what the desk prints, hands out and shares."""

from .board import board_calendar, board_paper, board_sheet
from .share import SharedEvening, languages_of, shared_evening_in
from .table import flags_of, table_sheet

__all__ = [
    "SharedEvening",
    "board_calendar",
    "board_paper",
    "board_sheet",
    "flags_of",
    "languages_of",
    "shared_evening_in",
    "table_sheet",
]
