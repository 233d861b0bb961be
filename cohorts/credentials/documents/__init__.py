"""What is printed: diplomas, cards, and what belongs to the ceremony."""

from .diploma import diploma_pdf
from .wording import LANGUAGES

__all__ = ["LANGUAGES", "diploma_pdf"]
