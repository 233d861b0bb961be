"""Reads about guests."""

from .asking import requests_of

__all__ = ["requests_of"]
