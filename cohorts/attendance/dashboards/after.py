"""What remains of an evening: the task that its modules propose, and what its women may read again."""

from dataclasses import dataclass

from cohorts.guests.dashboards.passes import taught_module
from cohorts.schedule.models import CourseSession, SessionModule
from curriculum.models import EditionModule
from curriculum.queries import EveningText, evening_texts, read_in
from modules.models import Sensitivity

from ..models import EveningNote
from ..models.notes import LONGEST_TASK


def _places_of(session: CourseSession) -> list[EditionModule]:
    rows = SessionModule.objects.filter(session=session).select_related(
        "edition_module__edition", "edition_module__module__locale"
    )
    return [row.edition_module for row in rows]


def suggested_task(session: CourseSession, language: str) -> str:
    """Give the home task of the modules of an evening as they are pinned, for the coordinator to change; nothing where
    it is longer than a task may be. Where a subject leaves no trace, nothing is proposed either."""
    places = _places_of(session)
    if any(place.module.sensitivity == Sensitivity.YES for place in places):
        return ""
    tasks = [taught_module(place, language).home_task for place in places]
    text = "\n".join(task for task in tasks if task)
    return text if len(text) <= LONGEST_TASK else ""


@dataclass(frozen=True)
class WhatWeDid:
    """An evening as a woman may read it again. Of a module that asks for care nothing is named here."""

    note: EveningNote
    taught: tuple[EveningText, ...]
    shows_photo: bool

    @property
    def session(self) -> CourseSession:
        """Give the evening."""
        return self.note.session


def what_we_did(note: EveningNote, language: str) -> WhatWeDid:
    """Give what a woman reads after an evening, in her language. Two queries, however many modules."""
    places = _places_of(note.session)
    open_ones = [place for place in places if place.module.sensitivity == Sensitivity.NO]
    # In Denmark a woman whose language has no text reads Danish, also where the text was written in Norwegian.
    otherwise = read_in(open_ones[0].edition, ()) if open_ones else []
    texts = evening_texts(open_ones, language, otherwise=otherwise)
    taught = [texts[place.pk] for place in open_ones if place.pk in texts]
    return WhatWeDid(
        note=note,
        # A text may have been pinned when its module asked for care.
        taught=tuple(each for each in taught if each.sensitivity == Sensitivity.NO and each.parts.messages),
        shows_photo=bool(note.photo) and not any(place.module.sensitivity == Sensitivity.YES for place in places),
    )
