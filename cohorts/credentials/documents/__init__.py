"""What is printed: diplomas, cards, and what belongs to the ceremony."""

from ..rules import LANGUAGES, OF_COUNTRY
from .card import card_page, card_sheet
from .ceremony import Celebrated
from .diploma import diploma_page, diploma_pdf
from .letters import attendance_paper, competence_letter
from .pack import PARTS, blank_facts, pack_papers, part_name
from .word import diploma_word
from .wording import local_coordinator

__all__ = [
    "LANGUAGES",
    "OF_COUNTRY",
    "PARTS",
    "Celebrated",
    "attendance_paper",
    "blank_facts",
    "card_page",
    "card_sheet",
    "competence_letter",
    "diploma_page",
    "diploma_pdf",
    "diploma_word",
    "local_coordinator",
    "pack_papers",
    "part_name",
]
