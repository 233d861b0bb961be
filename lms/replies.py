"""Answers to invitations come to one address: each mail is shown to every room that invites."""

from django.conf import settings
from django.utils.module_loading import import_string

from lms.kit.inbox import read_inbox

READERS = [
    "cohorts.guests.actions.replies.take_mail",  # takes only what answers one of its own
    "cohorts.schedule.actions.invitations.take_mail",  # takes every other answer
]
"""Who reads a mail, in this order, until one has taken it."""


def read_replies() -> int:
    """Read the answers that lie in the mailbox folder; give how many mails there were. Call it every minute."""
    return read_inbox(settings.INBOX_URL, take_mail) if settings.INBOX_URL else 0


def take_mail(raw: bytes) -> bool:
    """Give a mail to the first room that takes it, and tell whether one did. Any other is left for people."""
    return any(import_string(path)(raw) for path in READERS)
