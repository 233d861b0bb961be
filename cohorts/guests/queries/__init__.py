"""Reads about guests, by what they are for."""

from .asking import evenings_late, evenings_with_a_subject, invitations_to, material_for, requests_of
from .covering import (
    countries_followed_by,
    people_counted,
    places_with_courses,
    subjects_counted,
    subjects_of_countries,
)
from .directory import (
    Wanted,
    consents_of,
    districts_near,
    guests_for,
    guests_out_of_time,
    history_of,
    last_asked_by,
    modules_of_countries,
    modules_of_places,
    places_to_add_at,
    professions,
)
from .material import files_for
from .suggesting import candidates_for, modules_on, usual_professions, wishes_for

__all__ = [
    "Wanted",
    "candidates_for",
    "consents_of",
    "countries_followed_by",
    "districts_near",
    "evenings_late",
    "evenings_with_a_subject",
    "files_for",
    "guests_for",
    "guests_out_of_time",
    "history_of",
    "invitations_to",
    "last_asked_by",
    "material_for",
    "modules_of_countries",
    "modules_of_places",
    "modules_on",
    "people_counted",
    "places_to_add_at",
    "places_with_courses",
    "professions",
    "requests_of",
    "subjects_counted",
    "subjects_of_countries",
    "usual_professions",
    "wishes_for",
]
