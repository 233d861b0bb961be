"""What is done about attendance."""

from .marking import Result, record_marks

__all__ = ["Result", "record_marks"]
