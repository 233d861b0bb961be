"""What is worth knowing about the evenings of a plan, and never in the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext as _

from lms.kit.dates import FeastCode, public_holidays, sunset
from lms.people.models import Municipality

from ..rules import Evening, Note, Proposal
from .words import feast_words, long_day


@dataclass(frozen=True)
class PlanNote:
    """A sentence about an evening; `code` says what it is about, `about` that the moon decides."""

    day: date
    code: str
    text: str
    about: bool = False
    first: date | None = None
    last: date | None = None
    sunset: time | None = None


def notes_on(proposal: Proposal, municipality: Municipality, known_until: date | None) -> list[PlanNote]:
    """Give the notes of a plan in order: feasts, days kept by custom, and from when on no school holiday is known."""
    notes = [_of_feast(note, municipality) for note in proposal.notes]
    notes += _kept_by_custom(proposal.evenings, municipality.country_id)
    unknown = [evening.day for evening in proposal.evenings if known_until is None or evening.day > known_until]
    if unknown:
        text = _("No school holidays are known here after this. Look at the page of the municipality.")
        if known_until:
            text = _("No school holidays are known here after %(day)s. Look at the page of the municipality.") % {
                "day": long_day(known_until)
            }
        notes.append(PlanNote(unknown[0], "school_holidays_unknown", text))
    return sorted(notes, key=lambda note: note.day)


def sunset_at(municipality: Municipality, day: date) -> time | None:
    """Give when the sun sets there; None where nobody has said where it lies, or the sun does not set."""
    if municipality.latitude is None:
        return None
    place = {"latitude": float(municipality.latitude), "longitude": float(municipality.longitude)}
    return sunset(day, **place, zone=municipality.country.time_zone)


def _of_feast(note: Note, municipality: Municipality) -> PlanNote:
    feast, text, sets = note.feast, feast_words(note.feast) + ".", None
    if feast.code is FeastCode.RAMADAN:
        sets = sunset_at(municipality, note.day)
        if sets:
            text = _("%(feast)s. The sun sets at %(time)s.") % {"feast": feast_words(feast), "time": f"{sets:%H:%M}"}
    return PlanNote(note.day, feast.code.value, text, feast.about, feast.first, feast.last, sets)


def _kept_by_custom(evenings: Iterable[Evening], country: str) -> list[PlanNote]:
    days = {evening.day for evening in evenings}
    return [
        PlanNote(each.day, "kept_by_custom", _("%(name)s: much is closed.") % {"name": each.name})
        for each in public_holidays(country, {day.year for day in days})
        if not each.closed and each.day in days
    ]
