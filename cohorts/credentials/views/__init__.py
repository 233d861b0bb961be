"""Views of diplomas and cards, by audience."""
