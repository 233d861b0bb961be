"""What is done about completion: say how a name is spelt, propose, decide, issue, make the files."""

from .cards import block_card, issue_card, renew_cards
from .deciding import confirm_completion, propose_completion, return_completion
from .issuing import issue_diploma
from .making import make_left_behind
from .photos import drop_photos_taken_back, remove_photo, take_photo
from .wishes import say_wishes

__all__ = [
    "block_card",
    "confirm_completion",
    "drop_photos_taken_back",
    "issue_card",
    "issue_diploma",
    "make_left_behind",
    "propose_completion",
    "remove_photo",
    "renew_cards",
    "return_completion",
    "say_wishes",
    "take_photo",
]
