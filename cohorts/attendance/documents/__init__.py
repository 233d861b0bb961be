"""What is printed and handed out about attendance."""

from .attendance import attendance_paper, attendance_sheet, note_of
from .audit import audit_sheet
from .funding import funding_paper, funding_sheet
from .roll import paper_list

__all__ = [
    "attendance_paper",
    "attendance_sheet",
    "audit_sheet",
    "funding_paper",
    "funding_sheet",
    "note_of",
    "paper_list",
]
