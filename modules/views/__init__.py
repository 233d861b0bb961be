"""Screens and files of the modules, beside Wagtail's own."""
