"""Reads about guests, by what they are for."""

from .asking import evenings_with_a_subject, invitations_to, requests_of

__all__ = ["evenings_with_a_subject", "invitations_to", "requests_of"]
