"""Writes documents as Word files; the only package that knows python-docx."""

from .writer import word_file

__all__ = ["word_file"]
