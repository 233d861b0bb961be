"""The marks of a paper list, typed in down the column as they stand on the sheet."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lms.kit.inputs import NameField

from ..dashboards import Sheet, SheetLine
from ..dashboards.letters import letters
from ..documents.roll import SPARE_ROWS
from ..models.marks import StatusChoices
from ..rules import Guest, Mark, Status
from .marks import LONGEST_NAME, MOST_MINUTES

TIMED = (Status.LATE, Status.LEFT_EARLY)


@dataclass(frozen=True)
class Choice:
    """One way to mark a woman: what is sent, its letter and its word, and whether it is chosen."""

    value: str
    letter: str
    word: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Row:
    """One line of the sheet with what was typed beside it."""

    number: int
    line: SheetLine
    choices: tuple[Choice, ...]
    minutes: str = ""
    base: int = 0
    error: str = ""


class PaperForm(forms.Form):
    """What was typed in. Its key is drawn with the page: sent again it changes nothing. Where a mark stands already and
    the sheet says something else, nothing is overwritten: both are shown, and a person decides."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    confirmed = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, sheet: Sheet, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.typed: list[tuple[SheetLine, Status, int | None, int]] = []
        self.wrong: dict[UUID, str] = {}
        for number in range(1, SPARE_ROWS + 1):
            label = gettext_lazy("Her name")
            self.fields[f"guest-{number}"] = NameField(label=label, required=False, max_length=LONGEST_NAME)

    def clean(self) -> dict:
        """Read what stands beside each woman; what is wrong is said there, and nothing is stored."""
        for line in self.sheet.lines:
            try:
                if status := self._status(line):
                    self.typed.append((line, status, self._minutes(line, status), self._base(line)))
            except ValidationError as problem:
                self.wrong[line.place] = problem.message
        if self.wrong:
            raise ValidationError(_("Nothing was saved. Look at the lines in red."), code="wrong")
        return self.cleaned_data

    def _sent(self, kind: str, line: SheetLine) -> str:
        return str(self.data.get(f"{kind}-{line.place}", "")).strip()

    def _status(self, line: SheetLine) -> Status:
        try:
            return Status(self._sent("status", line))
        except ValueError:
            raise ValidationError(_("Choose one of the letters.")) from None

    def _minutes(self, line: SheetLine, status: Status) -> int | None:
        text = self._sent("minutes", line)
        if not text or status not in TIMED:
            return None
        if not (text.isdecimal() and len(text) <= len(str(MOST_MINUTES)) and int(text) <= MOST_MINUTES):
            raise ValidationError(_("Write the minutes as a number, at most %(most)s.") % {"most": MOST_MINUTES})
        return int(text)

    def _base(self, line: SheetLine) -> int:
        text = self._sent("base", line)
        return int(text) if text.isdecimal() and len(text) < 9 else 0

    @property
    def device(self) -> str:
        """Give what this page counts as: each press is a phone of its own."""
        return f"paper-{self.cleaned_data['key'].hex}"

    @property
    def marks(self) -> list[Mark]:
        """Give the operations, each with a key of its own."""
        key = self.cleaned_data["key"]
        return [
            Mark(
                uuid5(key, f"{line.place} {status} {minutes}"), line.place, status, number=1, base=base, minutes=minutes
            )
            for line, status, minutes, base in self.typed
        ]

    @property
    def guests(self) -> list[Guest]:
        """Give who came without a place."""
        names = [self.cleaned_data.get(f"guest-{number}", "") for number in range(1, SPARE_ROWS + 1)]
        key = self.cleaned_data["key"]
        return [Guest(uuid5(key, f"guest {number}"), name, 1) for number, name in enumerate(names, 1) if name]

    @property
    def guest_fields(self) -> list:
        """Give the fields for who came without a place."""
        return [self[f"guest-{number}"] for number in range(1, SPARE_ROWS + 1)]

    @property
    def rows(self) -> list[Row]:
        """Give the lines of the sheet, with what was typed."""
        return [self._row(number, line) for number, line in enumerate(self.sheet.lines, 1)]

    def _row(self, number: int, line: SheetLine) -> Row:
        sent = self._sent("status", line) if self.is_bound else ""
        signs = letters()
        choices = [Choice("", "–", _("nothing"), not sent)]
        choices += [Choice(each, signs[each], str(StatusChoices(each).label), sent == each) for each in signs]
        # Over a mark that stands nothing is written from here before both were shown.
        base = 0 if line.status else line.revision
        minutes = self._sent("minutes", line) if self.is_bound else ""
        return Row(number, line, tuple(choices), minutes, base, self.wrong.get(line.place, ""))


class LanguageForm(forms.Form):
    """In which second language the columns of the paper list are named."""

    second = forms.ChoiceField(label=gettext_lazy("Name the columns in one more language"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["second"].choices = [("", gettext_lazy("no")), *settings.LANGUAGES]

    @property
    def chosen(self) -> str:
        """Give the language; nothing if none was chosen or it is none of ours."""
        return self.cleaned_data["second"] if self.is_valid() else ""
