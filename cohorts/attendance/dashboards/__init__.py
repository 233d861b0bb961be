"""What the screens of attendance show: the roll, and how far each woman has come."""

from .sheets import Sheet, SheetLine, sheet_of

__all__ = ["Sheet", "SheetLine", "sheet_of"]
