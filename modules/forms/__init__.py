"""Forms of our own screens about modules: local places, reviews, notes."""
