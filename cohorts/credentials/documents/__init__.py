"""What is printed: diplomas, cards, and what belongs to the ceremony."""

from .card import card_pdf, card_sheet
from .diploma import diploma_pdf
from .wording import LANGUAGES, OF_COUNTRY, local_coordinator

__all__ = ["LANGUAGES", "OF_COUNTRY", "card_pdf", "card_sheet", "diploma_pdf", "local_coordinator"]
