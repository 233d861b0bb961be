"""Template tags of the modules."""
