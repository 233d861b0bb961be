"""What is done about guests: asking, answering, taking back."""

from .answering import accept_invitation, decline_invitation, open_pass, propose_days
from .asking import ask_guests, ask_now, cancel_invitation
from .directory import add_guest, change_guest, remove_guest

__all__ = [
    "accept_invitation",
    "add_guest",
    "ask_guests",
    "ask_now",
    "cancel_invitation",
    "change_guest",
    "decline_invitation",
    "open_pass",
    "propose_days",
    "remove_guest",
]
