"""Completion: a decision by two people, the diploma and card that follow from it, and the register they stand in."""
