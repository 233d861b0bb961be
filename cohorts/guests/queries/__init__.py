"""Reads about guests, by what they are for."""

from .asking import evenings_late, evenings_with_a_subject, invitations_to, requests_of
from .directory import (
    Wanted,
    districts_near,
    guests_for,
    guests_out_of_time,
    history_of,
    modules_of_countries,
    modules_of_places,
    places_to_add_at,
    professions,
)

__all__ = [
    "Wanted",
    "districts_near",
    "evenings_late",
    "evenings_with_a_subject",
    "guests_for",
    "guests_out_of_time",
    "history_of",
    "invitations_to",
    "modules_of_countries",
    "modules_of_places",
    "places_to_add_at",
    "professions",
    "requests_of",
]
