"""Migrations of the front door."""
