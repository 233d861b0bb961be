"""How fast diplomas and a ceremony pack are made."""
