"""Reads about guests, by what they are for."""

from .asking import evenings_late, evenings_with_a_subject, invitations_to, requests_of

__all__ = ["evenings_late", "evenings_with_a_subject", "invitations_to", "requests_of"]
