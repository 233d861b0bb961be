"""Bring closed days: a list or a calendar file, with its source; look at each line, then confirm."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lms.kit.files import FileRefusedError
from lms.kit.ics import UnreadableCalendarError, read_days
from lms.kit.inputs import DayField, NameField
from lms.kit.sheets import read_sheet, read_text
from lms.people.models import User

from ..models import ClosedDays
from ..queries import places_closed_by, places_kept_by
from ..rules.periods import Line, LineCode, Period, checked, problem_of, read_lines

PROBLEMS: dict[str, str | Promise] = {
    LineCode.NO_DAY: _("There is no date in this line. Write it like this: 22.02.2027."),
    LineCode.WRONG_ORDER: _("The last day is before the first."),
    LineCode.TOO_LONG: _("These are more than 120 days. Look at the year."),
    LineCode.FAR_AWAY: _("Look at the year."),
    LineCode.TWICE: _("The same days stand further up in the list."),
    "has_a_time": _("This has a time of day. Only whole days are taken."),
    "repeats": _("This repeats itself. Write each period in a line of its own."),
}
"""What stands beside a line, for each code."""
MOST_LINES = 300


class CloseForm(forms.Form):
    """Days of her own place on which nobody can come. The last day may be left empty; one place is not asked for."""

    place = forms.ChoiceField(label=_("Place"))
    first = DayField(label=_("First day"))
    last = DayField(label=_("Last day"), required=False, help_text=_("Leave it empty when it is one day."))
    label = NameField(
        label=_("Name"),
        max_length=80,
        help_text=_("It stands in the plan, and others see it. For example: the house is being painted."),
    )

    def __init__(self, *args: Any, by: User, place: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = places_closed_by(by)
        self._places = {place: every[place]} if place in every else every
        field = self.fields["place"]
        field.choices = [(key, str(each)) for key, each in self._places.items()]
        if len(self._places) == 1:
            field.initial, field.widget = next(iter(self._places)), forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Say beside the last day what is wrong with the days."""
        cleaned = super().clean() or {}
        if {"first", "last"} <= cleaned.keys():
            cleaned["last"] = cleaned["last"] or cleaned["first"]
            if problem := problem_of(Period(cleaned["first"], cleaned["last"], "")):
                self.add_error("last", ValidationError(PROBLEMS[problem], code=problem))
        return cleaned

    @property
    def chosen_place(self) -> Any:
        """Give the chosen place of a valid form."""
        return self._places[self.cleaned_data["place"]]

    @property
    def period(self) -> Period:
        """Give the days of a valid form."""
        data = self.cleaned_data
        return Period(data["first"], data["last"], data["label"])


class BringForm(forms.Form):
    """Closed days as they are brought. Nothing is stored."""

    place = forms.ChoiceField(label=_("Place"))
    kind = forms.ChoiceField(
        label=_("Kind"), choices=ClosedDays.Kind.choices, initial=ClosedDays.Kind.SCHOOL, widget=forms.RadioSelect
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        help_text=_("Where it is written, as a link: the page of the municipality."),
    )
    year = forms.CharField(label=_("Year of the source"), max_length=12, help_text=_("For example: 2026/27."))
    pasted = forms.CharField(
        label=_("Write or paste the days"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto", "autocomplete": "off"}),
        help_text=_(
            "One period in a line: first day; last day; name. For example: 22.02.2027; 26.02.2027; Vinterferie."
        ),
    )
    file = forms.FileField(
        label=_("Or choose a file"),
        required=False,
        help_text=_("CSV or XLSX with first day, last day and name, or a calendar file (ICS)."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx,.ics"}),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places = places_kept_by(by)
        self.fields["place"].choices = [(key, str(place)) for key, place in self._places.items()]
        self.lines: list[Line] = []

    def clean(self) -> dict[str, Any]:
        """Read what was brought; ask for it when nothing was."""
        cleaned = super().clean() or {}
        file, pasted = cleaned.get("file"), cleaned.get("pasted")
        if not (file or pasted):
            if "file" not in self.errors:
                self.add_error("pasted", _("Write the days, or choose a file."))
            return cleaned
        try:
            self.lines = self._read(file, pasted)
        except FileRefusedError as refused:
            self.add_error("file" if file else "pasted", refused.sentence)
        except UnreadableCalendarError:
            self.add_error("file", _("This calendar file cannot be read. Save it once more, or write the days."))
        else:
            if not self.periods and not self.lines:
                self.add_error("file" if file else "pasted", ValidationError(PROBLEMS[LineCode.NO_DAY], code="no_day"))
        return cleaned

    @staticmethod
    def _read(file: Any, pasted: str) -> list[Line]:
        if not file:
            return read_lines(read_text(pasted, most_rows=MOST_LINES))
        if not file.name.lower().endswith(".ics"):
            return read_lines(read_sheet(file, file.name, most_rows=MOST_LINES))
        found = read_days(file.read())
        lines = [
            checked(number, days.label, Period(days.first, days.last, days.label[:80]))
            for number, days in enumerate(found.days, 1)
        ]
        return lines + [Line(number, label, problem=code) for number, label, code in found.left_out]

    @property
    def periods(self) -> list[Period]:
        """Give the lines that can be taken over."""
        return [line.period for line in self.lines if line.period]

    @property
    def left_out(self) -> list[tuple[Line, str | Promise]]:
        """Give the lines that cannot, each with a sentence."""
        return [(line, PROBLEMS.get(line.problem, PROBLEMS[LineCode.NO_DAY])) for line in self.lines if line.problem]

    @property
    def as_text(self) -> str:
        """Give what can be taken over as a list, to be sent back when it is confirmed."""
        return "\n".join(f"{each.first.isoformat()}\t{each.last.isoformat()}\t{each.label}" for each in self.periods)

    @property
    def chosen_place(self) -> Any:
        """Give the chosen place of a valid form."""
        return self._places[self.cleaned_data["place"]]
