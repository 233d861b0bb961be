"""Views of the front door, cut by whom they are for."""
