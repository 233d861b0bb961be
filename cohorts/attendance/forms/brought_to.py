"""A list of attendance and the cohort it is about: what stands already, and where the two say different things."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext

from cohorts.roster.models import Cohort, Enrolment
from cohorts.schedule.models import CourseSession

from ..models import Attendance
from ..models.marks import StatusChoices
from ..queries import brought_to
from ..rules import Reason
from ..rules.brought import BroughtLine, Reading, Word
from .marks import SENTENCES

Why = Callable[[CourseSession, bool], Reason | None]
"""Says why nothing can be marked on an evening; the second is whether somebody has said that she means it."""


@dataclass(frozen=True)
class Clash:
    """A mark of the list that says something else than what stands."""

    line: BroughtLine
    word: Word
    session: CourseSession
    name: str
    stands: Attendance

    @property
    def value(self) -> str:
        """Give what comes back when the list is to be taken: the version that was seen goes along."""
        return f"{self.line.number}:{self.word.night}:{self.stands.revision}"

    @property
    def mine(self) -> str:
        """Give the word of the list."""
        return _said(self.word.status or "", self.word.minutes)

    @property
    def theirs(self) -> str:
        """Give the word that stands."""
        return _said(self.stands.status, self.stands.minutes)


def _said(status: str, minutes: int | None) -> str:
    word = str(StatusChoices(status).label) if status else gettext("not marked")
    return word if minutes is None else gettext("%(mark)s (%(minutes)s min)") % {"mark": word, "minutes": minutes}


class WithCohort(forms.Form):
    """A form about the women and evenings of a cohort."""

    def __init__(self, *args, cohort: Cohort, why: Why, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.cohort, self.why = cohort, why
        self.digest, self.reading = "", Reading(())

    @cached_property
    def _known(self) -> tuple[dict[str, Enrolment], dict[str, CourseSession], dict[tuple[int, int], Attendance]]:
        women, evenings, marks = brought_to(self.cohort)
        by_key = {str(each.public_id): each for each in women}
        return by_key, {str(each.public_id): each for each in evenings}, marks

    @property
    def women(self) -> dict[str, Enrolment]:
        """Give the women of the cohort by key."""
        return self._known[0]

    @property
    def evenings(self) -> dict[str, CourseSession]:
        """Give its evenings by key."""
        return self._known[1]

    def stands(self, woman: str, night: str) -> Attendance | None:
        """Give the row of a woman on an evening, also one whose mark was taken back."""
        return self._known[2].get((self.evenings[night].pk, self.women[woman].pk))

    @property
    def marks_read(self) -> list[tuple[BroughtLine, Word]]:
        """Give every mark that was understood, of evenings that take marks."""
        return [
            (line, word)
            for line in self.reading.lines
            for word in line.words
            if word.status and word.night in self.evenings and word.night not in self.closed
        ]

    @cached_property
    def closed(self) -> dict[str, str]:
        """Give the evenings of the list that take no marks, each with the sentence why."""
        nights = {word.night for line in self.reading.lines for word in line.words} & self.evenings.keys()
        reasons = {night: self.why(self.evenings[night], True) for night in nights}
        return {night: str(SENTENCES[reason]) for night, reason in reasons.items() if reason}

    @property
    def clashes(self) -> list[Clash]:
        """Give where the list says something else than what stands, of the women about whom there is no doubt."""
        found = []
        for line, word in self.marks_read:
            row = self.stands(line.woman, word.night) if line.woman in self.women else None
            if row and row.status and (row.status, row.minutes) != (word.status, word.minutes):
                name = self.women[line.woman].person.name
                found.append(Clash(line, word, self.evenings[word.night], name, row))
        return found

    @property
    def has_old(self) -> bool:
        """Tell whether somebody has to say that she means it."""
        nights = {word.night for _line, word in self.marks_read}
        return any(self.why(self.evenings[night], False) == Reason.TOO_LATE for night in nights)
