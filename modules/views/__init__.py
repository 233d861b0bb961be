"""Screens and files of the modules."""
