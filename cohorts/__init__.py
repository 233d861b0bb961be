"""The course itself: one app cut into rooms, from the roster to the diploma."""
