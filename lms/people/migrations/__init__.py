"""Migrations of the people's app."""
