"""What is done about completion: say how a name is spelt, propose, decide, issue, replace and withdraw, make files."""

from .cards import block_card, issue_card, renew_cards
from .confirming import confirm_completions
from .consents import forget_names_of_protected, hide_name, let_name_be_shown, note_name_shown
from .deciding import (
    Proposal,
    propose_completions,
    return_completion,
)
from .ending import ask_end, end_paper, keep
from .making import make_left_behind
from .photos import drop_photos_taken_back, remove_photo, take_photo
from .wishes import say_wishes

__all__ = [
    "Proposal",
    "ask_end",
    "block_card",
    "confirm_completions",
    "drop_photos_taken_back",
    "end_paper",
    "forget_names_of_protected",
    "hide_name",
    "issue_card",
    "keep",
    "let_name_be_shown",
    "make_left_behind",
    "note_name_shown",
    "propose_completions",
    "remove_photo",
    "renew_cards",
    "return_completion",
    "say_wishes",
    "take_photo",
]
