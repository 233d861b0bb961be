"""What is printed and handed out about attendance."""

from .roll import paper_list

__all__ = ["paper_list"]
