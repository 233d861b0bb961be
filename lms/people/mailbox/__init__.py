"""The mailbox: stores a message with what it tells of, sends it after the commit, and tries again."""

from .delivery import deliver, may_be_sent, retry_due
from .posting import Word, nudge, post, post_all, post_decoy, way_to

__all__ = ["Word", "deliver", "may_be_sent", "nudge", "post", "post_all", "post_decoy", "retry_due", "way_to"]
