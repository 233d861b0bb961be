"""Screens of the secretariat for editions."""
