"""What the front door gives to be printed and taken along."""

from .held import copy_of
from .values import core_values

__all__ = ["copy_of", "core_values"]
