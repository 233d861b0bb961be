"""Template tags of the editions."""
