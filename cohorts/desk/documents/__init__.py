"""The facts of what the desk prints, hands out and shares."""

from .board import board_calendar, board_paper, board_sheet
from .evening import evening_paper
from .pack import Pack, order_for, pack_of, packed_evening
from .share import SharedEvening, languages_of, shared_evening_in
from .table import flags_of, table_sheet

__all__ = [
    "Pack",
    "SharedEvening",
    "board_calendar",
    "board_paper",
    "board_sheet",
    "evening_paper",
    "flags_of",
    "languages_of",
    "order_for",
    "pack_of",
    "packed_evening",
    "shared_evening_in",
    "table_sheet",
]
