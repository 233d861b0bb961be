"""Bring a list of attendance: paste or upload it, look at it line by line, then confirm. Nothing is stored before."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict

from cryptography.exceptions import InvalidTag
from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cohorts.schedule.models import CourseSession
from lms.kit.lists import BroughtListForm
from lms.kit.seal import seal, unseal

from ..dashboards.letters import letters
from ..models.marks import StatusChoices
from ..rules import Mark, Reason, Status, short_names
from ..rules.brought import BroughtLine, Night, Reading, Trouble, Woman, Word, brought_mark, read_marks
from .brought_to import Clash, WithCohort

PURPOSE = "brought attendance"
TROUBLES: dict[Trouble, Promise] = {
    Trouble.NOBODY: _("Nobody in the cohort has this name. Who is she?"),
    Trouble.SEVERAL: _("Several women fit. Who is she?"),
    Trouble.TWICE: _("She stands further up in the list already. Who is this?"),
    Trouble.BIRTH_NUMBER: _(
        "The line holds something that looks like a national identity number. We never take those, and nothing of the "
        "line is kept."
    ),
}
"""What stands beside a line, for each code."""
UNDERSTOOD_IN = ("nb", "da", "sv", "fi", "en", "ar")


def words_for_marks() -> dict[str, Status]:
    """Give the words of the screens for each mark, in all their languages, and the letters of the language at hand."""
    found: dict[str, Status] = {}
    for language in UNDERSTOOD_IN:
        with override(language):
            found |= {str(StatusChoices(status).label): status for status in Status if status}
    return found | {letter: status for status, letter in letters().items()}


class BringForm(WithCohort, BroughtListForm):
    """A list as it is brought. Nothing is stored."""

    night = forms.ChoiceField(
        label=_("The list is about"), required=False, help_text=_("For a list with one column of marks.")
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pasted"].help_text = _(
            "The first line names the columns: Name, then a number or a day for each evening."
        )
        offered = [(key, f"{each.number} · {each.date:%d.%m.%Y}") for key, each in self.evenings.items()]
        self.fields["night"].choices = [("", _("the evenings that its columns name")), *offered]

    def clean(self) -> dict:
        """Read the list; what is wrong with the whole is an error."""
        data = super().clean()
        if self.errors:
            return data
        self.digest = hashlib.sha256(json.dumps([self.rows, data.get("night")]).encode()).hexdigest()
        self.reading = self._read(self.rows, data.get("night") or "")
        if not self.reading.lines:
            raise ValidationError(
                _("No mark was found. Is there a column “Name”, and one for each evening with its number or day?"),
                code="nothing",
            )
        return data

    def _read(self, rows: list[list[str]], night: str) -> Reading:
        names = {key: each.person.name for key, each in self.women.items()}
        short = short_names(names)
        return read_marks(
            rows,
            women=[Woman(key, names[key], short[key], each.person.phone or "") for key, each in self.women.items()],
            nights=[Night(key, each.number, each.date) for key, each in self.evenings.items()],
            words=words_for_marks(),
            night=night,
            country=self.cohort.in_municipality.country_id,
        )

    @property
    def sealed(self) -> str:
        """Give the list as it was read, for the button that confirms it: nobody can change it on the way."""
        lines = [asdict(line) for line in self.reading.lines if line.trouble != Trouble.BIRTH_NUMBER]
        for line in lines:
            line["words"] = [
                [each["night"], each["status"], each["minutes"]] for each in line["words"] if each["status"]
            ]
        return seal(json.dumps([str(self.cohort.public_id), self.digest, lines]), PURPOSE)

    @property
    def sure(self) -> list[tuple[str, int, int]]:
        """Give the name of each woman about whom there is no doubt, how many marks are new, and how many say what
        stands already."""
        clashing = Counter(each.line.number for each in self.clashes)
        found = []
        for line in self.reading.lines:
            if line.woman:
                own = [word for each, word in self.marks_read if each is line]
                rows = [self.stands(line.woman, word.night) for word in own]
                agreed = sum(bool(row and row.status) for row in rows) - clashing[line.number]
                found.append((self.women[line.woman].person.name, len(own) - agreed - clashing[line.number], agreed))
        return found

    @property
    def unsure(self) -> list[tuple[BroughtLine, str, list[tuple[str, str, bool]]]]:
        """Give the lines that a person decides about, each with what is said of it and whom to choose from; a line that
        is left out has nobody to choose from."""
        return [(line, str(TROUBLES[line.trouble]), self._choices(line)) for line in self.reading.lines if line.trouble]

    def _choices(self, line: BroughtLine) -> list[tuple[str, str, bool]]:
        if line.trouble == Trouble.BIRTH_NUMBER:
            return []
        first = [key for key in self.women if key in line.maybe]
        rest = [key for key in self.women if key not in line.maybe]
        return [(key, self.women[key].person.name, key in line.maybe) for key in (*first, *rest)]

    @property
    def unknown(self) -> list[tuple[int, str, CourseSession, str]]:
        """Give the words that are no mark: line, name, evening, word."""
        return [
            (line.number, line.name, self.evenings[word.night], word.text)
            for line in self.reading.lines
            for word in line.words
            if word.status is None
        ]

    @property
    def not_open(self) -> list[tuple[CourseSession, str]]:
        """Give the evenings of the list that take no marks, and why."""
        return [(self.evenings[night], sentence) for night, sentence in self.closed.items()]


class ConfirmForm(WithCohort):
    """The list that was looked at, with what was decided."""

    brought = forms.CharField(strip=True)
    confirmed = forms.BooleanField(required=False)

    def clean_brought(self) -> str:
        """Open what was sealed when the list was looked at."""
        text = self.cleaned_data["brought"]
        try:
            cohort, self.digest, lines = json.loads(unseal(text, PURPOSE))
        except (InvalidTag, ValueError):
            raise ValidationError(_("The list did not arrive whole. Nothing was saved. Bring it again.")) from None
        if cohort != str(self.cohort.public_id):
            raise ValidationError(_("The list did not arrive whole. Nothing was saved. Bring it again."))
        self.reading = Reading(tuple(self._line(each) for each in lines))
        return text

    def _line(self, data: dict) -> BroughtLine:
        words = tuple(Word(night, Status(status), minutes) for night, status, minutes in data["words"])
        woman = data["woman"] or str(self.data.get(f"woman-{data['number']}", ""))
        return BroughtLine(data["number"], data["name"], woman if woman in self.women else "", words=words)

    def clean(self) -> dict:
        """Ask for a word about evenings of long ago before anything is sent: what was refused once stays refused."""
        data = super().clean()
        old = (each for each in self.marks if self.why(each, False) == Reason.TOO_LATE) if "brought" in data else ()
        if not data["confirmed"] and any(old):
            raise ValidationError(
                _("Nothing was saved. Some evenings were long ago: say that you want to change them."),
                code="old",
            )
        return data

    @property
    def marks(self) -> dict[CourseSession, list[Mark]]:
        """Give the operations by evening. Where something else stands only what was ticked is among them."""
        ticked = set(self.data.getlist("over")) if hasattr(self.data, "getlist") else set()
        found: dict[CourseSession, list[Mark]] = {}
        for line, word in self.marks_read:
            if line.woman and (mark := self._mark(line, word, ticked)):
                found.setdefault(self.evenings[word.night], []).append(mark)
        return found

    def _mark(self, line: BroughtLine, word: Word, ticked: set[str]) -> Mark | None:
        row = self.stands(line.woman, word.night)
        if row and row.status:
            same = (row.status, row.minutes) == (word.status, word.minutes)
            if same or f"{line.number}:{word.night}:{row.revision}" not in ticked:
                return None
        return brought_mark(self.digest, line.number, word, line.woman, row.revision if row else 0)

    @property
    def left_as_they_are(self) -> Mapping[str, list[Clash]]:
        """Give what stays although the list says something else, by the name of the woman."""
        ticked = set(self.data.getlist("over")) if hasattr(self.data, "getlist") else set()
        found: dict[str, list[Clash]] = {}
        for each in self.clashes:
            if each.value not in ticked:
                found.setdefault(each.name, []).append(each)
        return found
