"""Sets many pages side by side, in processes of their own that let the site go first."""

from .hands import pressed
from .jobs import Job, Made, PressError

__all__ = ["Job", "Made", "PressError", "pressed"]
