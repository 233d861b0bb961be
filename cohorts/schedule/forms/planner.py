"""Ask for a plan, and change it before it is used."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cohorts.roster.models import Cohort, Venue
from lms.kit.inputs import DayField, refuse_slips

from ..figures.words import refusal_words
from ..rules import Asked, Rhythm, Step, StepKind

SENTENCES = {
    "has_evenings": gettext_lazy("This cohort has its evenings already. Change them one by one."),
    "changed_meanwhile": gettext_lazy("Somebody changed this plan while you looked at it. This is how it is now."),
    "plan_differs": gettext_lazy("The plan has changed since you saw it. Look at it once more, then use it."),
    "reason_needed": gettext_lazy("Write why you do it all the same. It is kept with the plan."),
    "elsewhere": gettext_lazy("This venue belongs to another place. Choose one of yours."),
    "begins_in_the_past": gettext_lazy(
        "This plan would begin in the past. Choose today or a later day for the first evening."
    ),
    "no_evenings": gettext_lazy("There is no evening in this plan."),
    "module_missing": gettext_lazy("A module of the edition is missing in this plan."),
    "module_twice": gettext_lazy("A module is held twice in this plan."),
}
"""What a person reads for a code of the actions."""
MOST_DATES = 60


def sentence_for(error: ValidationError) -> str:
    """Say in words what an action refused: by the rule behind it, or by its code."""
    each = error.error_list[0]
    refusal = (each.params or {}).get("refusal")
    return refusal_words(refusal) if refusal else str(SENTENCES[each.code])


class DatesField(forms.CharField):
    """Several dates, one in a line, as people write them: 12.01.2027, 12. januar is not among them, 2027-01-12."""

    FORMATS = ("%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4, "dir": "ltr", "autocomplete": "off"}))
        super().__init__(required=False, **kwargs)

    def to_python(self, value: str) -> tuple[date, ...]:
        """Read the dates; say which one cannot be read."""
        words = (super().to_python(value) or "").replace(",", "\n").replace(";", "\n").split("\n")
        found = [self._read(word.strip().rstrip(".")) for word in words if word.strip()]
        if len(found) > MOST_DATES:
            raise ValidationError(_("These are more than %(most)s dates.") % {"most": MOST_DATES}, code="too_many")
        for day in found:
            refuse_slips(day, back=timedelta())
        return tuple(sorted(set(found)))

    def _read(self, word: str) -> date:
        for each in self.FORMATS:
            try:
                return datetime.strptime(word, each).date()
            except ValueError:
                continue
        said = {"word": word[:30]}
        raise ValidationError(_("“%(word)s” is not a date. Write it like this: 12.01.2027.") % said, code="date")

    def prepare_value(self, value: object) -> object:
        """Show stored dates one in a line."""
        return "\n".join(f"{day:%d.%m.%Y}" for day in value) if isinstance(value, tuple) else value


def _clock_field(label: str, **kwargs) -> forms.TimeField:
    return forms.TimeField(label=label, widget=forms.TimeInput({"type": "time"}, format="%H:%M"), **kwargs)


class AskForm(forms.Form):
    """Ask for a plan: from when, on which days, at which time, where."""

    first = DayField(label=gettext_lazy("First evening"), back=0)
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Weekday"),
        coerce=int,
        choices=[(number + 1, name) for number, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    start = _clock_field(gettext_lazy("Begins at"))
    end = _clock_field(gettext_lazy("Ends at"))
    every_weeks = forms.TypedChoiceField(
        label=gettext_lazy("How often"),
        coerce=int,
        choices=[
            (1, gettext_lazy("Every week")),
            (2, gettext_lazy("Every second week")),
            (0, gettext_lazy("Only on the dates that I write below")),
        ],
        widget=forms.RadioSelect,
        initial=1,
    )
    venue = forms.TypedChoiceField(label=gettext_lazy("Venue"), coerce=int, required=False, empty_value=None)
    per_week = forms.TypedChoiceField(
        label=gettext_lazy("Evenings in one week, at most"),
        coerce=int,
        required=False,
        empty_value=0,
        choices=[("", gettext_lazy("as many as the weekdays I chose")), *((n, str(n)) for n in range(1, 7))],
    )
    dates = DatesField(
        label=gettext_lazy("Dates"),
        help_text=gettext_lazy(
            "One in a line, like this: 12.01.2027. For a double week write the date that comes on top."
        ),
    )

    main = ("first", "weekdays", "start", "end", "every_weeks", "venue")
    more = ("per_week", "dates")

    def __init__(self, *args, cohort: Cohort, asked: Asked | None = None, **kwargs) -> None:
        super().__init__(*args, initial=_initial(cohort, asked), **kwargs)
        venues = Venue.objects.of(cohort).filter(is_retired=False)
        self.fields["venue"].choices = [("", _("Not decided yet")), *((each.pk, each.name) for each in venues)]
        if len(self.fields["venue"].choices) == 1:
            del self.fields["venue"]

    def clean(self) -> dict:
        """Ask for dates where nothing else says when."""
        cleaned = super().clean()
        if cleaned.get("every_weeks") == 0 and "dates" in cleaned and not cleaned["dates"]:
            self.add_error("dates", _("Write the dates of the evenings, one in a line."))
        return cleaned

    def refuse(self, error: ValidationError) -> None:
        """Say above the fields what an action refused."""
        self.add_error(None, sentence_for(error))

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """Give what everybody is asked."""
        return [self[name] for name in self.main if name in self.fields]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """Give what few need."""
        return [self[name] for name in self.more]

    @property
    def shows_more(self) -> bool:
        """Tell whether what few need is filled in, or wrong."""
        return any(field.errors or field.value() not in ("", None, (), 0) for field in self.more_fields)

    @property
    def asked(self) -> Asked:
        """Give what a valid form asks for."""
        data = self.cleaned_data
        listed = data["every_weeks"] == 0
        return Asked(
            first=min(data["first"], *data["dates"]) if listed else data["first"],
            start=data["start"],
            end=data["end"],
            rhythm=Rhythm(
                weekdays=frozenset() if listed else frozenset(data["weekdays"]),
                every_weeks=data["every_weeks"] or 1,
                per_week=0 if listed else data["per_week"] or 0,
                also=() if listed else data["dates"],
                dates=data["dates"] if listed else (),
            ),
            venue=data.get("venue"),
        )


def _initial(cohort: Cohort, asked: Asked | None) -> dict:
    """Give what the form shows first: what was asked, or what is known of the cohort."""
    if asked is None:
        minutes = timedelta(minutes=cohort.edition.evening_minutes)
        end = datetime.combine(date(2000, 1, 1), cohort.starts_at) + minutes
        return {
            "weekdays": cohort.weekdays,
            "start": cohort.starts_at,
            "end": end.time() if end.day == 1 else time(23, 59),
            "every_weeks": 2 if cohort.rhythm == Cohort.Rhythm.FORTNIGHTLY else 1,
            "venue": cohort.venue_id,
        }
    rhythm = asked.rhythm
    return {
        "first": asked.first,
        "weekdays": sorted(rhythm.weekdays) or cohort.weekdays,
        "start": asked.start,
        "end": asked.end,
        "every_weeks": 0 if rhythm.dates else rhythm.every_weeks,
        "venue": asked.venue,
        "per_week": rhythm.per_week or "",
        "dates": rhythm.dates or rhythm.also,
    }


class UsedForm(forms.Form):
    """The cohort of a plan whose draft is gone, as the page of the draft named it."""

    cohort = forms.UUIDField()


class StepForm(forms.Form):
    """One wish for an evening of a draft. The button that was pressed says which."""

    kind = forms.ChoiceField(choices=[(kind.value, kind.value) for kind in StepKind])
    seen = forms.IntegerField(min_value=0)
    free = forms.BooleanField(required=False)  # back to the next free day, or to the usual time
    other = forms.TypedChoiceField(
        label=gettext_lazy("Change modules with"), coerce=int, required=False, empty_value=-1
    )
    day = DayField(label=gettext_lazy("Day"), back=0, required=False)
    start = _clock_field(gettext_lazy("Begins at"), required=False)
    end = _clock_field(gettext_lazy("Ends at"), required=False)
    venue = forms.TypedChoiceField(label=gettext_lazy("Venue"), coerce=int, required=False, empty_value=None)

    def __init__(self, *args, others: list[tuple[int, str]], venues: list[tuple[int, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = others
        self.fields["venue"].choices = [("", _("The usual one")), *venues]

    def clean(self) -> dict:
        """Ask for the day or the time that somebody wants to set."""
        cleaned = super().clean()
        if cleaned.get("kind") == StepKind.PIN and not cleaned.get("day") and not cleaned["free"]:
            self.add_error("day", _("Choose a day."))
        if cleaned.get("kind") == StepKind.CLOCK and not cleaned["free"]:
            self._check_clock(cleaned)
        return cleaned

    def _check_clock(self, cleaned: dict) -> None:
        missing = [name for name in ("start", "end") if name not in self.errors and not cleaned.get(name)]
        for name in missing:
            self.add_error(name, _("Choose a time."))
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end <= start:
            self.add_error("end", _("This is not after the beginning."))

    def step(self, one: int) -> Step:
        """Give the wish of a valid form for an evening of the outline."""
        data = self.cleaned_data
        clock = (None, None) if data["free"] else (data["start"], data["end"])
        return Step(StepKind(data["kind"]), one, data["other"], data["day"], data["venue"], *clock)
