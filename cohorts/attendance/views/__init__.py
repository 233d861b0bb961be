"""Screens of attendance, by whose they are."""
