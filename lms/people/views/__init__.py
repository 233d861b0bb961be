"""Views of people, cut by what they are for."""
