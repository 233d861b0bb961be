"""What is done about feedback."""

from .feedback import close_feedback, give_feedback

__all__ = ["close_feedback", "give_feedback"]
