"""The mailbox: stores a message with what it tells of, sends it after the commit, and tries again."""

from .delivery import deliver, may_be_sent, retry_due
from .posting import nudge, post, post_decoy

__all__ = ["deliver", "may_be_sent", "nudge", "post", "post_decoy", "retry_due"]
