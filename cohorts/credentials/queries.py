"""Reads about diplomas and cards."""

import hashlib

from cohorts.roster.models import Cohort

from .models import RegisterEntry
from .rules import normalised


def code_hash(code: str) -> str:
    """Give what stands in the register for a code. It needs no salt: nobody guesses 75 bits."""
    return hashlib.sha256(code.encode()).hexdigest()


def entry_with(typed: str) -> RegisterEntry | None:
    """Find what was issued with a code, however it was typed; None if nothing was. One query at most."""
    code = normalised(typed)
    if code is None:
        return None
    rows = RegisterEntry.objects.select_related("organisation", "diploma", "idcard", "replaced_by")
    return rows.filter(code_hash=code_hash(code)).first()


def place_letters(cohort: Cohort) -> str:
    """Give the three letters of a place in numbers: the code of the district; a municipality has those of its slug."""
    return cohort.district.code if cohort.district else cohort.municipality.slug[:3].upper()
