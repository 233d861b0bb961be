"""Read shapes about somebody for herself: what is held about her, and what others see of her."""

from .held import Fact, Group, Part, held_about
from .seen import Thing, seen_of

__all__ = ["Fact", "Group", "Part", "Thing", "held_about", "seen_of"]
