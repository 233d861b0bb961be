"""Who gets which parts of a module."""

FOR_LEADERS = frozenset({"guest", "coordinator_notes"})
"""Parts that trainees and the public never see."""
